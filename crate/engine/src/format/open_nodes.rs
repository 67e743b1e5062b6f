//! The nodes of a walk that were met and still have edges left, by distance from a point.

use crate::grid::Point;

/// The nodes are kept in square cells of 2^6 grid units, as nearly always only the nearest few are asked for.
const CELL_BITS: u32 = 6;
const CELL_SIDE: i32 = 1 << CELL_BITS;
/// Cells share 2^5 × 2^5 lists.
const LIST_BITS: u32 = 5;
const LISTS: usize = 1 << (2 * LIST_BITS);
/// Nodes so many cells away, and those of such a rank, are found by looking at all.
const MAX_RING: i32 = 5;
const MAX_NEAR: usize = 32;

/// No node.
const NONE: u32 = u32::MAX;

/// The open nodes.
#[derive(Debug)]
pub(super) struct OpenNodes {
    /// The first open node in the list of each cell.
    first: Vec<u32>,
    /// For each node met: where it is, and the next one in its list.
    nodes: Vec<(Point, u32)>,
    count: usize,
    scratch: Vec<(u64, u32)>,
}

impl OpenNodes {
    pub(super) fn new() -> Self {
        Self { first: vec![NONE; LISTS], nodes: Vec::new(), count: 0, scratch: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Notes an open node. Nodes are numbered from 0 in the order in which they are met.
    pub(super) fn open(&mut self, point: Point, node: u32) {
        let first = &mut self.first[list(cell(point))];
        self.nodes.resize(node as usize, (Point::default(), NONE));
        self.nodes.push((point, *first));
        *first = node;
        self.count += 1;
    }

    /// Takes out a node that is open no more.
    pub(super) fn shut(&mut self, point: Point, node: u32) {
        let after = self.nodes[node as usize].1;
        let mut before = &mut self.first[list(cell(point))];
        if *before != node {
            let mut at = *before;
            while self.nodes[at as usize].1 != node {
                at = self.nodes[at as usize].1;
            }
            before = &mut self.nodes[at as usize].1;
        }
        *before = after;
        self.count -= 1;
    }

    /// How many open nodes are nearer to a point than a given one. Of equally near ones the one met first is nearer; the node `last`
    /// counts as the farthest.
    pub(super) fn rank(&self, at: Point, last: Option<u32>, (point, node): (Point, u32)) -> usize {
        let own = key(at, last, point, node);
        let lists = 0..LISTS;
        lists
            .flat_map(|list| self.listed(list))
            .filter(|&(point, node)| key(at, last, point, node) < own)
            .count()
    }

    /// The open node of a rank, if there are so many.
    pub(super) fn at_rank(&mut self, at: Point, last: Option<u32>, rank: usize) -> Option<u32> {
        if rank >= self.count {
            return None;
        }
        let mut found = std::mem::take(&mut self.scratch);
        let node = if rank < MAX_NEAR && self.find_near(&mut found, at, last, rank) {
            found[rank].1
        } else {
            found.clear();
            let all = (0..LISTS).flat_map(|list| self.listed(list));
            found.extend(all.map(|(point, node)| key(at, last, point, node)));
            of_rank(&mut found, rank)
        };
        self.scratch = found;
        Some(node)
    }

    /// Finds the nearest nodes up to a rank in the cells around, unless they lie farther away.
    fn find_near(&self, nearest: &mut Vec<(u64, u32)>, at: Point, last: Option<u32>, rank: usize) -> bool {
        nearest.clear();
        let (column, row) = cell(at);
        let inset = |along: i32| (along & (CELL_SIDE - 1)).min(!along & (CELL_SIDE - 1));
        for ring in 0..MAX_RING {
            for dy in -ring..=ring {
                let mut dx = -ring;
                while dx <= ring {
                    for (point, node) in self.listed(list((column + dx, row + dy))) {
                        let own = key(at, last, point, node);
                        if nearest.get(rank).is_none_or(|farthest| own < *farthest) {
                            nearest.truncate(rank);
                            let place = nearest
                                .iter()
                                .rposition(|nearer| *nearer < own)
                                .map_or(0, |nearer| nearer + 1);
                            nearest.insert(place, own);
                        }
                    }
                    dx += if dy.abs() == ring { 1 } else { 2 * ring };
                }
            }
            // All nodes nearer than the cells beyond were seen.
            let certain = i64::from(ring * CELL_SIDE + inset(at.x).min(inset(at.y)) + 1);
            if nearest.get(rank).is_some_and(|farthest| farthest.0 < (certain * certain) as u64) {
                return true;
            }
        }
        false
    }

    fn listed(&self, list: usize) -> impl Iterator<Item = (Point, u32)> + '_ {
        let mut next = self.first[list];
        std::iter::from_fn(move || {
            let node = next;
            let &(point, after) = self.nodes.get(node as usize)?;
            next = after;
            Some((point, node))
        })
    }
}

fn cell(point: Point) -> (i32, i32) {
    (point.x >> CELL_BITS, point.y >> CELL_BITS)
}

/// The list that a cell shares with others; cells less than 2^5 columns and rows apart never share one.
fn list((column, row): (i32, i32)) -> usize {
    let mask = (1 << LIST_BITS) - 1;
    (column & mask | (row & mask) << LIST_BITS) as usize
}

/// The node of a rank among keys, all of which are others; most keys are dropped. Byte by byte, from the top: the keys that
/// begin as that one does are kept.
fn of_rank(keys: &mut Vec<(u64, u32)>, mut rank: usize) -> u32 {
    for shift in (0..96).step_by(8).rev() {
        if keys.len() == 1 {
            break;
        }
        let byte = |&(distance, node): &(u64, u32)| match shift {
            32.. => (distance >> (shift - 32)) as u8,
            _ => (node >> shift) as u8,
        };
        let mut counts = [0; 1 << 8];
        keys.iter().for_each(|key| counts[usize::from(byte(key))] += 1);
        let mut wanted = 0;
        while rank >= counts[usize::from(wanted)] {
            rank -= counts[usize::from(wanted)];
            wanted += 1;
        }
        keys.retain(|key| byte(key) == wanted);
    }
    keys[0].1
}

/// What nodes are ordered by: the squared distance, then the order in which they were met.
fn key(at: Point, last: Option<u32>, point: Point, node: u32) -> (u64, u32) {
    let (dx, dy) = (i64::from(point.x) - i64::from(at.x), i64::from(point.y) - i64::from(at.y));
    (if last == Some(node) { u64::MAX } else { (dx * dx + dy * dy) as u64 }, node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_those_of_a_plain_sort() {
        let mut nodes = OpenNodes::new();
        let mut points = Vec::new();
        let mut seed = 1u32;
        for node in 0..400 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let point = Point { x: (seed >> 20) as i32 - 2048, y: (seed >> 8 & 0xfff) as i32 - 2048 };
            nodes.open(point, node);
            points.push((point, node));
        }
        let gone = [3, 77, 399, 0];
        for node in gone {
            nodes.shut(points[node as usize].0, node);
        }
        points.retain(|&(_, node)| !gone.contains(&node));
        let all = (0..400).step_by(7).filter_map(|node| points.iter().find(|other| other.1 == node).copied());
        for (at, near) in all.collect::<Vec<_>>() {
            let mut sorted: Vec<(u64, u32)> =
                points.iter().map(|&(point, node)| key(at, Some(near), point, node)).collect();
            sorted.sort();
            for rank in [0, 1, 5, 50, sorted.len() - 1] {
                let node = nodes.at_rank(at, Some(near), rank).unwrap();
                assert_eq!(node, sorted[rank].1);
                let point = points.iter().find(|other| other.1 == node).unwrap().0;
                assert_eq!(nodes.rank(at, Some(near), (point, node)), rank);
            }
            assert_eq!(nodes.at_rank(at, None, sorted.len()), None);
        }
    }
}
