/** Reads what the engine answers: numbers front to back, and the texts whose lengths stand among them. */

import type { Position, Snap } from './types.js';

/**
 * How an answer crosses the boundary: all numbers, and all texts joined; most answers hold no text. The numbers are a view into the
 * engine's memory and hold until the engine is called again.
 */
export type RawReply = [numbers: Float64Array, text: string];

export class Reply {
  private readonly numbers: Float64Array;
  private readonly texts: string;
  private at = 0;
  private textAt = 0;

  constructor([numbers, texts]: RawReply) {
    this.numbers = numbers;
    this.texts = texts;
  }

  number(): number {
    return this.numbers[this.at++]!;
  }

  flag(): boolean {
    return this.number() === 1;
  }

  /** As many numbers as the next number says. */
  column(): Float64Array {
    const length = this.number();
    this.at += length;
    return this.numbers.slice(this.at - length, this.at);
  }

  /** As many positions as the next number says, flat. */
  flatPositions(): Float64Array {
    const start = this.at + 1;
    this.at = start + 2 * this.number();
    return this.numbers.slice(start, this.at);
  }

  text(): string {
    const start = this.textAt;
    this.textAt += this.number();
    return this.texts.slice(start, this.textAt);
  }

  position(): Position {
    const at = this.at;
    this.at += 2;
    return [this.numbers[at]!, this.numbers[at + 1]!];
  }

  /** As many positions as the next number says. */
  positions(): Position[] {
    const { numbers } = this;
    const count = this.number();
    const list = new Array<Position>(count);
    let at = this.at;
    for (let index = 0; index < count; index++, at += 2) list[index] = [numbers[at]!, numbers[at + 1]!];
    this.at = at;
    return list;
  }

  /** As many items as the next number says. */
  list<T>(read: () => T): T[] {
    const list = new Array<T>(this.number());
    for (let index = 0; index < list.length; index++) list[index] = read();
    return list;
  }

  snap(): Snap {
    return { point: this.position(), distance_m: this.number() };
  }
}
