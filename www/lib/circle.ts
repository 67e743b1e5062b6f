/** Life circles: the standard they are asked for, and what the engine answers. */

import { type Engine, standard_text } from '../../build/wasm/yike_bg.js';
import { walkOf } from './answers.js';
import { asYikeError, show, YikeError } from './error.js';
import type { PlaceTexts, Walk } from './place-texts.js';
import type { Reply } from './reply.js';
import { headOf, rawStandard } from './standard.js';
import type * as types from './types.js';

/** In the order in which the engine numbers them. */
export const GROUPS: readonly types.GroupName[] = ['all', 'elder', 'child', 'working'];

const NAMES: readonly types.StandardName[] = [
  'qixian',
  'mofcom-2021',
  'gb50180-2018',
  'six-ones',
  'wuhai-eight',
];

/** The standard that an engine is using: it crosses only when another is asked for. */
export class StandardInUse {
  private key: string | undefined;
  private head!: types.Circle['standard'];

  /** Makes the engine use a standard and returns what an answer says of it. */
  use(engine: Engine, asked: unknown): types.Circle['standard'] {
    const key = typeof asked === 'string' ? asked : textOf(asked);
    if (key === undefined || key !== this.key) {
      const data = typeof asked === 'string' ? (JSON.parse(shipped(asked)) as unknown) : asked;
      const { numbers, texts } = rawStandard(data);
      this.key = undefined;
      try {
        engine.use_standard(numbers, texts);
      } catch (thrown) {
        throw asYikeError(thrown);
      }
      this.head = headOf(data as types.StandardData);
      this.key = key;
    }
    const { name, note } = this.head;
    return { ...this.head, name: { ...name }, note: { ...note } };
  }
}

/** Data as a text, which begins with a brace as no name does; undefined for what is no standard, as the check of its fields will tell. */
function textOf(data: unknown): string | undefined {
  try {
    return JSON.stringify(data);
  } catch {
    return undefined;
  }
}

function shipped(name: string): string {
  const text = standard_text(name);
  if (text === undefined) {
    const known = NAMES.join(', ');
    throw new YikeError(
      'invalid-standard',
      `standard ${show(name)} is unknown; expected one of ${known}, or its data`,
    );
  }
  return text;
}

/** A life circle, with the nearest places named. */
export function circleOf(reply: Reply, standard: types.Circle['standard'], texts: PlaceTexts): types.Circle {
  const snap = reply.snap();
  const truncated = reply.flag();
  const score = reply.number();
  const gaps = reply.list(() => reply.number());
  const themes = reply.list(() => reply.list(() => reply.number()));
  const items = reply.list(() => itemOf(reply));
  const green = reply.list(() => itemOf(reply));
  const [ring] = reply.list(() => ({
    minutes: reply.number(),
    area_m2: reply.number(),
    catchment_ratio: reply.number(),
  }));
  const read = [...items, ...green];
  const walks = [...read.map(({ nearest }) => nearest), ...read.map(({ maybe }) => maybe)];
  texts.fetch(walks.filter((walk) => walk !== undefined).map(({ id }) => id));
  const named = ({ item, nearest, maybe }: ReadItem): types.CircleItem => ({
    ...item,
    ...(nearest && { nearest: texts.service(nearest) }),
    ...(maybe && { maybe: texts.service(maybe) }),
  });
  const count = (status: types.CircleStatus) => items.filter(({ item }) => item.status === status).length;
  return {
    standard,
    items: items.map(named),
    themes: themes.map((indices) => ({ name: { ...items[indices[0]!]!.item.theme }, items: indices })),
    gaps,
    score: score < 0 ? null : score,
    covered: count('covered'),
    missing: count('missing'),
    noRecord: count('no-record'),
    green: green.map(named),
    ring: ring ?? null,
    snap,
    truncated,
  };
}

interface ReadItem {
  item: types.CircleItem;
  nearest: Walk | undefined;
  maybe: Walk | undefined;
}

function itemOf(reply: Reply): ReadItem {
  const label = () => ({ zh: reply.text(), en: reply.text() });
  const item = {
    name: label(),
    theme: label(),
    note: label(),
    categories: reply.list(() => reply.text()),
    [reply.flag() ? 'minutes' : 'metres']: reply.number(),
    status: reply.text() as types.CircleStatus,
    count: reply.number(),
  };
  const walk = () => (reply.flag() ? walkOf(reply) : undefined);
  return { item, nearest: walk(), maybe: walk() };
}
