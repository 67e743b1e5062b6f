/** Each entry point answers like the others. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

import { build } from 'esbuild';

import * as node from 'yike';
import * as inline from 'yike/inline';
import * as slim from 'yike/slim';
import * as worker from 'yike/worker';

import { bytes, GRAPH, ORIGIN } from './monaco.mjs';

const require = createRequire(import.meta.url);
const wasmPath = fileURLToPath(import.meta.resolve('yike/yike.wasm'));
const wasm = () => new Uint8Array(readFileSync(wasmPath));
const question = { origin: ORIGIN, minutes: [5, 15] };

const yike = await node.load({ graph: GRAPH });
const expected = yike.isochrone(question);
yike.close();

async function answers({ load, YikeError }, options) {
  const loaded = await load({ graph: bytes(), ...options });
  // A round trip through JSON: objects of another realm have other prototypes.
  assert.deepEqual(JSON.parse(JSON.stringify(await loaded.isochrone(question))), expected);
  const wrong = () => loaded.services({ origin: [0, 91] });
  await assert.rejects(
    async () => wrong(),
    (error) => {
      assert.ok(error instanceof YikeError);
      assert.equal(error.code, 'invalid-coordinate');
      return true;
    },
  );
  loaded.close();
}

test('inline', () => answers(inline));
test('slim with bytes', () => answers(slim, { wasm: wasm() }));
test('slim with a module', () => answers(slim, { wasm: new WebAssembly.Module(wasm()) }));
test('node, with a file of one’s own', () => answers(node, { wasm: wasmPath }));
for (const name of ['yike', 'yike/inline']) test(`require('${name}')`, () => answers(require(name)));
test(`require('yike/slim')`, () => answers(require('yike/slim'), { wasm: wasm() }));

test('slim without WebAssembly says what is missing', async () => {
  await assert.rejects(slim.load({ graph: bytes() }), { code: 'invalid-option', message: /wasm/ });
});

test('what is not WebAssembly is named', async () => {
  const fresh = loadScript({ WebAssembly, TextDecoder, TextEncoder, URL });
  const html = new TextEncoder().encode('<!doctype html>');
  await assert.rejects(fresh.load({ graph: bytes(), wasm: html }), { code: 'not-wasm' });
  const later = wasm();
  later[4] = 2;
  await assert.rejects(fresh.load({ graph: bytes(), wasm: later }), { code: 'unsupported' });
  await answers(fresh, { wasm: wasm() });
});

test('worker: on this thread where there are no workers', async () => {
  const loaded = await worker.load({ graph: bytes(), wasm: wasm() });
  assert.equal(loaded.threaded, false);
  loaded.close();
  await answers(worker, { wasm: wasm() });
});

test('the script needs none of what old browsers lack', () =>
  answers(loadScript({ WebAssembly: oldWebAssembly(), TextDecoder, TextEncoder: OldTextEncoder, URL }), {
    wasm: wasm(),
  }));

/** Runs the classic script in a realm without BigInt, globalThis and the like. */
function loadScript(globals) {
  const context = vm.createContext({ ...globals });
  const later = [
    'BigInt',
    'BigInt64Array',
    'BigUint64Array',
    'globalThis',
    'FinalizationRegistry',
    'WeakRef',
  ];
  vm.runInContext(later.map((name) => `delete this.${name};`).join(''), context);
  vm.runInContext(readFileSync(new URL('../../dist/yike.iife.js', import.meta.url), 'utf8'), context);
  return vm.runInContext('yike', context);
}

function oldWebAssembly() {
  const { instantiate, Module, Instance } = WebAssembly;
  return { instantiate, Module, Instance };
}

/** Before Chromium 74 there was no encodeInto. */
class OldTextEncoder {
  encode(text) {
    return new TextEncoder().encode(text);
  }
}

test('what is imported and not used leaves nothing in a bundle', async () => {
  const bundled = async (contents) => {
    const stdin = { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) };
    const { outputFiles } = await build({ stdin, bundle: true, minify: true, format: 'esm', write: false });
    return outputFiles[0].text.length;
  };
  const entries = ['yike', 'yike/inline', 'yike/slim', 'yike/worker'];
  for (const entry of entries) {
    assert.ok((await bundled(`import { load } from '${entry}'; export const one = 1;`)) < 100, entry);
    assert.ok((await bundled(`export { load } from '${entry}';`)) > 1000, entry);
  }
});
