/** The files of the page that carry its version in their address. */
const VERSIONED = ['page.js', 'app.js', 'page.css', 'yike.wasm'];
/** What may change at any time under the same address. */
const LISTS = ['config.json', 'cities/index.json'];

/** What the page needs besides the document, from its folder on. */
export const PAGE_FILES = VERSIONED.map((file) => `${file}?v=${VERSION}`).concat(LISTS);

/** Whether a path is that of the page; the embedded page is another. */
export function isDocument(path: string): boolean {
  return /^(index\.html)?(\?|$)/.test(path);
}

/** Whether a path is that of the list of cities or of the settings. */
export function isList(path: string): boolean {
  return LISTS.indexOf(path) >= 0;
}

/** Whether a path is that of a graph file. */
export function isCity(path: string): boolean {
  return /^cities\/[^/?]+\.yike(\?|$)/.test(path);
}

/** Whether a path names a file of the page and its version. */
export function isVersioned(path: string): boolean {
  const [file, version] = path.split('?v=');
  return !!version && VERSIONED.indexOf(file as string) >= 0;
}
