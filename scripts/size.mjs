/**
 * `npm run size`: raw, gzip and brotli size of every file of the package, and of what the page loads first. With
 * `--write` the tables in README.md are replaced by what was measured.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { FIRST_LOAD, FIRST_LOAD_EMBEDDED } from './first_load.mjs';
import { root } from './paths.mjs';

const ROLES = {
  'yike.wasm': 'the engine',
  'yike.js': '`yike`, with the two shared files',
  'slim.js': '`yike/slim`, with the two shared files',
  'worker.js': '`yike/worker`, with the two shared files',
  'shared.js': 'what those three share',
  'error.js': 'the class of errors, shared as well',
  'inline.js': '`yike/inline`: the engine is inside',
  'yike.iife.js': 'the classic script',
  'node.js': '`yike` in Node, not minified',
  'yike.cjs': '`yike` in Node for `require`, not minified',
  'slim.cjs': '`yike/slim` for `require`',
  'inline.cjs': '`yike/inline` for `require`',
  'miniprogram.cjs': '`yike/miniprogram`',
  'element.js': '`yike/element`: map and list',
};

function sizes(path) {
  const bytes = readFileSync(path);
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
}

function table(heading, rows) {
  const kilobytes = (bytes) => (bytes / 1024).toFixed(1);
  const lines = rows.map(([name, of]) => `| ${[name, ...of.map(kilobytes)].join(' | ')} |`);
  return [`| ${heading} | KB raw | gzip | brotli |`, '|---|--:|--:|--:|', ...lines].join('\n');
}

const sum = (rows) =>
  rows.reduce((total, [, of]) => total.map((value, index) => value + of[index]), [0, 0, 0]);

const dist = join(root, 'dist');
const files = readdirSync(dist).filter((name) => /\.(c?js|wasm)$/.test(name));
const packageRows = files.map((name) => [`\`${name}\` ${ROLES[name] ?? ''}`.trim(), sizes(join(dist, name))]);
const tables = { package: table('File of the package', packageRows) };

const site = join(root, 'build/site');
/** What a page of the site loads first, and the sum of it. */
function firstLoad(heading, names) {
  const rows = names.map((name) => [`\`${name}\``, sizes(join(site, name))]);
  return table(heading, [...rows, ['together', sum(rows)]]);
}

if (existsSync(site)) {
  tables.page = firstLoad('First load of the page, without the city', FIRST_LOAD);
  tables.embed = firstLoad('First load of the embedded page, without the city', FIRST_LOAD_EMBEDDED);
}

const miniRows = [
  ['`miniprogram.cjs`', sizes(join(dist, 'miniprogram.cjs'))],
  ['`yike.wasm.br` (stored compressed)', Array(3).fill(readFileSync(join(dist, 'yike.wasm.br')).length)],
];
const county = join(root, 'www/cities/malta.yike');
miniRows.push(['`malta.yike`: 316 km², 520,000 people', Array(3).fill(readFileSync(county).length)]);
tables.miniprogram = table('In a mini-program (limit 2048 KB raw)', [
  ...miniRows,
  ['together', sum(miniRows)],
]);

for (const text of Object.values(tables)) console.log(`${text}\n`);

if (process.argv.includes('--write')) {
  const readme = join(root, 'README.md');
  let text = readFileSync(readme, 'utf8');
  for (const [name, content] of Object.entries(tables)) {
    const marked = new RegExp(`(<!-- size:${name} -->)[^]*?(<!-- /size -->)`);
    text = text.replace(marked, `$1\n\n${content}\n\n$2`);
  }
  writeFileSync(readme, text);
}
