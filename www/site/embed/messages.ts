import type { PageState } from '../state/page_state';
import { writeLink, readLink } from '../state/link';
import { speedOf, type View } from '../state/view';

/** Marks a message as one of this protocol, and its version. */
export const PROTOCOL = 1;

/** What the embedded page tells its host. `EMBED.md` describes each. */
export type Message =
  | { yike: 1; type: 'ready'; name: string; bbox: [number, number, number, number]; dataDate: string }
  | {
      yike: 1;
      type: 'change';
      lon: number;
      lat: number;
      minutes: number;
      openAt: string | null;
      profile: string;
      speed_kmh: number;
      standard: string;
      group: string;
      problem: string;
      score: number | null;
      covered: number;
      missing: number;
      noRecord: number;
      truncated: boolean;
    }
  | {
      yike: 1;
      type: 'select';
      place: { id: number; osm: string; name: string; categories: string[]; lon: number; lat: number } | null;
      seconds: number | null;
      metres: number | null;
    }
  | { yike: 1; type: 'error'; reason: string; message: string };

/** What a change of the view means to a host. */
export function changeMessage(state: PageState): Message | null {
  const { answer, view } = state;
  if (!answer) return null;
  const { circle } = answer;
  return {
    yike: PROTOCOL,
    type: 'change',
    lon: answer.origin[0],
    lat: answer.origin[1],
    minutes: view.minutes,
    openAt: answer.openAt,
    profile: view.profile,
    speed_kmh: speedOf(view),
    standard: view.standard,
    group: view.group,
    problem: answer.problem || '',
    score: circle ? circle.score : null,
    covered: circle ? circle.covered : 0,
    missing: circle ? circle.missing : 0,
    noRecord: circle ? circle.noRecord : 0,
    truncated: answer.truncated,
  };
}

/** What the choice of a place means to a host. */
export function selectMessage(state: PageState): Message {
  const { walk } = state;
  const route = walk ? walk.route : null;
  return {
    yike: PROTOCOL,
    type: 'select',
    place: walk && {
      id: walk.place.id,
      osm: walk.place.osm,
      name: walk.place.names.local,
      categories: walk.place.categories,
      lon: walk.place.point[0],
      lat: walk.place.point[1],
    },
    seconds: route ? route.properties.seconds : null,
    metres: route ? route.properties.metres : null,
  };
}

const FIELDS = [
  'lon',
  'lat',
  'minutes',
  'profile',
  'speed',
  'standard',
  'group',
  'open',
  'only',
  'to',
  'lang',
];

/** The view that a host's `set` message asks for; fields that are absent or make no sense stay as they are. */
export function viewFrom(message: unknown, view: View, first: View): View | null {
  if (typeof message !== 'object' || message === null) return null;
  const asked = message as { [field: string]: unknown };
  if (asked['yike'] !== PROTOCOL || asked['type'] !== 'set') return null;
  const fields = new URLSearchParams(writeLink(view, first));
  for (const field of FIELDS) {
    const value = asked[field];
    if (value === null) fields.delete(field);
    else if (typeof value === 'string' || typeof value === 'number') fields.set(field, String(value));
  }
  return readLink(fields.toString(), first);
}
