//! Items grouped by a key, in two flat columns.

/// The items of each key below a count, in the order given.
#[derive(Debug)]
pub(crate) struct Grouped {
    /// Length n + 1: the items of key `k` are `items[first[k]..first[k + 1]]`.
    first: Vec<u32>,
    items: Vec<u32>,
}

impl Grouped {
    /// Groups pairs of key and item.
    pub fn new(key_count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut first = vec![0u32; key_count + 1];
        for (key, _) in pairs.clone() {
            first[key as usize + 1] += 1;
        }
        for key in 0..key_count {
            first[key + 1] += first[key];
        }
        let mut next = first.clone();
        let mut items = vec![0; first[key_count] as usize];
        for (key, item) in pairs {
            items[next[key as usize] as usize] = item;
            next[key as usize] += 1;
        }
        Self { first, items }
    }

    /// The items of a key.
    pub fn of(&self, key: u32) -> &[u32] {
        &self.items[self.first[key as usize] as usize..self.first[key as usize + 1] as usize]
    }
}
