/** Serves the site as static hosts do: text and WebAssembly in brotli, graph files as they lie there. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Serves a folder and resolves to `{ url, close }`. What was asked for once is kept compressed. */
export function serveCompressed(folder) {
  const kept = new Map();
  const answer = (path) => {
    const type = TYPES[extname(path)];
    const body = readFileSync(join(folder, path));
    return type
      ? { body: brotliCompressSync(body), headers: { 'content-type': type, 'content-encoding': 'br' } }
      : { body, headers: { 'content-type': 'application/octet-stream' } };
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    try {
      if (!kept.has(path)) kept.set(path, answer(path));
      const { body, headers } = kept.get(path);
      response.writeHead(200, { ...headers, 'content-length': body.length }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const close = () => new Promise((closed) => server.close(closed).closeAllConnections());
      done({ url: `http://127.0.0.1:${server.address().port}/`, close });
    });
  });
}
