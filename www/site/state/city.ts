import type { Datum, Position, Yike } from 'yike';

import type { Tiles } from '../map/map_view';

/** A graph file that the page can open. */
export interface City {
  id: string;
  /** Where the file lies, relative to the page. */
  url: string;
  zh: string;
  en: string;
  /** Where the pin stands first; the middle of the data if absent. */
  origin?: Position;
  /** The IANA name of the time that clocks show there, such as `Europe/Malta`; that of the device if absent. */
  timeZone?: string;
}

/** What an operator may set, in `config.json`. */
export interface Config {
  /** Tiles in place of the backdrop. The host must also stand in the page's Content-Security-Policy. */
  tiles?: Tiles & { datum: Datum };
  /** Who may embed the page and talk to it; anybody if absent. */
  embedOrigins?: string[];
}

/** Reads `cities/index.json`; entries that make no sense are left out. */
export async function fetchCities(base: string): Promise<City[]> {
  const list = (await fetchJson(`${base}cities/index.json`)) as { cities?: unknown };
  const entries = Array.isArray(list.cities) ? (list.cities as Partial<City>[]) : [];
  const cities: City[] = [];
  for (const entry of entries) {
    if (typeof entry.id !== 'string' || typeof entry.url !== 'string') continue;
    const city: City = {
      id: entry.id,
      url: `${base}cities/${entry.url}`,
      zh: entry.zh || entry.id,
      en: entry.en || entry.id,
    };
    if (entry.origin) city.origin = entry.origin;
    if (typeof entry.timeZone === 'string') city.timeZone = entry.timeZone;
    cities.push(city);
  }
  return cities;
}

/** The city of an id; none where the file is the reader's own. */
export function cityOf(cities: City[], id: string): City | undefined {
  return cities.filter((each) => each.id === id)[0];
}

/** Where the pin stands first, in the datum of the page: where the list says, or in the middle of the data. */
export function firstOrigin(yike: Yike, city: City | undefined, datum: Datum): Position {
  if (city && city.origin) return yike.convert(city.origin, 'wgs84', datum);
  const [west, south, east, north] = yike.info.bbox;
  return [(west + east) / 2, (south + north) / 2];
}

/** Reads `config.json`. */
export async function fetchConfig(base: string): Promise<Config> {
  return (await fetchJson(`${base}config.json`)) as Config;
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
