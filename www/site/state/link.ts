import type { Position } from 'yike';

import { isLanguage } from '../text/language';
import { isOpenAt } from './open_at';
import { GROUPS, MAX_MINUTES, PROFILES, STANDARDS, type View } from './view';

/**
 * Writes a view as the part of a link after `#`, which browsers never send to a server: the position of a person stays
 * on the device. Values that equal those of `first` are left out.
 */
export function writeLink(view: View, first: View): string {
  const fields = new URLSearchParams();
  fields.set('city', view.city);
  if (view.origin) {
    fields.set('lon', degrees(view.origin[0]));
    fields.set('lat', degrees(view.origin[1]));
  }
  if (view.profile !== first.profile) fields.set('profile', view.profile);
  if (view.speed_kmh !== null) fields.set('speed', String(view.speed_kmh));
  if (view.group !== first.group) fields.set('group', view.group);
  if (view.standard !== first.standard) fields.set('standard', view.standard);
  if (view.minutes !== first.minutes) fields.set('minutes', String(view.minutes));
  if (view.openAt !== null) fields.set('open', view.openAt);
  if (view.category !== null) fields.set('only', view.category);
  if (view.place !== null) fields.set('to', String(view.place));
  if (view.camera) {
    const { centre, zoom } = view.camera;
    fields.set('map', [degrees(centre[0]), degrees(centre[1]), String(round(zoom, 2))].join(','));
  }
  fields.set('lang', view.language);
  return fields.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
}

/** Reads a link over `first`. Whatever is absent or makes no sense keeps the value of `first`. */
export function readLink(text: string, first: View): View {
  const fields = new URLSearchParams(text.replace(/^[#?]/, ''));
  const view: View = { ...first };
  view.city = fields.get('city') || first.city;
  view.origin = position(fields.get('lon'), fields.get('lat')) || first.origin;
  view.profile = oneOf(fields.get('profile'), PROFILES.concat('uniform'), first.profile);
  view.group = oneOf(fields.get('group'), GROUPS, first.group);
  view.standard = oneOf(fields.get('standard'), STANDARDS, first.standard);
  view.minutes = within(fields.get('minutes'), 1, MAX_MINUTES) || first.minutes;
  view.speed_kmh = within(fields.get('speed'), 1, 8) || first.speed_kmh;
  const openAt = fields.get('open');
  view.openAt = isOpenAt(openAt) ? openAt : null;
  view.category = fields.get('only') || null;
  const place = fields.get('to');
  view.place = place !== null && /^\d{1,9}$/.test(place) ? Number(place) : null;
  const camera = (fields.get('map') || '').split(',');
  const centre = position(camera[0] || null, camera[1] || null);
  const zoom = within(camera[2] || null, 3, 19);
  view.camera = centre && zoom !== null ? { centre, zoom } : null;
  const language = fields.get('lang');
  if (isLanguage(language)) view.language = language;
  return view;
}

function position(lon: string | null, lat: string | null): Position | null {
  const x = within(lon, -180, 180);
  const y = within(lat, -90, 90);
  return x === null || y === null ? null : [x, y];
}

function within(text: string | null, least: number, most: number): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

function oneOf<T extends string>(text: string | null, allowed: T[], otherwise: T): T {
  return allowed.indexOf(text as T) >= 0 ? (text as T) : otherwise;
}

function degrees(value: number): string {
  return String(round(value, 5));
}

function round(value: number, digits: number): number {
  const factor = Math.pow(10, digits);
  return Math.round(value * factor) / factor;
}
