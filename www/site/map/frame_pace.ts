/** A frame that takes longer is one of less than fifty a second. */
const SLOW_MS = 20;
/** So many slow frames more than quick ones, and the device counts as slow. */
const MOST_SLOW = 5;

/** Finds out whether this device keeps up with drawing in each frame. */
export class FramePace {
  private slow = 0;
  private waiting = false;

  /** Whether what moves should be drawn more coarsely. Once that is so it stays so: a change would catch the eye. */
  get behind(): boolean {
    return this.slow > MOST_SLOW;
  }

  /** Call in a frame that draws: measures how long it takes until the next can begin. */
  note(): void {
    if (this.behind || this.waiting) return;
    const start = performance.now();
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      this.slow = performance.now() - start > SLOW_MS ? this.slow + 1 : Math.max(0, this.slow - 1);
    });
  }
}
