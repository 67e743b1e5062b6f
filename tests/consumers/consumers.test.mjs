/** The packed package, installed in other people's kinds of projects, built by their tools and run. */

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { chromium as findChromium } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const work = join(here, 'work');
const bin = (name) => join(here, 'node_modules/.bin', name);
const GRAPH = join(root, 'build/cities/monaco.yike');
const CHROMIUM = findChromium();
const inBrowser = { skip: CHROMIUM ? false : 'there is no Chromium here' };

const NODE_MODULE = `import { load } from 'yike';
const yike = await load({ graph: ${JSON.stringify(GRAPH)} });
console.log(yike.services({ origin: [7.4278, 43.7394], minutes: 10 }).services.length);`;

let browser;
let expected;

before(async () => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  if (!existsSync(bin('vite'))) run('npm', ['ci', '--no-audit', '--no-fund'], here);
  run('npm', ['pack', '--silent', '--pack-destination', work], root);
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  project('.', {}, 'module');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', join(work, tarball)], work);
  expected = Number(run('node', [source('node.mjs', NODE_MODULE)], work));
  assert.ok(expected > 20);
  if (CHROMIUM) browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});

after(() => browser?.close());

function run(program, args, cwd) {
  return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Writes a file into the projects' common folder, where the package is installed. */
function source(name, text) {
  const path = join(work, name);
  writeFileSync(path, text);
  return path;
}

/** A project's folder with its files; the package is found in the folder above. */
function project(name, files, type = 'module') {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'project', private: true, type }));
  copyFileSync(GRAPH, join(folder, 'monaco.yike'));
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) copyFileSync(join(here, 'sources', file), join(folder, file));
    else writeFileSync(join(folder, file), text);
  }
  return folder;
}

const html = (script) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${script}`;
const MODULE = html('<script type="module" src="bundle.js"></script>');

async function titleOf(url) {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await page.waitForFunction(() => /^(answer|error)/.test(document.title), undefined, { timeout: 60_000 });
    return await page.title();
  } finally {
    await page.close();
  }
}

/** Opens a built folder and expects its page to answer as Node does. */
async function answers(folder, suffix = '') {
  const server = await serve(folder);
  try {
    assert.equal(await titleOf(server.url), `answer ${expected}${suffix}`);
  } finally {
    await server.close();
  }
}

const copyWasm = (folder) =>
  copyFileSync(join(work, 'node_modules/yike/dist/yike.wasm'), join(folder, 'yike.wasm'));

test('Node: require', () => {
  const text = `const { load } = require('yike');
