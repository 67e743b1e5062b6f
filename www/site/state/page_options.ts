import type { Datum, LoadOptions, Yike } from 'yike';

import type { City, Config } from './city';
import type { PageState } from './page_state';
import type { View } from './view';

/** How a change of the view is remembered: as a new step of the back button, in place, or not at all. */
export type Remember = 'push' | 'replace' | 'no';

/** What the page needs from outside. */
export interface PageOptions {
  cities: City[];
  config: Config;
  view: View;
  /** Opens a graph file. */
  load: (options: LoadOptions) => Promise<Yike>;
  /** The datum of all positions, of the view as of the map. */
  datum: Datum;
  /** Where the WebAssembly module lies; found by the package if absent. */
  wasm?: string;
  /** Hears of every change of what is shown. */
  onChange: (state: PageState) => void;
  /** Hears of changes that a link should keep. */
  onView: (view: View, remember: Remember) => void;
}
