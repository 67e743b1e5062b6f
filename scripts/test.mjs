/**
 * `npm test`: does its own set-up, then checks everything: Rust, types, the built package, the page in Chromium. A part
 * that fails does not stop the others; what was skipped is named.
 */

import { dirname, join } from 'node:path';

import { cities, library, nodeModules, otherBrowsers, site, tool, wasm } from './build-steps.mjs';
import { chromium } from './chromium.mjs';
import { run, succeeds } from './run.mjs';

const outcomes = [];

/** Runs one part of the tests; `work` may return why it was skipped. */
async function part(name, work) {
  console.log(`\n\x1b[1m== ${name}\x1b[0m`);
  const start = Date.now();
  let outcome;
  try {
    const skipped = await work();
    outcome = skipped ? `skipped: ${skipped}` : 'passed';
  } catch (error) {
    outcome = `FAILED: ${error.message}`;
  }
  outcomes.push({ name, outcome, seconds: Math.round((Date.now() - start) / 1000) });
}

const cargo = (...args) => run('cargo', args);
const nodeTests = (env, ...paths) => run('node', ['--test', ...paths], { env });

await part('set-up', nodeModules);
await part('rustfmt', () =>
  succeeds('cargo', ['fmt', '--version']) ? cargo('fmt', '--check') : 'rustfmt is not installed',
);
await part('clippy', () =>
  succeeds('cargo', ['clippy', '--version'])
    ? cargo(
        'clippy',
        '--locked',
        '--workspace',
        '--exclude',
        'xtask',
        '--all-targets',
        '--all-features',
        '--',
        '-D',
        'warnings',
      )
    : 'clippy is not installed',
);
await part('Rust tests', () => cargo('test', '--locked', '--workspace', '--exclude', 'xtask'));
// In the profile in which it is built anyway.
await part('Rust tests of xtask', () =>
  cargo('test', '--locked', '--profile', 'xtask', '--package', 'xtask'),
);
await part('WebAssembly', wasm);
await part('package', library);
await part('types', async () => {
  for (const project of ['www/lib', 'www/site']) await run('npx', ['tsc', '--project', project]);
});
await part('format', () => run('npx', ['prettier', '--check', '.']));

let program;
let folder;
await part('graph files and site', async () => {
  program = await tool({ release: false });
  folder = await site(await cities(program));
});
await part('package in Node', () =>
  nodeTests({ YIKE_TOOL: program }, 'tests/package/', 'tests/miniprogram/'),
);
await part('reader by the document', () =>
  // `cargo test` has built the examples.
  nodeTests({ YIKE_COLUMNS: join(dirname(program), 'examples/columns') }, 'tests/format/'),
);
await part('page in Chromium', () => {
  const CHROMIUM = chromium();
  if (!CHROMIUM) return 'there is no Chromium here and apt-get cannot install it; CHROMIUM=PATH names one';
  return nodeTests({ CHROMIUM, YIKE_SITE: folder, YIKE_TOOL: program }, 'tests/browser/');
});
await part('old and other browsers', async () => {
  await otherBrowsers();
  await nodeTests({ YIKE_SITE: folder }, 'tests/webview/smoke.test.mjs');
});
await part('package in real projects', () => nodeTests({}, 'tests/consumers/'));

console.log('');
for (const { name, outcome, seconds } of outcomes) {
  console.log(`${name.padEnd(26)} ${String(seconds).padStart(5)} s   ${outcome}`);
}
process.exit(outcomes.some(({ outcome }) => outcome.startsWith('FAILED')) ? 1 : 0);
