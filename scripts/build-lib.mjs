/** `npm run build:lib`: the npm package in `dist/`, from `www/lib` and `build/wasm` (which `cargo xtask wasm` makes). */

import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

import { build } from 'esbuild';

import { buildElement } from '../www/site/build.mjs';
import { root } from './paths.mjs';

const dist = join(root, 'dist');
const entry = (name) => join(root, 'www/lib/entry', name);

/** Modules of 2018: what Chromium 66 and Safari of iOS 12 can read. */
const OLD_BROWSERS = {
  target: ['chrome66', 'ios12'],
  // iOS 12 has destructuring; esbuild counts it out for an odd case that does not occur here.
  supported: { destructuring: true },
};

const COMMON = { bundle: true, minify: true, charset: 'utf8', logLevel: 'warning', legalComments: 'none' };

/** Bundles one entry point; all share the options above. */
async function bundle(input, output, options) {
  await build({
    ...COMMON,
    ...OLD_BROWSERS,
    entryPoints: [entry(input)],
    outfile: join(dist, output),
    ...options,
  });
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const engine = join(root, 'build/wasm/yike_bg.wasm');
const inlineWasm = { loader: { '.wasm': 'base64' }, alias: { '#engine.wasm': engine } };
// Never run: Node reads from it which names an import of the CommonJS file can have.
const exportNames = '0&&(module.exports={YikeError,load});';
const commonJs = { format: 'cjs', platform: 'neutral', footer: { js: exportNames } };
const node = { platform: 'node', target: 'node18', supported: {}, minify: false };
const shim = { inject: [join(root, 'www/lib/miniprogram/text-coders.ts')] };

// The thread's whole code goes into the worker entry as a text, as no URL of it would survive every bundler.
const thread = await build({
  ...COMMON,
  ...OLD_BROWSERS,
  entryPoints: [entry('worker-thread.ts')],
  format: 'iife',
  write: false,
});
const threadText = {
  plugins: [
    {
      name: 'worker-thread',
      setup(worker) {
        worker.onResolve({ filter: /^#worker-thread$/ }, () => ({
          path: 'thread',
          namespace: 'worker-thread',
        }));
        worker.onLoad({ filter: /.*/, namespace: 'worker-thread' }, () => ({
          contents: thread.outputFiles[0].text,
          loader: 'text',
        }));
      },
    },
  ],
};

// In a file of its own: whoever asks for nothing but the class of errors then bundles nothing but that.
const errorsBeside = {
  name: 'errors-beside',
  setup(modules) {
    modules.onResolve({ filter: /\/error\.js$/ }, () => ({ path: './error.js', external: true }));
  },
};
await bundle('../error.ts', 'error.js', { format: 'esm' });

// Together, so that a page that uses several of them shares one engine.
await build({
  ...COMMON,
  ...OLD_BROWSERS,
  entryPoints: { yike: entry('browser.ts'), slim: entry('slim.ts'), worker: entry('worker.ts') },
  outdir: dist,
  format: 'esm',
  splitting: true,
  chunkNames: 'shared',
  plugins: [errorsBeside, ...threadText.plugins],
});
await bundle('node.ts', 'node.js', { format: 'esm', ...node });
await bundle('node-require.ts', 'yike.cjs', { format: 'cjs', ...node });
await bundle('inline.ts', 'inline.js', { format: 'esm', ...inlineWasm });
await bundle('inline.ts', 'inline.cjs', { ...commonJs, ...inlineWasm });
await bundle('slim.ts', 'slim.cjs', commonJs);
await bundle('script.ts', 'yike.iife.js', { format: 'iife', globalName: 'yike' });
await buildElement({ outdir: dist });
await bundle('miniprogram.ts', 'miniprogram.cjs', { ...commonJs, ...shim, target: 'es2017' });

const wasm = await readFile(engine);
await writeFile(join(dist, 'yike.wasm'), wasm);
await writeFile(join(dist, 'yike.wasm.br'), brotliCompressSync(wasm));

await copyFile(join(root, 'www/lib/types.ts'), join(dist, 'types.d.ts'));
for (const name of ['yike', 'slim', 'worker', 'miniprogram']) {
  const text = await readFile(join(root, 'www/lib/public', `${name}.d.ts`), 'utf8');
  await writeFile(join(dist, `${name}.d.ts`), text.replaceAll("'../types.js'", "'./types.js'"));
}
// CommonJS callers under strict module resolution need declarations that are CommonJS as well.
for (const name of ['types', 'yike', 'slim', 'miniprogram']) {
  const text = await readFile(join(dist, `${name}.d.ts`), 'utf8');
  await writeFile(join(dist, `${name}.d.cts`), text.replace(/'\.\/(\w+)\.js'/g, "'./$1.cjs'"));
}
await rm(join(dist, 'miniprogram.d.ts'));
