import type { Circle, Isochrone, IsochroneQuestion, Position, Profile, Service, Snap, Yike } from 'yike';

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

/** Asks for rings, services and circle around a position, and for what is open at a date and time there. */
export function ask(yike: Yike, view: View, origin: Position, openAt: string | null): Answer {
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
    const circle = askCircle(yike, view, origin, openAt);
    const isochrone = yike.isochrone(ringsQuestion(view, origin));
    const services = askServices(yike, view, origin, openAt);
    return { ...answer, circle, services, ...ofRings(isochrone) };
  } catch (error) {
    answer.problem = problemOf(error);
    answer.message = messageOf(error);
  }
  return answer;
}

/** Asks for the rings alone: they follow a dragged pin in each frame. `null` where there are none. */
export function askRings(yike: Yike, view: View, origin: Position): Isochrone | null {
  try {
    return yike.isochrone(ringsQuestion(view, origin));
  } catch {
    return null;
  }
}

/** What is here and what is missing: all that the first sentence tells. Throws as the package does. */
export function askCircle(yike: Yike, view: View, origin: Position, openAt: string | null): Circle {
  return yike.circle({
    ...walkFrom(view, origin),
    ...openWhen(openAt),
    standard: view.standard,
    group: view.group,
    minutes: SEARCH_MINUTES,
  });
}

/** What is near, nearest first. Throws as the package does. */
export function askServices(yike: Yike, view: View, origin: Position, openAt: string | null): Service[] {
  const question = { ...walkFrom(view, origin), ...openWhen(openAt), minutes: view.minutes };
  return yike.services(question).services;
}

/** What an answer holds of its rings. */
export function ofRings(isochrone: Isochrone): Pick<Answer, 'isochrone' | 'snap' | 'truncated'> {
  return { isochrone, snap: isochrone.snap, truncated: isochrone.truncated };
}

function ringsQuestion(view: View, origin: Position): IsochroneQuestion {
  return { ...walkFrom(view, origin), minutes: ringMinutes(view.minutes) };
}

function walkFrom(view: View, origin: Position): { origin: Position; profile: Profile } {
  return { origin, profile: profileOf(view) };
}

function openWhen(openAt: string | null): { openAt?: string } {
  return openAt === null ? {} : { openAt };
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
