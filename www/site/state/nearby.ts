import type { Service } from 'yike';

/** The services of one category within reach, nearest first. */
export interface NearRow {
  category: string;
  services: Service[];
}

/**
 * Groups services by category. With `order`, the rows stand in that order, with new ones at the end and rows that have
 * become empty kept, so that the list does not jump while the pin is dragged; without, by the nearest service.
 */
export function nearRows(services: Service[], order: string[] | null): NearRow[] {
  const byCategory: { [category: string]: Service[] } = {};
  const seen: string[] = order ? order.slice() : [];
  for (const category of seen) byCategory[category] = [];
  for (const service of services) {
    for (const category of service.categories) {
      const list = byCategory[category];
      if (list) {
        list.push(service);
      } else {
        byCategory[category] = [service];
        seen.push(category);
      }
    }
  }
  return seen.map((category) => ({ category, services: byCategory[category] || [] }));
}
