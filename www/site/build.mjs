import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

const COMMON = {
  bundle: true,
  minify: true,
  sourcemap: true,
  charset: 'utf8',
  // What runs in Chromium 66 and iOS 12 and later.
  target: ['chrome66', 'ios12'],
  // iOS 12 has destructuring; esbuild counts it out for an odd case that does not occur here.
  supported: { destructuring: true },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.png': 'dataurl' },
  logLevel: 'warning',
};

/** Half of Leaflet is for what the page does not do. */
const leafletParts = {
  name: 'leaflet-parts',
  setup(bundle) {
    bundle.onResolve({ filter: /^leaflet$/ }, () => ({ path: join(here, 'map/leaflet_parts.js') }));
  },
};

/** Gives the path data and the size of an icon's file instead of its markup. */
const iconPaths = {
  name: 'icon-paths',
  setup(bundle) {
    bundle.onLoad({ filter: /\.svg$/ }, async ({ path }) => {
      const markup = await readFile(path, 'utf8');
      const data = Array.from(markup.matchAll(/\sd="([^"]+)"/g), (match) =>
        match[1]
          .replace(/&#x[0-9A-Fa-f]+;/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      );
      const box = /viewBox="0 0 (\d+) \1"/.exec(markup);
      if (!data.length || !box) throw new Error(`${path} is no square icon`);
      return { contents: JSON.stringify({ path: data.join(''), size: Number(box[1]) }), loader: 'json' };
    });
  },
};

/** Gives a style sheet with all it imports as text: a shadow root takes it from there. */
const styleText = {
  name: 'style-text',
  setup(bundle) {
    bundle.onLoad({ filter: /element\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({ ...COMMON, sourcemap: false, entryPoints: [path], write: false });
      return { contents: outputFiles[0].text, loader: 'text' };
    });
  },
};

/** Stands for the version of the page until all that belongs to it is built. */
const VERSION = '%VERSION%';

/** Leaves the page proper to a file of its own, which the first script asks for. */
const pageProper = {
  name: 'page-proper',
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\.\/main$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./app.js?v=${VERSION}`, external: true } : undefined,
    );
  },
};

/**
 * Bundles the static site into a folder: `page.js` opens the city and draws its ring, `app.js` is the page proper,
 * `sw.js` the service worker. `yike` is the file that answers to that name, the package's own entry, and `wasm` the
 * engine. The folder still needs `cities/`.
 */
export async function buildSite({ outdir, yike, wasm }) {
  await mkdir(outdir, { recursive: true });
  const common = {
    ...COMMON,
    outdir,
    // The package looks for its WebAssembly beside itself: here, beside the page.
    define: { 'import.meta.url': 'document.baseURI', VERSION: JSON.stringify(VERSION) },
    alias: { yike },
    plugins: [leafletParts, iconPaths, pageProper],
  };
  await build({
    ...common,
    entryPoints: [
      { in: join(here, 'first/page.ts'), out: 'page' },
      { in: join(here, 'style/page.css'), out: 'page' },
      { in: join(here, 'embed/embed.ts'), out: 'embed' },
      { in: join(here, 'offline/worker.ts'), out: 'sw' },
    ],
    format: 'iife',
  });
  await build({ ...common, entryPoints: [{ in: join(here, 'main.ts'), out: 'app' }], format: 'esm' });
  await copyFile(wasm, join(outdir, 'yike.wasm'));
  await copyFile(join(here, 'config.json'), join(outdir, 'config.json'));
  await writeDocuments(outdir);
  await setVersion(outdir);
}

/** Writes the page and the embedded page: the same document with another script. */
async function writeDocuments(outdir) {
  const entryPoints = [join(here, 'style/first.css')];
  const { outputFiles } = await build({ ...COMMON, sourcemap: false, entryPoints, write: false });
  const document = await readFile(join(here, 'index.html'), 'utf8');
  const page = document
    .replace('<!-- style -->', `<style>${outputFiles[0].text.trim()}</style>`)
    .replace(/\?v=VERSION/g, `?v=${VERSION}`);
  await writeFile(join(outdir, 'index.html'), page);
  const embed = document
    .replace('<!-- style -->', '<link rel="stylesheet" href="embed.css" />')
    .replace('page.js', 'embed.js')
    .replace(/\?v=VERSION/g, '');
  await writeFile(join(outdir, 'embed.html'), embed);
}

/** Works a version out of the contents of all files that belong together, and puts it where they name each other. */
async function setVersion(outdir) {
  const naming = ['index.html', 'page.js', 'sw.js'];
  const hash = createHash('sha256');
  for (const file of naming.concat('app.js', 'page.css', 'yike.wasm')) {
    hash.update(await readFile(join(outdir, file)));
  }
  const version = hash.digest('hex').slice(0, 12);
  for (const file of naming) {
    const text = await readFile(join(outdir, file), 'utf8');
    await writeFile(join(outdir, file), text.split(VERSION).join(version));
  }
}

/** Bundles the custom element as a module that takes the package from `yike.js` beside it, and copies its types. */
export async function buildElement({ outdir }) {
  const beside = {
    name: 'package-beside',
    setup(bundle) {
      bundle.onResolve({ filter: /^yike$/ }, () => ({ path: './yike.js', external: true }));
    },
  };
  await build({
    ...COMMON,
    entryPoints: [{ in: join(here, 'element/element.ts'), out: 'element' }],
    outdir,
    format: 'esm',
    plugins: [beside, leafletParts, iconPaths, styleText],
  });
  const types = await readFile(join(here, 'element/element.d.ts'), 'utf8');
  await writeFile(join(outdir, 'element.d.ts'), types.replace("from 'yike'", "from './yike.js'"));
}
