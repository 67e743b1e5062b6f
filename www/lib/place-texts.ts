/** Names and categories of places: they never change, so each crosses from the engine once. */

import type { Reply } from './reply.js';
import type { Names, Service } from './types.js';

/** What is said of a place in every answer that lists it. */
export interface PlaceText {
  osm: string;
  name: string;
  names: Names;
  categories: string[];
}

/** A walk to a place. */
export type Walk = Pick<Service, 'id' | 'point' | 'seconds' | 'metres' | 'open'>;

const OSM_KINDS = ['', 'node/', 'way/', 'relation/'];

export class PlaceTexts {
  /** By place id. */
  private readonly known: (PlaceText | undefined)[] = [];

  constructor(
    private readonly categoryIds: string[],
    private readonly ask: (ids: Uint32Array) => Reply,
  ) {}

  /** Asks the engine for those of these places that are not known yet. */
  fetch(ids: number[]): void {
    const unknown = ids.filter((id) => !this.known[id]);
    if (unknown.length === 0) return;
    const reply = this.ask(Uint32Array.from(unknown));
    unknown.forEach((id) => {
      this.known[id] = this.read(reply);
    });
  }

  /** A walk with the texts of its place, which was fetched. */
  service({ id, seconds, metres, point, open }: Walk): Service {
    const { osm, name, names, categories } = this.of(id);
    const service: Service = { id, osm, name, names, categories, seconds, metres, point };
    if (open !== undefined) service.open = open;
    return service;
  }

  /** The texts of a place that was fetched, in objects of their own: callers may change what they get. */
  of(id: number): PlaceText {
    const { osm, name, names, categories } = this.known[id]!;
    return { osm, name, names: { ...names }, categories: categories.slice() };
  }

  private read(reply: Reply): PlaceText {
    const kind = reply.number();
    const number = reply.number();
    const names = { local: reply.text(), zh: reply.text(), en: reply.text() };
    const categories = Array.from(reply.column(), (category) => this.categoryIds[category]!);
    return { osm: kind ? OSM_KINDS[kind]! + number : '', name: names.local, names, categories };
  }
}
