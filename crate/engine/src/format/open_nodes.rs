//! The nodes of a walk that were met and still have edges left, by distance from a point.

use crate::grid::Point;

/// The open nodes.
#[derive(Debug, Default)]
pub(super) struct OpenNodes {
    /// Position and number of each open node, in no order.
    open: Vec<(Point, u32)>,
    /// Where each node met is in `open`, if it is.
    slot: Vec<u32>,
    scratch: Vec<(u64, u32)>,
}

impl OpenNodes {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Notes the next node met, open or not.
    pub(super) fn meet(&mut self, point: Point, is_open: bool) {
        let node = self.slot.len() as u32;
        self.slot.push(self.open.len() as u32);
        if is_open {
            self.open.push((point, node));
        }
    }

    /// Takes out a node that is open no more.
    pub(super) fn shut(&mut self, node: u32) {
        let slot = self.slot[node as usize] as usize;
        self.open.swap_remove(slot);
        if let Some(&(_, moved)) = self.open.get(slot) {
            self.slot[moved as usize] = slot as u32;
        }
    }

    /// How many open nodes are nearer to a point than a given one. Of equally near ones the one met first is nearer; `last` is the farthest.
    pub(super) fn rank(&self, at: Point, last: Option<u32>, node: u32) -> usize {
        let key = |&(point, node): &(Point, u32)| distance_key(at, last, point, node);
        let own = key(&self.open[self.slot[node as usize] as usize]);
        self.open.iter().filter(|other| key(other) < own).count()
    }

    /// The open node of a rank, if there are so many.
    pub(super) fn at_rank(&mut self, at: Point, last: Option<u32>, rank: usize) -> Option<u32> {
        let keys = self.open.iter().map(|&(point, node)| distance_key(at, last, point, node));
        if rank == 0 {
            return keys.min().map(|(_, node)| node);
        }
        if rank >= self.open.len() {
            return None;
        }
        self.scratch.clear();
        self.scratch.extend(keys);
        Some(self.scratch.select_nth_unstable(rank).1.1)
    }
}

fn distance_key(at: Point, last: Option<u32>, point: Point, node: u32) -> (u64, u32) {
    let (dx, dy) = (i64::from(point.x) - i64::from(at.x), i64::from(point.y) - i64::from(at.y));
    (if last == Some(node) { u64::MAX } else { (dx * dx + dy * dy) as u64 }, node)
}
