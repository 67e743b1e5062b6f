//! Which tiles a walk can touch.

use crate::costs::Costs;
use crate::edge_index::{EdgeIndex, Tile};
use crate::field::seed::FieldSeed;
use crate::field::{CELL_M, CELL_UNITS, SIDE_WALK_LIMIT_M};
use crate::graph::Graph;
use crate::grid::Point;
use crate::search::PathTree;

/// The tiles that a walk of `last_ms` can touch: south-western and north-eastern; `None` if nothing is reached. No cell on
/// the rim of them is reached.
pub(super) fn reachable_tiles(
    graph: &Graph,
    costs: &Costs,
    tree: &PathTree,
    seeds: &[FieldSeed],
    last_ms: u32,
) -> Option<[Tile; 2]> {
    let first = seeds.first()?;
    let scale = graph.grid().scale_at(f64::from(first.cell[1] * CELL_UNITS));
    let units_per_m = 1.01 / scale.x_m.min(scale.y_m);
    let units_per_ms = units_per_m * 1000.0 / f64::from(costs.straight_ms(1000.0).max(1));
    let margin = (SIDE_WALK_LIMIT_M + CELL_M) * units_per_m + 1.0;
    // In whole numbers, as nodes are many: units of 2^-32, rounded up.
    let [margin, units_per_ms] = [margin, units_per_ms * 4_294_967_296.0].map(|units| units as u64 + 1);
    let radius = |left_ms: u32| (margin + ((u64::from(left_ms) * units_per_ms) >> 32)) as i32;
    let mut bounds =
        Bounds { low: Point { x: i32::MAX, y: i32::MAX }, high: Point { x: i32::MIN, y: i32::MIN } };
    for seed in seeds {
        let left_ms = last_ms.saturating_sub(seed.cost_ms);
        // The seeds' nodes cover what lies beyond their edges.
        let edge_m = f64::from(graph.length_mm(seed.edge)) / 1000.0 + CELL_M;
        let [x, y] = seed.cell.map(|cell| cell * CELL_UNITS);
        bounds.include(Point { x, y }, radius(left_ms.min(costs.straight_ms(edge_m))));
    }
    let costs = tree.node_costs();
    for &node in tree.settled() {
        if let Some(left_ms) = costs.cost_ms(node).and_then(|cost_ms| last_ms.checked_sub(cost_ms)) {
            bounds.include(graph.node(node), radius(left_ms));
        }
    }
    Some([Tile::of(bounds.low), Tile::of(bounds.high)])
}

/// Those of some tiles that are not outside the data, with a rim of one tile around them: so a long walk takes no more memory than
/// there is ground.
pub(super) fn with_ground(index: &EdgeIndex, [first, last]: [Tile; 2]) -> [Tile; 2] {
    let (origin, columns, rows) = index.extent();
    let west = first.column.max(origin.column - 1);
    let south = first.row.max(origin.row - 1);
    let east = last.column.min(origin.column + columns as i32);
    let north = last.row.min(origin.row + rows as i32);
    [Tile { column: west, row: south }, Tile { column: east, row: north }]
}

/// A box of grid units.
struct Bounds {
    low: Point,
    high: Point,
}

impl Bounds {
    /// Takes in a square around a point.
    #[inline]
    fn include(&mut self, Point { x, y }: Point, radius: i32) {
        self.low = Point { x: self.low.x.min(x - radius), y: self.low.y.min(y - radius) };
        self.high = Point { x: self.high.x.max(x + radius), y: self.high.y.max(y + radius) };
    }
}
