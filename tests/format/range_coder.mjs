/** The range coder of blocks and backdrops, as FORMAT.md has it ("Range coder"). */

/** Models by index, each with the probability of a 1 and how often it was met. */
export class Models {
  constructor(count) {
    this.probability = new Uint16Array(count).fill(32768);
    this.met = new Uint8Array(count);
  }
}

/** Models of one use that are there once for each context. */
export class Under {
  constructor(make) {
    this.make = make;
    this.known = new Map();
  }

  of(...context) {
    const key = context.join();
    if (!this.known.has(key)) this.known.set(key, this.make());
    return this.known.get(key);
  }
}

export const underBit = () => new Under(() => new Models(1));
export const underTree = (size) => new Under(() => new Models(size));
export const underNumber = (lengths = 32) => new Under(() => new NumberModels(lengths));
export const underSigned = (lengths = 32) => new Under(() => new SignedModels(lengths));

export class NumberModels {
  constructor(lengths = 32) {
    this.lengths = lengths;
    this.length = new Models(lengths);
    this.tops = Array.from({ length: lengths }, () => new Models(4));
  }
}

export class SignedModels {
  constructor(lengths = 32) {
    this.number = new NumberModels(lengths);
    this.negative = new Models(1);
  }
}

export class RangeDecoder {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.range = 2 ** 32 - 1;
    this.code = 0;
    for (let i = 0; i < 4; i++) this.code = this.code * 256 + this.next();
  }

  next() {
    return this.at < this.bytes.length ? this.bytes[this.at++] : 0;
  }

  refill() {
    while (this.range < 2 ** 24) {
      this.range *= 256;
      this.code = (this.code * 256 + this.next()) % 2 ** 32;
    }
  }

  bit(models, index = 0) {
    const p = models.probability[index];
    const n = models.met[index];
    const bound = (this.range >>> 16) * p;
    const step = Math.floor(655360 / (10 * n + 16));
    const isOne = this.code < bound;
    if (isOne) {
      this.range = bound;
      models.probability[index] = p + Math.floor(((65504 - p) * step) / 65536);
    } else {
      this.code -= bound;
      this.range -= bound;
      models.probability[index] = p - Math.floor(((p - 32) * step) / 65536);
    }
    if (n < 63) models.met[index] = n + 1;
    this.refill();
    return isOne ? 1 : 0;
  }

  /** A number below a total, all equally likely. */
  uniform(total) {
    if (total > 65536) {
      const high = this.uniform(((total - 1) >>> 12) + 1);
      return high * 4096 + this.uniform(4096);
    }
    const share = Math.floor(this.range / total);
    const value = Math.min(Math.floor(this.code / share), total - 1);
    this.code -= value * share;
    this.range = share;
    this.refill();
    return value;
  }

  tree(models, size) {
    let node = 1;
    while (node < size) node = node * 2 + this.bit(models, node);
    return node - size;
  }

  plain(bits) {
    let value = 0;
    for (let left = bits; left > 0; left -= 12) {
      const piece = Math.min(left, 12);
      value = value * 2 ** piece + this.uniform(2 ** piece);
    }
    return value;
  }

  number(models) {
    return this.below(models.tops, this.tree(models.length, models.lengths));
  }

  /** A number of a known length in bits. */
  below(tops, length) {
    if (length < 2) return length;
    const top = Math.min(2, length - 1);
    const value = 2 ** top + this.tree(tops[length], 2 ** top);
    const rest = length - 1 - top;
    return value * 2 ** rest + this.plain(rest);
  }

  signed(models) {
    const number = this.number(models.number);
    return number && this.bit(models.negative) ? -number : number;
  }
}

/** How many bits a number has, at most so many. */
export const bits = (number, most = 32) => Math.min(32 - Math.clz32(number), most);
