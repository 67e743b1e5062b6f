/** What is measured on: Porto with 200 dense origins where its extract lies in `../shared/data`, else Malta around Valletta. */

import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tool } from '../build-steps.mjs';
import { root } from '../paths.mjs';
import { run } from '../run.mjs';

/** The graph file and the origins. `cargo bench` reads the same ones. */
export async function data() {
  const shared = join(root, '../shared/data');
  const extract = join(shared, 'porto.osm.pbf');
  const isPorto = existsSync(extract);
  const graph = join(root, isPorto ? 'build/bench/porto.yike' : 'www/cities/malta.yike');
  if (isPorto) {
    await mkdir(join(root, 'build/bench'), { recursive: true });
    const build = ['build', extract, '--output', graph, '--no-backdrop'];
    await run(await tool({ release: true }), build, { quiet: true });
  }
  const list = isPorto
    ? join(shared, 'porto-origins.json')
    : join(root, 'tests/fixtures/valletta-origins.json');
  return {
    name: isPorto ? 'Porto (2015)' : 'Malta (2024), around Valletta',
    isPorto,
    bytes: new Uint8Array(await readFile(graph)),
    origins: JSON.parse(await readFile(list, 'utf8')),
  };
}
