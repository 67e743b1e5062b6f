import { sheetHeights } from '../panel/sheet';
import type { Padding } from '../map/framing';
import type { Stop } from '../state/page_state';

/** From this width on the panel stands beside the map, as it does on a phone on its side. */
const WIDE_PX = 900;
const LEAST_WIDE_PX = 560;
const LOW_PX = 480;
/** The panel takes so much of it, where that is no more than half. */
const PANEL_PX = 400;
/** Below this width the search box has a row of its own, as on a small phone that shows everything twice as large. */
const LEAST_ROW_PX = 280;
/** The search box; the legend, or buttons below the box, may lie over the ring's edge. */
const TOP_PX = 62;

/** What lies over the map, of which the padding is worked out. */
export interface Covering {
  /** Whether the panel stands beside the map. */
  wide: boolean;
  /** Whether search, position and language float over it. */
  header: boolean;
  /** Width and height of the whole. */
  width: number;
  height: number;
  /** That of the headline. */
  headHeight: number;
  stop: Stop;
}

/** Whether the panel stands beside the map: there is room for it, or none below. */
export function isWide(width: number, height: number): boolean {
  return width >= WIDE_PX || (width >= LEAST_WIDE_PX && height < LOW_PX);
}

/** Whether panel and map share the width by halves. */
export function isHalved(width: number): boolean {
  return width < 2 * PANEL_PX;
}

/** Whether search box and buttons have no room beside each other. */
export function isNarrow(width: number): boolean {
  return width < LEAST_ROW_PX;
}

/** The part of the map that nothing covers. */
export function paddingOf({ wide, header, width, height, headHeight, stop }: Covering): Padding {
  if (wide) {
    const left = isHalved(width) ? width / 2 : PANEL_PX;
    return { top: header ? 76 : 12, right: 0, bottom: 56, left };
  }
  return {
    top: header ? TOP_PX : 56,
    right: 0,
    bottom: sheetHeights(height, headHeight)[stop] + 8,
    left: 0,
  };
}
