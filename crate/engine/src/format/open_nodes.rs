//! The nodes of a walk that were met and still have edges left, by distance from a point.

use crate::grid::Point;

/// The nodes are kept in square cells of 2^8 grid units, as nearly always only the nearest few are asked for.
const CELL_BITS: u32 = 8;
/// Cells share this many lists.
const LISTS: usize = 1 << 10;

/// The open nodes.
#[derive(Debug)]
pub(super) struct OpenNodes {
    /// The open nodes and their positions, in the list of their cell.
    cells: Vec<Vec<(Point, u32)>>,
    count: usize,
    scratch: Vec<(u64, u32)>,
}

impl OpenNodes {
    pub(super) fn new() -> Self {
        Self { cells: vec![Vec::new(); LISTS], count: 0, scratch: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Notes an open node.
    pub(super) fn open(&mut self, point: Point, node: u32) {
        self.cells[list(cell(point))].push((point, node));
        self.count += 1;
    }

    /// Takes out a node that is open no more.
    pub(super) fn shut(&mut self, point: Point, node: u32) {
        let cell = &mut self.cells[list(cell(point))];
        if let Some(index) = cell.iter().position(|&(_, other)| other == node) {
            cell.swap_remove(index);
            self.count -= 1;
        }
    }

    /// How many open nodes are nearer to a point than a given one. Of equally near ones the one met first is nearer; the node `last`
    /// counts as the farthest.
    pub(super) fn rank(&self, at: Point, last: Option<u32>, (point, node): (Point, u32)) -> usize {
        let own = key(at, last, point, node);
        self.cells.iter().flatten().filter(|&&(point, node)| key(at, last, point, node) < own).count()
    }

    /// The open node of a rank, if there are so many.
    pub(super) fn at_rank(&mut self, at: Point, last: Option<u32>, rank: usize) -> Option<u32> {
        if rank >= self.count {
            return None;
        }
        self.scratch.clear();
        // All nodes nearer than the side of a cell are in the cells around.
        let certain = 1 << (2 * CELL_BITS);
        let (column, row) = cell(at);
        for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
            let cell = &self.cells[list((column + dx, row + dy))];
            let near = cell.iter().map(|&(point, node)| key(at, last, point, node));
            self.scratch.extend(near.filter(|&(distance, _)| distance < certain));
        }
        if self.scratch.len() <= rank {
            self.scratch.clear();
            let all = self.cells.iter().flatten().map(|&(point, node)| key(at, last, point, node));
            self.scratch.extend(all);
        }
        Some(self.scratch.select_nth_unstable(rank).1.1)
    }
}

fn cell(point: Point) -> (i32, i32) {
    (point.x >> CELL_BITS, point.y >> CELL_BITS)
}

/// The list that a cell shares with others; cells next to each other never share one.
fn list((column, row): (i32, i32)) -> usize {
    (column & 31 | (row & 31) << 5) as usize
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
