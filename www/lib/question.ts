/** What every question has in common, checked and in the form in which it crosses to the engine. */

import { indexOf, invalid, numberOf, type Options, optionsOf, positionOf } from './options.js';
import type { Datum } from './types.js';

/** In the order in which the engine numbers them. */
export const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];

/** The options that every question knows. */
export const QUESTION_OPTIONS = ['origin', 'profile', 'direction', 'datum'] as const;

/**
 * Longitude, latitude, datum, whether walks lead to the origin, and the replaced parameters of the profile if any are; then
 * the profile's name.
 */
export type RawQuestion = [asked: Float64Array, profile: string];

/** In the order in which they cross; `max_snap_m` and the like are documented in `ProfileOptions`. */
const PARAMETERS = [
  'speed_kmh',
  'steps_factor',
  'avoid_steps',
  'signal_wait_s',
  'uneven_factor',
  'unpaved_factor',
  'max_incline_percent',
  'max_snap_m',
] as const;
const PROFILE_OPTIONS = ['base', ...PARAMETERS];

/** The number of the datum that a call asks for, or else the engine's. */
export function datumOf(options: Options, engineDatum: number): number {
  return options['datum'] === undefined ? engineDatum : indexOf(options, 'datum', DATUMS);
}

/** The common part of a question whose options are known to be no others than it has. */
export function questionOf(options: Options, engineDatum: number): RawQuestion {
  const [lon, lat] = positionOf(options['origin'], 'origin');
  const [profile, parameters] = profileOf(options['profile']);
  const towards = indexOf(options, 'direction', ['from', 'to']);
  return [Float64Array.of(lon, lat, datumOf(options, engineDatum), towards, ...parameters), profile];
}

function profileOf(value: unknown): [name: string, parameters: number[]] {
  if (value === undefined) return ['adult', []];
  if (typeof value === 'string') return [value, []];
  const options = optionsOf(value, 'profile', PROFILE_OPTIONS);
  const { base = 'adult', avoid_steps } = options;
  if (typeof base !== 'string') throw invalid('base', base, 'the name of a profile', 'unknown-profile');
  if (avoid_steps !== undefined && typeof avoid_steps !== 'boolean') {
    throw invalid('avoid_steps', avoid_steps, 'true or false');
  }
  const parameters = PARAMETERS.map((key) =>
    key === 'avoid_steps'
      ? avoid_steps === undefined
        ? NaN
        : Number(avoid_steps)
      : (numberOf(options, key) ?? NaN),
  );
  return [base, parameters];
}
