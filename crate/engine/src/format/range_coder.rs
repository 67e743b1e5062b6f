//! An adaptive binary range coder: each yes-or-no decision costs as many bits as it is surprising.
//!
//! The coder is LZMA's (Igor Pavlov), its models those of the PAQ family: a probability that moves towards each
//! decision by 1/2, 1/3, 1/4 … of the way, so that it learns fast at first and is steady later.

/// The probability that a decision is 1, in units of 1/65536 in the upper half, and how often it has been met in the lower one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bit(u32);

/// A decision moves its probability by at least one part in so many.
const SLOWEST: usize = 64;

/// 65536 / (n + 1.6) for a decision that was met n times.
const STEPS: [u32; 256] = {
    let mut steps = [0; 256];
    let mut met = 0;
    while met < SLOWEST {
        steps[met] = 655_360 / (10 * met as u32 + 16);
        met += 1;
    }
    steps
};

impl Bit {
    pub(super) const NEW: Self = Self(1 << 31);

    /// The share of a range for the decision 1.
    #[inline(always)]
    fn bound(self, range: u32) -> u32 {
        (range >> 16) * (self.0 >> 16)
    }

    /// Moves the probability towards a decision. It stays within 32..=65504, so that neither ever becomes impossible.
    #[inline(always)]
    fn learn(&mut self, bit: bool) {
        let (probability, met) = (self.0 >> 16, self.0 as u8);
        let step = STEPS[usize::from(met)];
        let upper_half = !0xFFFF;
        // All ones for 0, which adding one and turning every bit over makes a sign: nothing to branch on.
        let if_not = u32::from(bit).wrapping_sub(1);
        let apart = (65_504 - probability) & !if_not | (probability - 32) & if_not;
        let by = (apart * step) & upper_half;
        self.0 = self.0.wrapping_add((by ^ if_not).wrapping_sub(if_not));
        self.0 += u32::from(usize::from(met) < SLOWEST - 1);
    }
}

/// Below this the range is widened by a byte.
const MIN_RANGE: u32 = 1 << 24;

/// What writes or reads decisions. Each method takes the value to write and returns it; a reader ignores the one given and returns
/// the one read, so that one description of a structure serves both.
pub(super) trait Coder {
    /// Whether this is a reader.
    const READS: bool;

    /// A decision with a learned probability, for loops of many: it is no call.
    fn decide(&mut self, model: &mut Bit, bit: bool) -> bool;

    /// A decision with a learned probability.
    // In all places where one is made it would take 1 KB of the module.
    #[inline(never)]
    fn bit(&mut self, model: &mut Bit, bit: bool) -> bool {
        self.decide(model, bit)
    }

    /// A number below `total` (1 to 2^16), all equally likely.
    fn uniform(&mut self, total: u32, value: u32) -> u32;

    /// A number below `models.len()`, a power of two: bit by bit from the highest, each under the bits above it.
    fn tree(&mut self, models: &mut [Bit], value: u32) -> u32 {
        let mut node = 1;
        let mut level = models.len() >> 1;
        while level > 0 {
            let bit = self.decide(&mut models[node], value as usize & level != 0);
            node = node << 1 | usize::from(bit);
            level >>= 1;
        }
        (node - models.len()) as u32
    }

    /// The lowest `count` bits (up to 64) of a number, all equally likely.
    fn plain_bits(&mut self, count: u32, value: u64) -> u64 {
        let mut result = 0;
        let mut left = count;
        while left > 0 {
            let taken = left.min(12);
            left -= taken;
            let part = self.uniform(1 << taken, (value >> left) as u32 & ((1 << taken) - 1));
            result = result << taken | u64::from(part);
        }
        result
    }

    /// A number of fewer than `LENGTHS` bits: its length in bits under `lengths`, the two bits after the leading one under
    /// `tops` (four for each length), the rest plain.
    fn number<const LENGTHS: usize>(&mut self, models: &mut NumberModels<LENGTHS>, value: u64) -> u64 {
        let length = self.tree(&mut models.lengths, u64::BITS - value.leading_zeros());
        self.below_leading_bit(length, &mut models.tops, value)
    }

    /// What follows the length of a number: the bits below its leading one.
    fn below_leading_bit(&mut self, length: u32, tops: &mut [[Bit; 4]], value: u64) -> u64 {
        if length < 2 {
            return length.into();
        }
        let top_bits = (length - 1).min(2);
        let rest_bits = length - 1 - top_bits;
        let top_models = &mut tops[length as usize][..1 << top_bits];
        let top = self.tree(top_models, (value >> rest_bits) as u32 & ((1 << top_bits) - 1));
        let rest = if rest_bits > 0 { self.plain_bits(rest_bits, value) } else { 0 };
        (1 << (length - 1)) | u64::from(top) << rest_bits | rest
    }

