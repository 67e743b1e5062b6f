/**
 * What comes first: opens the city and draws its ring. The page proper, some sixty kilobytes more, is asked for at the
 * same time and takes over when both are here.
 */

import { load as loadGraph, type LoadOptions, type Yike } from 'yike';

import { keepForLater } from '../offline/register';
import { cityOf, fetchCities, fetchConfig, firstOrigin } from '../state/city';
import { readLink } from '../state/link';
import { firstView } from '../state/view';
import { browserLanguage } from '../text/language';
import { OPENING_WORDS } from '../text/opening_words';
import { drawFirstRing } from './first_ring';
import { Opening } from './opening';

const WASM = `yike.wasm?v=${VERSION}`;
/** In a tab out of sight there are no frames to wait for. */
const MOST_WAIT_MS = 200;

const root = document.getElementById('page') as HTMLElement;

async function start(): Promise<void> {
  const language = browserLanguage(navigator.languages || [navigator.language]);
  const rest = Promise.all([import('../main'), style(`page.css?v=${VERSION}`)]);
  try {
    const [cities, config] = await Promise.all([fetchCities(''), fetchConfig('')]);
    const first = firstView(cities[0] ? cities[0].id : '', language);
    const view = readLink(location.hash, first);
    const datum = config.tiles ? config.tiles.datum : 'wgs84';
    const city = cityOf(cities, view.city);
    let opened: Promise<Yike> | null = null;
    if (city) {
      const opening = new Opening(root, view.language, city[view.language]);
      opened = load({ graph: city.url, datum, onProgress: (progress) => opening.show(progress) });
      try {
        const yike = await opened;
        opening.attribute(yike.info.dataDate);
        drawFirstRing(root, yike, view, view.origin || firstOrigin(yike, city, datum));
        await painted();
      } catch {
        // The page proper says what is wrong: it is given the same promise.
      }
    }
    const [page] = await rest;
    root.textContent = '';
    await page.start(root, { cities, config, datum, first, load: firstFrom(opened, city ? city.url : '') });
    if (city) keepForLater(city.url);
  } catch (error) {
    rest.catch(() => undefined);
    root.textContent = `${OPENING_WORDS[language].fileMissing} ${error instanceof Error ? error.message : ''}`;
  }
}

/** Loads with the engine of this version of the page. */
function load(options: LoadOptions): Promise<Yike> {
  return loadGraph({ ...options, wasm: WASM });
}

/** Loads as the package does, but takes what has been opened where the same file is asked for first. */
function firstFrom(opened: Promise<Yike> | null, url: string): (options: LoadOptions) => Promise<Yike> {
  let rest = opened;
  return (options) => {
    const taken = options.graph === url ? rest : null;
    rest = null;
    return taken || load(options);
  };
}

/** Resolves when what was drawn has come to sight. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, MOST_WAIT_MS);
  });
}

function style(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = () => resolve();
    link.onerror = () => reject(new Error(href));
    document.head.appendChild(link);
  });
}

void start();
