import type { GroupName, Position, ProfileName, StandardName } from 'yike';

import type { Language } from '../text/language';

/** Where the map looks. */
export interface Camera {
  centre: Position;
  zoom: number;
}

/** Everything that a link reproduces. */
export interface View {
  /** The id of a city in `cities/index.json`. */
  city: string;
  /** Where the pin stands; `null` for the city's own first position. */
  origin: Position | null;
  profile: ProfileName;
  /** The walker's speed where it was changed by hand, else `null`. */
  speed_kmh: number | null;
  group: GroupName;
  standard: StandardName;
  /** The outermost ring and the reach of the list. */
  minutes: number;
  /** Leaves out what is known to be closed: `now` or at a local date and time; `null` for no such wish. */
  openAt: string | null;
  /** The one category shown, or `null` for all. */
  category: string | null;
  /** The place to which the walk is drawn, or `null`. */
  place: number | null;
  /** Where the map was moved to by hand, else `null`: then it frames the ring. */
  camera: Camera | null;
  language: Language;
}

/** Speeds that the page asks for, so that what it shows is what is computed. */
export const SPEED_KMH: Record<ProfileName, number> = {
  adult: 4.8,
  elder: 3.5,
  child: 4,
  stroller: 4.3,
  wheelchair: 3.6,
  uniform: 4.8,
};

export const PROFILES: ProfileName[] = ['adult', 'elder', 'child', 'stroller', 'wheelchair'];
export const GROUPS: GroupName[] = ['all', 'elder', 'child', 'working'];
export const STANDARDS: StandardName[] = ['qixian', 'mofcom-2021', 'gb50180-2018', 'six-ones', 'wuhai-eight'];

/** The longest walk that the page offers. */
export const MAX_MINUTES = 60;

/** The walker's speed in this view. */
export function speedOf(view: View): number {
  return view.speed_kmh === null ? SPEED_KMH[view.profile] : view.speed_kmh;
}

/** The minutes of the rings: three equal steps, as whole minutes, smallest first. */
export function ringMinutes(minutes: number): number[] {
  const steps = [Math.round(minutes / 3), Math.round((2 * minutes) / 3), minutes];
  return steps.filter((step, i) => step > 0 && steps.indexOf(step) === i);
}

/** A first view of a city. */
export function firstView(city: string, language: Language): View {
  return {
    city,
    origin: null,
    profile: 'adult',
    speed_kmh: null,
    group: 'all',
    standard: 'qixian',
    minutes: 15,
    openAt: null,
    category: null,
    place: null,
    camera: null,
    language,
  };
}
