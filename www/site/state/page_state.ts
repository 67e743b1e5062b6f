import type { AddedPlaces, Info, PlaceDetails, Progress, Route } from 'yike';

import type { Answer } from './answer';
import type { City } from './city';
import type { View } from './view';

/** The three heights of the sheet on a phone. */
export type Stop = 'peek' | 'half' | 'full';

/** How far the page has come. */
export type Phase =
  | { kind: 'loading'; progress: Progress | null }
  | { kind: 'failed'; reason: 'missing' | 'broken' | 'engine'; message: string }
  | { kind: 'ready' };

/** The walk to a chosen place. */
export interface Walk {
  place: PlaceDetails;
  /** `null` where no walk leads there. */
  route: Route | null;
}

/** What became of a file that was dropped on the page. */
export interface OwnFile {
  name: string;
  result: AddedPlaces | null;
}

/** Everything that the page shows. */
export interface PageState {
  cities: City[];
  view: View;
  phase: Phase;
  info: Info | null;
  answer: Answer | null;
  /** Whether the pin is under a finger. */
  dragging: boolean;
  /** The order in which the list settled last. */
  order: string[];
  walk: Walk | null;
  /** The street near the pin, or ''. */
  street: string;
  stop: Stop;
  /** Whether the panel stands beside the map. */
  wide: boolean;
  own: OwnFile | null;
  /** Whose tiles lie under the rings; '' for the backdrop from the file. */
  tilesBy: string;
  /** A short message, also read aloud. */
  notice: string;
}
