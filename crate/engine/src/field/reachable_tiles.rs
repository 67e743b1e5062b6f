//! Which tiles a walk can touch.

use crate::costs::Costs;
use crate::edge_index::{EdgeIndex, Tile};
use crate::field::seed::FieldSeed;
use crate::field::{CELL_M, CELL_UNITS, SIDE_WALK_LIMIT_M};
use crate::graph::Graph;
use crate::grid::Point;

/// The tiles that a walk of `last_ms` can touch: south-western and north-eastern; `None` if nothing is reached. No cell on
/// the rim of them is reached.
///
/// Nothing is quicker than a straight walk on the flat, so how far that leads from the seeds is all that is asked: where the walk did
/// go, tile by tile, is soon told.
pub(super) fn reachable_tiles(
    graph: &Graph,
    costs: &Costs,
    seeds: &[FieldSeed],
    last_ms: u32,
) -> Option<[Tile; 2]> {
    let first = seeds.first()?;
    let scale = graph.grid().scale_at(f64::from(first.cell[1] * CELL_UNITS));
    // A hundredth more, as the scale changes on the way north.
    let units_per_m = 1.01 / scale.x_m.min(scale.y_m);
    let mut bounds: Option<[[i32; 2]; 2]> = None;
    for seed in seeds {
        let walked_m = f64::from(last_ms.saturating_sub(seed.cost_ms)) / costs.ms_per_m();
        let radius = ((walked_m + SIDE_WALK_LIMIT_M + CELL_M) * units_per_m) as i32 + 1;
        let corner = |sign: i32| seed.cell.map(|cell| cell * CELL_UNITS + sign * radius);
        let (low, high) = (corner(-1), corner(1));
        let [lowest, highest] = bounds.unwrap_or([low, high]);
        bounds = Some([
            [lowest[0].min(low[0]), lowest[1].min(low[1])],
            [highest[0].max(high[0]), highest[1].max(high[1])],
        ]);
    }
    bounds.map(|corners| corners.map(|[x, y]| Tile::of(Point { x, y })))
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
