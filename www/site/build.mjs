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

/**
 * Bundles the static site into a folder. `yike` is the file that answers to that name: the package's own entry. The
 * folder still needs `yike.wasm` and `cities/`.
 */
export async function buildSite({ outdir, yike }) {
  await mkdir(outdir, { recursive: true });
  await build({
    ...COMMON,
    entryPoints: [
      { in: join(here, 'main.ts'), out: 'page' },
      { in: join(here, 'embed/embed.ts'), out: 'embed' },
    ],
    outdir,
    format: 'iife',
    // The package looks for its WebAssembly beside itself: here, beside the page.
    define: { 'import.meta.url': 'document.baseURI' },
    alias: { yike },
    plugins: [leafletParts, iconPaths],
  });
  for (const file of ['index.html', 'config.json']) await copyFile(join(here, file), join(outdir, file));
  // The embedded page is the same document with another script.
  const page = await readFile(join(here, 'index.html'), 'utf8');
  const embed = page.replace('"page.js"', '"embed.js"').replace('"page.css"', '"embed.css"');
  await writeFile(join(outdir, 'embed.html'), embed);
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
