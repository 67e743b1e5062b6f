import type { Position, Yike } from 'yike';

/** What `change` carries: the embedded page's message of this name. */
export interface ChangeDetail {
  lon: number;
  lat: number;
  minutes: number;
  /** The local date and time at which places should be open; `null` where any will do. */
  openAt: string | null;
  profile: string;
  speed_kmh: number;
  standard: string;
  group: string;
  /** `''`, or why there is no answer: `outside` the data, `too-far` from any street, or `failed`. */
  problem: '' | 'outside' | 'too-far' | 'failed';
  score: number | null;
  covered: number;
  missing: number;
  noRecord: number;
  truncated: boolean;
}

/** What `select` carries: the chosen place and the walk to it, all `null` when it is let go. */
export interface SelectDetail {
  place: { id: number; osm: string; name: string; categories: string[]; lon: number; lat: number } | null;
  seconds: number | null;
  metres: number | null;
}

export interface YikeMapEvents {
  change: CustomEvent<ChangeDetail>;
  select: CustomEvent<SelectDetail>;
}

/** `<yike-map graph lon lat minutes profile speed group standard open only to lang datum wasm>`. Give it a height. */
export declare class YikeMapElement extends HTMLElement {
  /** The loaded city, or `null` until the first `change`. */
  readonly engine: Yike | null;
  /** Where the pin stands. */
  readonly origin: Position | null;
  addEventListener<K extends keyof YikeMapEvents>(
    type: K,
    listener: (event: YikeMapEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'yike-map': YikeMapElement;
  }
}
