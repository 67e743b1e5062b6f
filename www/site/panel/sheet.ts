import type { Stop } from '../state/page_state';

/** A flick faster than this goes to the next stop. */
const FLICK_PX_PER_MS = 0.4;
/** A finger may tremble so far before it drags. */
const SLOP_PX = 6;
/** What stays free of the sheet at its highest: search, legend and the pin. */
const FREE_AT_TOP_PX = 216;
const ORDER: Stop[] = ['peek', 'half', 'full'];

/** How much of the sheet shows at each stop, for a root of some height and a headline of some height. */
export function sheetHeights(rootHeight: number, headHeight: number): Record<Stop, number> {
  const full = Math.max(rootHeight - FREE_AT_TOP_PX, Math.min(rootHeight * 0.6, 320));
  return {
    peek: Math.min(headHeight, full),
    half: Math.min(Math.round(rootHeight * 0.54), full),
    full,
  };
}

/** The bottom sheet: dragged by hand between three stops. */
export class Sheet {
  private readonly panel: HTMLElement;
  private readonly scroller: HTMLElement;
  private readonly onStop: (stop: Stop) => void;
  private heights: Record<Stop, number> = { peek: 0, half: 0, full: 0 };
  private stop: Stop = 'half';
  private enabled = false;
  private placed = false;
  private startY = 0;
  private startTime = 0;
  private startHeight = 0;
  private height = 0;
  private phase: 'idle' | 'undecided' | 'drag' | 'scroll' = 'idle';
  private byHead = false;

  constructor(panel: HTMLElement, scroller: HTMLElement, onStop: (stop: Stop) => void) {
    this.panel = panel;
    this.scroller = scroller;
    this.onStop = onStop;
    // Touch events, not pointer events: iOS 12 has no others, and they can hand a scroll over to a drag.
    panel.addEventListener('touchstart', this.touchStart, { passive: true });
    panel.addEventListener('touchmove', this.touchMove, { passive: false });
    panel.addEventListener('touchend', this.touchEnd);
    panel.addEventListener('touchcancel', this.touchEnd);
    panel.addEventListener('mousedown', this.mouseDown);
    panel.addEventListener('wheel', this.wheel, { passive: true });
    panel.addEventListener('focusin', this.focusIn);
  }

  /** Lays the sheet out, or the panel where it stands beside the map. */
  layout(enabled: boolean, heights: Record<Stop, number>, stop: Stop): void {
    this.enabled = enabled;
    this.heights = heights;
    this.stop = stop;
    this.panel.style.height = enabled ? `${heights.full}px` : '';
    this.scroller.style.overflowY = enabled && stop !== 'full' ? 'hidden' : '';
    if (enabled && stop !== 'full') this.scroller.scrollTop = 0;
    if (this.placed) this.place(heights[stop]);
    else this.placeFirst(heights[stop]);
  }

  /** Without the transition: the sheet slides only from a place where it was seen. */
  private placeFirst(height: number): void {
    this.placed = true;
    this.panel.classList.add('dragged');
    this.place(height);
    // Asking for a measure makes the browser take note of the place.
    this.panel.getBoundingClientRect();
    this.panel.classList.remove('dragged');
  }

  private place(height: number): void {
    this.height = height;
    this.panel.style.transform = this.enabled ? `translate3d(0,${this.heights.full - height}px,0)` : '';
  }

  private begin(y: number, target: EventTarget | null): void {
    this.startY = y;
    this.startTime = Date.now();
    this.startHeight = this.height;
    this.byHead = !(target instanceof Node) || !this.scroller.contains(target);
    this.phase = this.enabled ? 'undecided' : 'idle';
  }

  /** Whether this move drags the sheet. */
  private move(y: number): boolean {
    const down = y - this.startY;
    if (this.phase === 'undecided' && Math.abs(down) > SLOP_PX) {
      const scrolls = !this.byHead && this.stop === 'full' && (down < 0 || this.scroller.scrollTop > 0);
      this.phase = scrolls ? 'scroll' : 'drag';
      if (this.phase === 'drag') this.panel.classList.add('dragged');
    }
    if (this.phase !== 'drag') return false;
    this.place(Math.max(this.heights.peek, Math.min(this.heights.full, this.startHeight - down)));
    return true;
  }

  private end(): void {
    const dragged = this.phase === 'drag';
    this.phase = 'idle';
    if (!dragged) return;
    this.panel.classList.remove('dragged');
    const speed = (this.height - this.startHeight) / Math.max(1, Date.now() - this.startTime);
    this.onStop(this.nearestStop(speed));
  }

  private nearestStop(speed: number): Stop {
    let best: Stop = this.stop;
    let least = Infinity;
    for (const stop of ORDER) {
      const away = this.heights[stop] - this.height;
      if (Math.abs(speed) > FLICK_PX_PER_MS && away * speed < 0) continue;
      if (Math.abs(away) < least) {
        least = Math.abs(away);
        best = stop;
      }
    }
    // The same stop again is no news to the page, so go back there.
    if (best === this.stop) this.place(this.heights[best]);
    return best;
  }

  private readonly touchStart = (event: TouchEvent): void => {
    const touch = event.touches[0];
    if (touch && event.touches.length === 1) this.begin(touch.clientY, event.target);
  };

  private readonly touchMove = (event: TouchEvent): void => {
    const touch = event.touches[0];
    if (touch && this.move(touch.clientY) && event.cancelable) event.preventDefault();
  };

  private readonly touchEnd = (): void => this.end();

  private readonly mouseDown = (event: MouseEvent): void => {
    this.begin(event.clientY, event.target);
    if (this.phase === 'idle' || !this.byHead || event.button !== 0) {
      this.phase = 'idle';
      return;
    }
    event.preventDefault();
    const move = (moved: MouseEvent): void => {
      this.move(moved.clientY);
    };
    const up = (): void => {
      document.removeEventListener('mousemove', move);
      document.removeEventListener('mouseup', up);
      if (this.phase === 'drag') this.swallowClick();
      this.end();
    };
    document.addEventListener('mousemove', move);
    document.addEventListener('mouseup', up);
  };

  /** The click that ends a drag with the mouse is none. */
  private swallowClick(): void {
    const swallow = (event: Event): void => event.stopPropagation();
    this.panel.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => this.panel.removeEventListener('click', swallow, { capture: true }), 50);
  }

  private readonly wheel = (event: WheelEvent): void => {
    if (this.enabled && this.stop !== 'full' && event.deltaY > 0) this.onStop('full');
  };

  private readonly focusIn = (event: FocusEvent): void => {
    if (!this.enabled || this.stop === 'full' || !(event.target instanceof HTMLElement)) return;
    const shown = this.panel.getBoundingClientRect().top + this.height;
    if (event.target.getBoundingClientRect().bottom > shown) this.onStop('full');
  };
}
