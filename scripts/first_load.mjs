/** What the page loads before a city. */

/** The files of the built site that a browser fetches first, without the city's graph file. */
export const FIRST_LOAD = [
  'index.html',
  'page.css',
  'page.js',
  'config.json',
  'cities/index.json',
  'yike.wasm',
];
