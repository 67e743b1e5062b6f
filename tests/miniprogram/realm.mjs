/**
 * A realm that has only what the documentation says mini-programs have: no fetch, URL, WebAssembly, TextDecoder,
 * performance or document; WXWebAssembly takes paths in the code package and nothing else.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';

export const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
export const GRAPH = at('build/cities/monaco.yike');
export const ORIGIN = [7.4278, 43.7394];

/** The code package: paths as a mini-program sees them. */
export const PACKAGE = {
  '/yike/yike.wasm': readFileSync(at('dist/yike.wasm')),
  '/yike/yike.wasm.br': readFileSync(at('dist/yike.wasm.br')),
  '/cities/monaco.yike': readFileSync(GRAPH),
};

/** What servers answer. */
const SERVERS = {
  'https://example.test/monaco.yike': { statusCode: 200, data: readFileSync(GRAPH) },
  'https://example.test/nowhere.yike': { statusCode: 404, data: Buffer.from('') },
  'https://example.test/page.yike': { statusCode: 200, data: Buffer.from('<!doctype html>') },
};

export const buffer = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);

const WXWebAssembly = {
  async instantiate(path, imports) {
    if (typeof path !== 'string' || !/^\/.*\.wasm(\.br)?$/.test(path)) {
      throw new TypeError('WXWebAssembly.instantiate: only .wasm and .wasm.br paths of the code package');
    }
    const file = PACKAGE[path];
    if (!file) throw new Error(`WXWebAssembly.instantiate: no such file ${path}`);
    return WebAssembly.instantiate(path.endsWith('.br') ? brotliDecompressSync(file) : file, imports);
  },
};

const wx = {
  request({ url, responseType, success, fail }) {
    assert.equal(responseType, 'arraybuffer');
    const answer = SERVERS[url];
    setTimeout(() => {
      if (answer) success({ statusCode: answer.statusCode, data: buffer(answer.data) });
      else fail({ errMsg: 'request:fail url not in domain list' });
    });
  },
  getFileSystemManager: () => ({
    readFile({ filePath, encoding, success, fail }) {
      assert.equal(encoding, undefined, 'without an encoding the contents come as bytes');
      setTimeout(() => {
        const file = PACKAGE[filePath];
        if (file) success({ data: buffer(file) });
        else fail({ errMsg: `readFile:fail no such file or directory ${filePath}` });
      });
    },
  }),
};

/** Runs a module in a new realm as mini-programs do, with more globals if given; returns what it exports. */
export function runModule(code, globals = {}, require = undefined) {
  const context = vm.createContext({ wx, WXWebAssembly, ...globals });
  vm.runInContext('delete this.WebAssembly; delete this.globalThis; delete this.BigInt;', context);
  for (const missing of [
    'fetch',
    'URL',
    'WebAssembly',
    'TextDecoder',
    'TextEncoder',
    'performance',
    'document',
  ]) {
    assert.equal(vm.runInContext(`typeof ${missing}`, context), 'undefined', missing);
  }
  const module = { exports: {} };
  vm.runInContext(`(function (module, exports, require) {${code}\n})`, context)(
    module,
    module.exports,
    require,
  );
  return module.exports;
}

/** The package's bundle in a new realm. */
export const requireBundle = () => runModule(readFileSync(at('dist/miniprogram.cjs'), 'utf8'));
