/**
 * Checks what callers pass. Types and names of options are checked here; ranges are the engine's to know, and its
 * messages name them.
 */

import { show, YikeError } from './error.js';

/** An option object whose keys are known. */
export type Options = Readonly<Record<string, unknown>>;

/** The options of a call, refused if they are no object or hold a key that the call does not know. */
export function optionsOf(value: unknown, call: string, known: readonly string[]): Options {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(call, value, `an object with ${known.join(', ')}`);
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      throw new YikeError('invalid-option', `${call} has no option ${show(key)}; it has ${known.join(', ')}`);
    }
  }
  return value as Options;
}

/** An option that is a number, or undefined where it is not given. */
export function numberOf(options: Options, key: string, code = 'invalid-option'): number | undefined {
  const value = options[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || isNaN(value)) throw invalid(key, value, 'a number', code);
  return value;
}

/** A number of things: a whole number from 1, undefined where it is not given. */
export function countOf(options: Options, key: string): number | undefined {
  const value = options[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || value % 1 !== 0 || value < 1 || value > 0xffffffff) {
    throw invalid(key, value, 'a whole number from 1');
  }
  return value;
}

/** An option that is one of some words; its index among them, 0 where it is not given. */
export function indexOf(options: Options, key: string, words: readonly string[]): number {
  const value = options[key];
  if (value === undefined) return 0;
  const index = words.indexOf(value as string);
  if (index < 0) throw invalid(key, value, `one of ${words.join(', ')}`);
  return index;
}

/** An option that is a text, or undefined where it is not given. */
export function textOf(options: Options, key: string): string | undefined {
  const value = options[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalid(key, value, 'a text');
  return value;
}

/** A pair of numbers, longitude first. */
export function positionOf(value: unknown, name: string): [number, number] {
  if (!Array.isArray(value) || value.length !== 2 || value.some((number) => typeof number !== 'number')) {
    throw invalid(name, value, '[longitude, latitude] in degrees', 'invalid-coordinate');
  }
  return value as [number, number];
}

/** The error for a value of the wrong kind. */
export function invalid(name: string, value: unknown, expected: string, code = 'invalid-option'): YikeError {
  return new YikeError(code, `${name} is ${show(value)}; expected ${expected}`);
}
