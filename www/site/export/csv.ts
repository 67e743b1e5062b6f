import type { Service } from 'yike';

import { categoryName } from '../panel/category_name';
import type { PageState } from '../state/page_state';
import { wholeMinutes } from '../text/format';
import { nameIn } from '../text/words';

/** A byte order mark, without which spreadsheets take Chinese for another encoding. */
const MARK = '\uFEFF';

const HEADING = [
  'name',
  'category',
  'category_name',
  'minutes',
  'seconds',
  'metres',
  'lon',
  'lat',
  'osm',
  'opening_hours',
  'open_at',
  'open',
];

/** The services as a table that spreadsheets open; `hoursOf` gives the opening hours of a place as the map has them. */
export function toCsv(state: PageState, services: Service[], hoursOf: (place: number) => string): string {
  const { view, info, answer } = state;
  const openAt = (answer && answer.openAt) || '';
  const rows: (string | number)[][] = [HEADING];
  for (const service of services) {
    rows.push([
      nameIn(service.names, view.language) || service.name,
      service.categories.join(';'),
      service.categories.map((category) => categoryName(info, category, view.language)).join(';'),
      wholeMinutes(service.seconds),
      Math.round(service.seconds),
      Math.round(service.metres),
      service.point[0].toFixed(6),
      service.point[1].toFixed(6),
      service.osm,
      hoursOf(service.id),
      openAt,
      openAt && (service.open ? 'yes' : 'unknown'),
    ]);
  }
  return MARK + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Quotes what needs it; a leading `=`, `+`, `-` or `@` would make a text a formula, so it is set off by a quote. */
function cell(value: string | number): string {
  const text =
    typeof value === 'string' && /^[=+@\t-]/.test(value) && !/^-?[\d.]+$/.test(value)
      ? `'${value}`
      : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
