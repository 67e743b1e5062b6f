import { sheetHeights } from '../panel/sheet';
import type { Padding } from '../map/framing';
import type { Stop } from '../state/page_state';

/** From this width on the panel stands beside the map. */
export const WIDE_PX = 900;
const PANEL_PX = 400;
/** The search box; the legend may lie over the ring's edge. */
const TOP_PX = 62;

/** What lies over the map, of which the padding is worked out. */
export interface Covering {
  /** Whether the panel stands beside the map. */
  wide: boolean;
  /** Whether search, position and language float over it. */
  header: boolean;
  /** The height of the whole. */
  height: number;
  /** That of the headline. */
  headHeight: number;
  stop: Stop;
}

/** The part of the map that nothing covers. */
export function paddingOf({ wide, header, height, headHeight, stop }: Covering): Padding {
  if (wide) return { top: header ? 76 : 12, right: 0, bottom: 56, left: PANEL_PX };
  return {
    top: header ? TOP_PX : 56,
    right: 0,
    bottom: sheetHeights(height, headHeight)[stop] + 8,
    left: 0,
  };
}