load({ graph: ${JSON.stringify(GRAPH)} }).then((yike) =>
  console.log(yike.services({ origin: [7.4278, 43.7394], minutes: 10 }).services.length));`;
  assert.equal(Number(run('node', [source('node.cjs', text)], work)), expected);
});

for (const [moduleKind, moduleResolution] of [
  ['node16', 'node16'],
  ['esnext', 'bundler'],
]) {
  for (const type of ['module', 'commonjs']) {
    test(`TypeScript: strict, ${moduleResolution}, ${type}`, () => {
      const folder = project(`typescript-${moduleResolution}-${type}`, { 'typed.ts': undefined }, type);
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022', '--types', ''];
      const kind = ['--module', moduleKind, '--moduleResolution', moduleResolution];
      run(join(root, 'node_modules/.bin/tsc'), [...options, ...kind, 'typed.ts'], folder);
    });
  }
}

test('esbuild', inBrowser, async () => {
  const folder = project('esbuild', { 'page.js': undefined, 'index.html': MODULE });
  const esbuild = join(root, 'node_modules/.bin/esbuild');
  run(esbuild, ['page.js', '--bundle', '--format=esm', '--outfile=bundle.js', '--log-level=warning'], folder);
  copyWasm(folder);
  await answers(folder);
});

test('esbuild, with the engine inside', inBrowser, async () => {
  const folder = project('esbuild-inline', { 'page.js': undefined, 'index.html': MODULE });
  const esbuild = join(root, 'node_modules/.bin/esbuild');
  const options = ['--bundle', '--format=esm', '--alias:yike=yike/inline', '--log-level=warning'];
  run(esbuild, ['page.js', ...options, '--outfile=bundle.js'], folder);
  await answers(folder);
});

test('Rollup', inBrowser, async () => {
  const folder = project('rollup', { 'page.js': undefined, 'index.html': MODULE });
  const options = ['--silent', '--plugin', 'node-resolve', '--format', 'es', '--file', 'bundle.js'];
  run(bin('rollup'), ['page.js', ...options], folder);
  copyWasm(folder);
  await answers(folder);
});

test('webpack 5', inBrowser, async () => {
  const config = `export default { mode: 'production', entry: './page.js', output: { path: import.meta.dirname, filename: 'bundle.js' }, performance: { hints: false } };`;
  const folder = project('webpack', {
    'page.js': undefined,
    'index.html': html('<script src="bundle.js"></script>'),
    'webpack.config.js': config,
  });
  run(bin('webpack'), ['--config', 'webpack.config.js', '--stats', 'errors-only'], folder);
  await answers(folder);
});

test('bundlers take nothing else where only the class of errors is asked for', () => {
  const text = `import { YikeError } from 'yike';\nconsole.log(new YikeError('a-code', '').code);`;
  const folder = project('errors-only', { 'page.js': text });
  const esbuild = join(root, 'node_modules/.bin/esbuild');
  const [output, format] = ['--outfile=esbuild.js', '--format=esm'];
  run(esbuild, ['page.js', '--bundle', '--minify', '--log-level=warning', format, output], folder);
  const options = ['--silent', '--plugin', 'node-resolve', '--format', 'es', '--file', 'rollup.js'];
  run(bin('rollup'), ['page.js', ...options], folder);
  const quiet = ['--mode', 'production', '--stats', 'errors-only'];
  run(
    bin('webpack'),
    ['./page.js', ...quiet, '--output-path', '.', '--output-filename', 'webpack.js'],
    folder,
  );
  for (const bundle of ['esbuild.js', 'rollup.js', 'webpack.js']) {
    assert.equal(run('node', [bundle], folder), 'a-code\n');
    const { size } = statSync(join(folder, bundle));
    assert.ok(size < 1024, `${bundle} has ${size} bytes`);
  }
});

const VITE_FILES = {
  'page.js': undefined,
  'index.html': html('<script type="module" src="/page.js"></script>'),
  'vite.config.js': `export default { optimizeDeps: { exclude: ['yike'] }, server: { fs: { allow: ['..'] } }, publicDir: 'public' };`,
};

test('Vite: build', inBrowser, async () => {
  const folder = project('vite', VITE_FILES);
  mkdirSync(join(folder, 'public'));
  copyFileSync(GRAPH, join(folder, 'public/monaco.yike'));
  run(bin('vite'), ['build', '--logLevel', 'error'], folder);
  await answers(join(folder, 'dist'));
});

/** The title of the page that Vite's development server gives for a project. */
async function titleInDevelopment(folder) {
  const args = [bin('vite'), '--host', '127.0.0.1', '--port', '0', '--logLevel', 'info'];
  const server = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    return await titleOf(await addressOf(server));
  } finally {
    server.kill();
  }
}

test('Vite: development server', inBrowser, async () => {
  assert.equal(await titleInDevelopment(project('vite-dev', VITE_FILES)), `answer ${expected}`);
});

test(
  'Vite: development server that rewrites the package: the error says what came instead',
  inBrowser,
  async () => {
    const files = {
      ...VITE_FILES,
      'vite.config.js': `export default { server: { fs: { allow: ['..'] } } };`,
    };
    const title = await titleInDevelopment(project('vite-rewritten', files));
    assert.match(title, /^error not-wasm .*\/node_modules\/\.vite\/deps\/yike\.wasm is an HTML page/);
  },
);

test('Vite: development server, with the engine inside', inBrowser, async () => {
  const config = `export default { resolve: { alias: { yike: 'yike/inline' } }, server: { fs: { allow: ['..'] } } };`;
  const folder = project('vite-inline', { ...VITE_FILES, 'vite.config.js': config });
  assert.equal(await titleInDevelopment(folder), `answer ${expected}`);
});

/** The address that a server prints. */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let text = '';
    server.on('exit', () => reject(new Error(`the server ended: ${text}`)));
    server.stdout.on('data', (chunk) => {
      text += String(chunk).replace(/\x1b\[\d+m/g, '');
      const match = /http:\/\/127\.0\.0\.1:\d+\//.exec(text);
      if (match) resolve(match[0]);
    });
  });
}

test('a page with only a script tag', inBrowser, async () => {
  const script = `<script src="yike.iife.js"></script><script>
    yike.load({ graph: '/monaco.yike' })
      .then((loaded) => 'answer ' + loaded.services({ origin: [7.4278, 43.7394], minutes: 10 }).services.length)
      .catch((error) => 'error ' + error.message).then((title) => { document.title = title; });
  </script>`;
  const folder = project('script', { 'index.html': html(script) });
  copyFileSync(join(work, 'node_modules/yike/dist/yike.iife.js'), join(folder, 'yike.iife.js'));
  copyWasm(folder);
  await answers(folder);
});

/** A project whose page works with two workers, bundled by esbuild. */
function workerProject(name, page) {
  const folder = project(name, { 'worker-page.js': undefined, 'index.html': page });
  const options = ['--bundle', '--format=esm', '--outfile=bundle.js', '--log-level=warning'];
  run(join(root, 'node_modules/.bin/esbuild'), ['worker-page.js', ...options], folder);
  copyWasm(folder);
  return folder;
}

test('two workers', inBrowser, async () => {
  const folder = workerProject('worker', MODULE);
  await answers(folder, ' in workers');
});

test('a policy that forbids blobs: the worker entry stays on the page’s thread', inBrowser, async () => {
  const policy = `default-src 'self' data:; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'`;
  const page = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="bundle.js"></script>`;
  const folder = workerProject('policy', html(page));
  await answers(folder, ' on this thread');
});

test('publint finds nothing', () => {
  run(bin('publint'), ['--strict', join(work, 'node_modules/yike')], work);
});

test('are the types wrong? no', () => {
  const tarball = join(
    work,
    readdirSync(work).find((name) => name.endsWith('.tgz')),
  );
  // Resolution as before TypeScript 4.7 knows no subpaths of a package: `yike` alone can be had with it, and is.
  const attw = (...options) => run(bin('attw'), [tarball, ...options], work);
  attw('--entrypoints', '.');
  // What an import of the module itself gives differs from bundler to bundler, so it has no types to be right or wrong.
  const others = ['--profile', 'node16', '--exclude-entrypoints', 'yike.wasm'];
  attw(...others, 'worker', 'element');
  // A worker and a custom element are for pages, which have no `require`: these are modules only, on purpose.
  attw('--profile', 'node16', '--entrypoints', 'worker', 'element', '--ignore-rules', 'cjs-resolves-to-esm');
});
