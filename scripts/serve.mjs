/** `npm run serve -- [FOLDER] [PORT]`: a static file server for the built site; also used by tests. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { root } from './paths.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Serves a folder on this machine only and resolves to `{ url, close }`; port 0 takes any free one. */
export function serve(folder, port = 0) {
  const base = resolve(folder);
  const server = createServer((request, response) => {
    answer(base, request, response).catch(() => response.writeHead(500).end());
  });
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      done({
        url: `http://127.0.0.1:${server.address().port}/`,
        close: () => new Promise((closed) => server.close(closed).closeAllConnections()),
      });
    });
  });
}

async function answer(base, request, response) {
  const path = fileOf(base, request.url);
  const info = path && (await stat(path).catch(() => undefined));
  if (!info || (request.method !== 'GET' && request.method !== 'HEAD')) {
    response
      .writeHead(info ? 405 : 404, { 'content-type': 'text/plain' })
      .end(info ? 'GET only' : 'not found');
    return;
  }
  if (info.isDirectory()) {
    const url = request.url.replace(/\?.*/, '');
    if (!url.endsWith('/')) response.writeHead(302, { location: `${url}/` }).end();
    else await answer(base, { method: request.method, url: `${url}index.html` }, response);
    return;
  }
  const headers = {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'accept-ranges': 'bytes',
  };
  const range = rangeOf(request.headers?.range, info.size);
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${info.size}`;
  headers['content-length'] = range ? range.end - range.start + 1 : info.size;
  response.writeHead(range ? 206 : 200, headers);
  if (request.method === 'HEAD') response.end();
  else createReadStream(path, range).pipe(response);
}

/** The file that an address names; undefined where it leads out of the folder or is malformed. */
function fileOf(base, url) {
  try {
    const path = normalize(join(base, decodeURIComponent(url.replace(/[?#].*/, ''))));
    return path === base || path.startsWith(base + sep) ? path : undefined;
  } catch {
    return undefined;
  }
}

function rangeOf(header, size) {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = Math.min(match[2] ? Number(match[2]) : size - 1, size - 1);
  return start <= end ? { start, end } : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = join(root, 'build/site'), port = '8080'] = process.argv.slice(2);
  console.log((await serve(folder, Number(port))).url);
}
