/** Standards of the life circle: what callers pass, checked for shape; what they may contain is the engine's to check. */

import { show, YikeError } from './error.js';
import type { Label, StandardData } from './types.js';

/** A standard in the form in which it crosses to the engine; read by `crate/wasm/src/standard.rs` in the same order. */
export interface RawStandard {
  numbers: Float64Array;
  texts: string[];
}

type Fields = Record<string, unknown>;

const STANDARD_FIELDS = ['id', 'name', 'source', 'year', 'note', 'items'];
const ITEM_FIELDS = ['name', 'categories', 'maybe', 'theme', 'minutes', 'metres', 'weight', 'note'];

/** Takes a standard apart. */
export function rawStandard(standard: unknown): RawStandard {
  const numbers: number[] = [];
  const texts: string[] = [];
  const { id, name, source, year, note, items } = fieldsOf(standard, 'standard', STANDARD_FIELDS);
  if (!Array.isArray(items)) throw wrong('items', items, 'an array');
  texts.push(text(id, 'id'), ...label(name, 'name'), text(source, 'source'), ...label(note, 'note'));
  numbers.push(number(year, 'year'), items.length);
  items.forEach((value: unknown, index) => {
    const path = `items[${index}]`;
    const item = fieldsOf(value, path, ITEM_FIELDS);
    for (const key of ['name', 'theme', 'note']) texts.push(...label(item[key], `${path}.${key}`));
    const { categories, maybe = [] } = item;
    for (const [key, ids] of [
      ['categories', categories],
      ['maybe', maybe],
    ] as const) {
      if (!Array.isArray(ids)) throw wrong(`${path}.${key}`, ids, 'an array of category ids');
      texts.push(...ids.map((id: unknown) => text(id, `${path}.${key}`)));
      numbers.push(ids.length);
    }
    for (const key of ['minutes', 'metres', 'weight']) {
      numbers.push(item[key] === undefined ? NaN : number(item[key], `${path}.${key}`));
    }
  });
  return { numbers: Float64Array.from(numbers), texts };
}

/** What an answer says of its standard. */
export function headOf({ id, name, source, year, note }: StandardData) {
  return { id, name: bothOf(name), source, year, note: bothOf(note) };
}

function bothOf({ zh = '', en = '' }: Partial<Label> = {}): Label {
  return { zh: zh || en, en: en || zh };
}

function fieldsOf(value: unknown, path: string, known: string[]): Fields {
  if (typeof value !== 'object' || value === null)
    throw wrong(path, value, `an object with ${known.join(', ')}`);
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new YikeError(
      'invalid-standard',
      `${path} has no field ${show(unknown)}; it has ${known.join(', ')}`,
    );
  }
  return value as Fields;
}

function label(value: unknown, path: string): [zh: string, en: string] {
  if (value === undefined) return ['', ''];
  const { zh, en } = fieldsOf(value, path, ['zh', 'en']);
  return [zh === undefined ? '' : text(zh, `${path}.zh`), en === undefined ? '' : text(en, `${path}.en`)];
}

function text(value: unknown, path: string): string {
  if (typeof value !== 'string') throw wrong(path, value, 'a text');
  return value;
}

function number(value: unknown, path: string): number {
  if (typeof value !== 'number' || isNaN(value)) throw wrong(path, value, 'a number');
  return value;
}

function wrong(path: string, value: unknown, expected: string): YikeError {
  return new YikeError('invalid-standard', `${path} is ${show(value)}; expected ${expected}`);
}
