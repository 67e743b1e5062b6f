//! A priority queue for costs below a known limit: a row of buckets, each a linked list in one shared pool.

/// A node waiting at a cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiting {
    pub node: u32,
    pub cost_ms: u32,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    waiting: Waiting,
    next: u32,
}

const END: u32 = u32::MAX;

/// Nodes that were taken out of a bucket together and not looked at yet: the first of them.
#[derive(Debug)]
pub(crate) struct Taken(u32);

impl Taken {
    /// None.
    pub const NOTHING: Self = Self(END);
}

/// Costs of one bucket span 2^11 ms, about 2.7 m at 4.8 km/h: on street networks two thirds of all edges are longer, so
/// few nodes are improved while their own bucket is being emptied.
const BUCKET_BITS: u32 = 11;

/// Keeps its memory from question to question.
#[derive(Debug, Default)]
pub(crate) struct BucketQueue {
    heads: Vec<u32>,
    entries: Vec<Entry>,
    current: usize,
}

impl BucketQueue {
    /// Empties the queue and makes room for costs up to `limit_ms`.
    pub fn reset(&mut self, limit_ms: u32) {
        self.heads.clear();
        self.heads.resize((limit_ms >> BUCKET_BITS) as usize + 1, END);
        self.entries.clear();
        self.current = 0;
    }

    /// Adds a node; its cost must not exceed the limit nor lie below the current bucket.
    #[inline]
    pub fn push(&mut self, waiting: Waiting) {
        let head = &mut self.heads[(waiting.cost_ms >> BUCKET_BITS) as usize];
        self.entries.push(Entry { waiting, next: *head });
        *head = self.entries.len() as u32 - 1;
    }

    /// All nodes that were added, in that order, each as often as it was.
    pub fn all(&self) -> impl Iterator<Item = Waiting> {
        self.entries.iter().map(|entry| entry.waiting)
    }

    /// Takes any node of the current bucket. Those that were `taken` out of it together come first: so what comes next is known before
    /// anything is added, which takes less time than to ask the bucket for each.
    #[inline]
    pub fn pop_current(&mut self, taken: &mut Taken) -> Option<Waiting> {
        if taken.0 == END {
            taken.0 = std::mem::replace(self.heads.get_mut(self.current)?, END);
        }
        let entry = self.entries.get(taken.0 as usize)?;
        taken.0 = entry.next;
        Some(entry.waiting)
    }

    /// Goes to the next bucket and tells the lowest cost it can hold; `None` after the last.
    #[inline]
    pub fn advance(&mut self) -> Option<u32> {
        self.current += 1;
        while *self.heads.get(self.current)? == END {
            self.current += 1;
        }
        Some((self.current as u32) << BUCKET_BITS)
    }
}
