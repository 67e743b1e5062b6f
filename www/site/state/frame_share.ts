/** What script may take of a frame at most: half of a sixtieth of a second, the browser needs the rest. */
const MOST_SHARE_MS = 8;
/** A frame that takes longer is one of less than fifty a second. */
const LATE_MS = 20;
/** How the share shrinks with a late frame, and grows with each other. */
const SHRINK = 0.75;
const GROWTH_MS = 0.05;
/** What does not fit comes after so many times as long as it takes, and makes one frame late. */
const WAIT_FACTOR = 60;
const MOST_WAIT_MS = 800;
/** Nothing has moved for so long: what was left out is made up for. */
const REST_MS = 120;

interface Piece {
  run: () => void;
  /** How long it takes, on a moving mean. */
  cost_ms: number;
  /** When it may make a frame late. */
  due_ms: number;
  /** Whether it was left out of the last frame. */
  behind: boolean;
}

/** Does in each frame what fits, the first things first; what does not is done now and then, and once all is at rest. */
export class FrameShare {
  private readonly pieces: Piece[];
  private share_ms = MOST_SHARE_MS;
  private resting = 0;

  constructor(pieces: (() => void)[]) {
    this.pieces = pieces.map((run) => ({ run, cost_ms: 0, due_ms: 0, behind: false }));
  }

  /** Call once in each frame in which there is something new, with the time at which its work began. */
  frame(start_ms: number): void {
    clearTimeout(this.resting);
    // Once one piece has made a frame late, the others wait for the next.
    let full = false;
    for (const piece of this.pieces) {
      const now_ms = performance.now();
      const fits: boolean = now_ms - start_ms + piece.cost_ms <= this.share_ms;
      if (full || (!fits && now_ms < piece.due_ms)) {
        piece.behind = true;
        continue;
      }
      full = !fits;
      this.run(piece);
    }
    requestAnimationFrame(() => {
      const late = performance.now() - start_ms > LATE_MS;
      this.share_ms = late ? this.share_ms * SHRINK : Math.min(MOST_SHARE_MS, this.share_ms + GROWTH_MS);
    });
    if (this.pieces.some((piece) => piece.behind)) {
      this.resting = window.setTimeout(() => this.catchUp(), REST_MS);
    }
  }

  /** Leaves undone what was left out. */
  stop(): void {
    clearTimeout(this.resting);
    for (const piece of this.pieces) piece.behind = false;
  }

  private catchUp(): void {
    for (const piece of this.pieces) if (piece.behind) this.run(piece);
  }

  private run(piece: Piece): void {
    piece.behind = false;
    const start_ms = performance.now();
    piece.run();
    const end_ms = performance.now();
    piece.cost_ms += (end_ms - start_ms - piece.cost_ms) / 4;
    piece.due_ms = end_ms + Math.min(MOST_WAIT_MS, WAIT_FACTOR * piece.cost_ms);
  }
}
