import type { Service } from 'yike';

import { categoryName } from '../panel/near';
import type { PageState } from '../state/page_state';
import { wholeMinutes } from '../text/format';
import { nameIn } from '../text/words';

/** A byte order mark, without which spreadsheets take Chinese for another encoding. */
const MARK = '\uFEFF';

/** The services as a table that spreadsheets open. */
export function toCsv(state: PageState, services: Service[]): string {
  const { view, info } = state;
  const rows: (string | number)[][] = [
    ['name', 'category', 'category_name', 'minutes', 'seconds', 'metres', 'lon', 'lat', 'osm'],
  ];
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
