import type { Circle, Isochrone, Position, Profile, Service, Snap, Yike } from 'yike';

import { ringMinutes, speedOf, type View } from './view';

/** How far the circle looks for what is missing. */
export const SEARCH_MINUTES = 30;

/** Why a question has no answer. */
export type Problem = 'outside' | 'too-far' | 'failed';

/** What the engine said about one position. */
export interface Answer {
  origin: Position;
  problem: Problem | null;
  /** The message of an unforeseen error. */
  message: string;
  isochrone: Isochrone | null;
  services: Service[];
  circle: Circle | null;
  snap: Snap | null;
  truncated: boolean;
  /** The local date and time at which places should be open; `null` where any will do. */
  openAt: string | null;
}

/** The profile as it is put to the engine. */
export function profileOf(view: View): Profile {
  return { base: view.profile, speed_kmh: speedOf(view) };
}

/**
 * Asks for rings, services and circle around a position, and for what is open at a date and time there. `rings` are
 * those of this very question if they are known.
 */
export function ask(
  yike: Yike,
  view: View,
  origin: Position,
  openAt: string | null,
  rings: Isochrone | null,
): Answer {
  const question = { origin, profile: profileOf(view) };
  const open = openAt === null ? {} : { openAt };
  const answer: Answer = {
    origin,
    problem: null,
    message: '',
    isochrone: null,
    services: [],
    circle: null,
    snap: null,
    truncated: false,
    openAt,
  };
  try {
    const circle = yike.circle({
      ...question,
      ...open,
      standard: view.standard,
      group: view.group,
      minutes: SEARCH_MINUTES,
    });
    const isochrone = rings || yike.isochrone({ ...question, minutes: ringMinutes(view.minutes) });
    const services = yike.services({ ...question, ...open, minutes: view.minutes });
    answer.circle = circle;
    answer.isochrone = isochrone;
    answer.services = services.services;
    answer.snap = isochrone.snap;
    answer.truncated = isochrone.truncated;
  } catch (error) {
    answer.problem = problemOf(error);
    answer.message = error instanceof Error ? error.message : String(error);
  }
  return answer;
}

/** Asks for the rings alone: they follow a dragged pin from frame to frame. `null` where there are none. */
export function askRings(yike: Yike, view: View, origin: Position): Isochrone | null {
  try {
    return yike.isochrone({ origin, profile: profileOf(view), minutes: ringMinutes(view.minutes) });
  } catch {
    return null;
  }
}

/** The stable code of an error of the package, or ''. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : '';
  return typeof code === 'string' ? code : '';
}

function problemOf(error: unknown): Problem {
  const code = codeOf(error);
  if (code === 'outside-data') return 'outside';
  if (code === 'too-far-from-street') return 'too-far';
  return 'failed';
}