    /// A signed number: its size, then whether it is negative.
    fn signed<const LENGTHS: usize>(&mut self, models: &mut NumberModels<LENGTHS>, value: i64) -> i64 {
        let size = self.number(models, value.unsigned_abs()) as i64;
        if size != 0 && self.bit(&mut models.negative, value < 0) { size.wrapping_neg() } else { size }
    }
}

/// The models of numbers of one kind, with fewer than `LENGTHS` bits (a power of two).
#[derive(Debug, Clone)]
pub(super) struct NumberModels<const LENGTHS: usize = 32> {
    lengths: [Bit; LENGTHS],
    tops: [[Bit; 4]; LENGTHS],
    negative: Bit,
}

impl<const LENGTHS: usize> NumberModels<LENGTHS> {
    pub(super) const NEW: Self =
        Self { lengths: [Bit::NEW; LENGTHS], tops: [[Bit::NEW; 4]; LENGTHS], negative: Bit::NEW };
}

/// Writes decisions.
#[derive(Debug)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    low: u64,
    range: u32,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::new(), low: 0, range: u32::MAX }
    }

    /// The bytes, without zero bytes at the end: a reader goes on as if there were more of them.
    pub(super) fn finish(mut self) -> Vec<u8> {
        // Of all the values that mean the same, the one with the most zero bits at its end.
        let zeros = (1 << self.range.ilog2()) - 1;
        self.low = (self.low + u64::from(self.range) - 1) & !zeros;
        for _ in 0..4 {
            self.shift();
        }
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        self.bytes
    }

    fn narrow(&mut self, start: u32, size: u32) {
        self.low += u64::from(start);
        self.range = size;
        while self.range < MIN_RANGE {
            self.range <<= 8;
            self.shift();
        }
    }

    /// Moves the highest byte of the 32 out, adding a carry to those before it.
    fn shift(&mut self) {
        if self.low >> 32 != 0 {
            for byte in self.bytes.iter_mut().rev() {
                *byte = byte.wrapping_add(1);
                if *byte != 0 {
                    break;
                }
            }
        }
        self.bytes.push((self.low >> 24) as u8);
        self.low = (self.low & 0x00FF_FFFF) << 8;
    }
}

impl Coder for Writer {
    const READS: bool = false;

    fn decide(&mut self, model: &mut Bit, bit: bool) -> bool {
        let bound = model.bound(self.range);
        model.learn(bit);
        if bit {
            self.narrow(0, bound)
        } else {
            self.narrow(bound, self.range - bound)
        }
        bit
    }

    fn uniform(&mut self, total: u32, value: u32) -> u32 {
        let share = self.range / total;
        self.narrow(share * value, share);
        value
    }
}

/// Reads decisions.
///
/// Decisions are hard to foresee, for a processor too: nothing here branches on one, and as good as nothing on how far the range has
/// narrowed.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    next: usize,
    range: u32,
    /// In the upper half the value read so far, less the start of the range; below it `ahead` bits that come next.
    code: u64,
    ahead: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut this = Self { bytes, next: 0, range: u32::MAX, code: 0, ahead: 0 };
        this.read_ahead();
        this.code <<= 32;
        this.ahead = 0;
        this.read_ahead();
        this
    }

    /// Fills up the bits that come next.
    // Few decisions need it, so that it need not stand at all of them.
    #[inline(never)]
    fn read_ahead(&mut self) {
        let rest = self.bytes.get(self.next..).unwrap_or_default();
        let word = rest.first_chunk().map_or_else(
            || (0..4).fold(0, |word, at| word << 8 | rest.get(at).map_or(0, |&byte| u32::from(byte))),
            |chunk| u32::from_be_bytes(*chunk),
        );
        self.code |= u64::from(word >> self.ahead);
        self.next += (32 - self.ahead) as usize / 8;
        self.ahead = 32;
    }

    /// Takes a part of the range, given by its start and size; its size is at least 2^8.
    #[inline(always)]
    fn narrow(&mut self, start: u32, size: u32) {
        let widened_by = size.leading_zeros() & !7;
        self.range = size << widened_by;
        self.code = (self.code - (u64::from(start) << 32)) << widened_by;
        self.ahead -= widened_by;
        if self.ahead < 16 {
            self.read_ahead();
        }
    }
}

impl Coder for Reader<'_> {
    const READS: bool = true;

    #[inline(always)]
    fn decide(&mut self, model: &mut Bit, _: bool) -> bool {
        let bound = model.bound(self.range);
        let bit = ((self.code >> 32) as u32) < bound;
        model.learn(bit);
        let if_bit = u32::from(bit).wrapping_neg();
        self.narrow(bound & !if_bit, bound & if_bit | (self.range - bound) & !if_bit);
        bit
    }

    // The module is smaller so, and reads as fast.
    #[inline(never)]
    fn uniform(&mut self, total: u32, _: u32) -> u32 {
        let share = self.range / total;
        let value = ((self.code >> 32) as u32 / share).min(total - 1);
        self.narrow(share * value, share);
        value
    }
}
