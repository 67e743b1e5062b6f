import type { AddedPlaces, Datum, Yike } from 'yike';

/** A list of facilities of the reader's own. */
export interface OwnList {
  /** The name of its file. */
  name: string;
  /** CSV, or GeoJSON. */
  source: string | object;
  datum: Datum;
}

/** The lists that were added to the file that is open. */
export class OwnLists {
  private lists: OwnList[] = [];

  /** Adds a list to a city. One of the same name, such as before it was mended, must not be in there. */
  add(yike: Yike, list: OwnList): AddedPlaces {
    const result = yike.addPlaces(list.source, { datum: list.datum });
    this.lists.push(list);
    return result;
  }

  has(name: string): boolean {
    return this.lists.some((list) => list.name === name);
  }

  /** Adds all lists but that of a name to a city that was opened anew: what was added cannot be taken away again. */
  moveTo(yike: Yike, except: string): void {
    const kept = this.lists.filter(({ name }) => name !== except);
    this.lists = [];
    for (const list of kept) this.add(yike, list);
  }
}
