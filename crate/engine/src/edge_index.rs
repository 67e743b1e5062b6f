//! Which edges pass through or beside which square of the map: the one spatial index, used for snapping and for the arrival field.

use crate::error::{Error, ErrorCode, Result};
use crate::field::SIDE_WALK_LIMIT_M;
use crate::graph::Graph;
use crate::grid::Point;

/// Side of a tile in grid units, about 390 m: 32 cells of 11 units, the tile of the arrival field.
pub const TILE_UNITS: i32 = 352;

/// How far beside an edge ground may be its own, in grid units, each of which is longer than a metre.
const MARGIN: i32 = SIDE_WALK_LIMIT_M as i32;

/// A square of the world: tile `(column, row)` covers [`TILE_UNITS`] grid units from `column × TILE_UNITS` and `row × TILE_UNITS`
/// on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    /// Counted eastwards from longitude 0.
    pub column: i32,
    /// Counted northwards from the equator.
    pub row: i32,
}

impl Tile {
    /// The tile that holds a point.
    pub fn of(point: Point) -> Self {
        Self { column: point.x.div_euclid(TILE_UNITS), row: point.y.div_euclid(TILE_UNITS) }
    }

    /// Whether anything in a box, given by its south-western and north-eastern corner, may own ground in the tile.
    pub(crate) fn is_near(self, [low, high]: [Point; 2]) -> bool {
        let [west, south] = [self.column, self.row].map(|index| index * TILE_UNITS - MARGIN);
        let [east, north] = [west, south].map(|low| low + TILE_UNITS + 2 * MARGIN);
        low.x <= east && high.x >= west && low.y <= north && high.y >= south
    }
}

/// Which strips of a tile, each 32 grid units wide, something passes: bit by bit those that lie side by side in the lower half, those
/// that lie one above the other in the upper one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Strips(u32);

impl Strips {
    const UNIT_BITS: u32 = 5;

    /// Those that a box passes, given by its south-western and north-eastern corner; of what lies beyond the tile, those next to it.
    // In the loops that ask for it the module would be larger, and no faster.
    #[inline(never)]
    pub fn of(tile: Tile, [low, high]: [Point; 2]) -> Self {
        let span = |low: i32, high: i32, index: i32| {
            let strip = |at: i32| (at - index * TILE_UNITS).clamp(0, TILE_UNITS - 1) >> Self::UNIT_BITS;
            (2u32 << strip(high)) - (1 << strip(low))
        };
        Self(span(low.x, high.x, tile.column) | span(low.y, high.y, tile.row) << 16)
    }

    /// Those that are among these or among others.
    #[inline]
    fn union(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether what passes these strips may meet what passes others: both ways they share one.
    #[inline]
    pub fn may_meet(self, others: Self) -> bool {
        let shared = self.0 & others.0;
        shared & 0xFFFF != 0 && shared >> 16 != 0
    }
}

/// All strips have their bits.
const _: () = assert!(TILE_UNITS >> Strips::UNIT_BITS <= 16);

/// An edge that may own ground in a tile, and the strips of the tile that it passes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passing {
    pub edge: u32,
    pub strips: Strips,
}

/// For each tile around the data, the edges that may own ground in it: those with a segment whose bounding box comes within
/// [`SIDE_WALK_LIMIT_M`] of it.
#[derive(Debug, Clone)]
pub struct EdgeIndex {
    origin: Tile,
    columns: u32,
    rows: u32,
    first: Vec<u32>,
    passing: Vec<Passing>,
}

impl EdgeIndex {
    /// Indexes all edges of a graph, by counting and then filling (no sorting).
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`] if the points lie so far apart that the index would be much larger than the graph.
    pub fn new(graph: &Graph) -> Result<Self> {
        let network = graph.network();
        let all = || network.nodes.iter().chain(&network.inner_points);
        let Some(&first_point) = all().next() else { return Ok(Self::empty()) };
        let (mut low, mut high) = (first_point, first_point);
        for point in all() {
            low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
            high = Point { x: high.x.max(point.x), y: high.y.max(point.y) };
        }
        let around =
            |x: i32, y: i32, by: i32| Tile::of(Point { x: x.saturating_add(by), y: y.saturating_add(by) });
        let (origin, last) = (around(low.x, low.y, -MARGIN), around(high.x, high.y, MARGIN));
        let columns = origin.column.abs_diff(last.column) + 1;
        let rows = origin.row.abs_diff(last.row) + 1;
        let points = (network.nodes.len() + network.inner_points.len()) as u64;
        let tiles = u64::from(columns) * u64::from(rows);
        if tiles > most_tiles(points) {
            return Err(too_many_tiles(tiles, points));
        }
        let tiles = tiles as usize;
        let mut index = Self { origin, columns, rows, first: vec![0; tiles + 1], passing: vec![] };
        let pairs = index.pairs(graph, points)?;

        for &(tile, _) in &pairs {
            index.first[tile as usize + 1] += 1;
        }
        for tile in 0..tiles {
            index.first[tile + 1] += index.first[tile];
        }
        let mut next = index.first.clone();
        index.passing = vec![Passing { edge: 0, strips: Strips(0) }; pairs.len()];
        for (tile, passing) in pairs {
            let next = &mut next[tile as usize];
            index.passing[*next as usize] = passing;
            *next += 1;
        }
        Ok(index)
    }

    fn empty() -> Self {
        Self { origin: Tile { column: 0, row: 0 }, columns: 0, rows: 0, first: vec![0], passing: vec![] }
    }

    /// Each pair of a tile and an edge that may own ground in it, edge by edge.
    fn pairs(&self, graph: &Graph, points: u64) -> Result<Vec<(u32, Passing)>> {
        let mut pairs: Vec<(u32, Passing)> = Vec::with_capacity(graph.edge_count() * 2);
        // How many pairs there were with the last of a tile.
        let mut last_of_tile = vec![0; self.columns as usize * self.rows as usize];
        let corner = Point { x: self.origin.column * TILE_UNITS, y: self.origin.row * TILE_UNITS };
        // Counted from the corner, which is cheaper than from the middle of the world.
        let column = |x: i32| (x - corner.x) as u32 / TILE_UNITS as u32;
        let row = |y: i32| (y - corner.y) as u32 / TILE_UNITS as u32;
        let most = most_tiles(points);
        let mut looked_at = 0;
        for edge in 0..graph.edge_count() as u32 {
            let before = pairs.len();
            let [from, inner, to] = graph.stretches(edge);
            let mut a = from[0];
            for &b in inner.iter().chain(to) {
                let low = Point { x: a.x.min(b.x), y: a.y.min(b.y) };
                let high = Point { x: a.x.max(b.x), y: a.y.max(b.y) };
                a = b;
                let [west, east] = [column(low.x - MARGIN), column(high.x + MARGIN)];
                let [south, north] = [row(low.y - MARGIN), row(high.y + MARGIN)];
                looked_at += u64::from(east - west + 1) * u64::from(north - south + 1);
                if looked_at > most {
                    return Err(too_many_tiles(looked_at, points));
                }
                for row in south..=north {
                    for column in west..=east {
                        let tile = row * self.columns + column;
                        let at = Tile {
                            column: self.origin.column + column as i32,
                            row: self.origin.row + row as i32,
                        };
                        let strips = Strips::of(at, [low, high]);
                        let last = &mut last_of_tile[tile as usize];
                        if *last > before {
                            let known = &mut pairs[*last - 1].1.strips;
                            *known = known.union(strips);
                        } else {
                            pairs.push((tile, Passing { edge, strips }));
                            *last = pairs.len();
                        }
                    }
                }
            }
        }
        Ok(pairs)
    }

    /// The edges that may own ground in a tile, all that pass through it among them, ascending; none for a tile outside the data.
    pub fn edges(&self, tile: Tile) -> impl Iterator<Item = u32> {
        self.passing(tile).iter().map(|passing| passing.edge)
    }

    /// The same with the strips of the tile that each passes.
    pub(crate) fn passing(&self, tile: Tile) -> &[Passing] {
        let Some(slot) = self.slot(tile) else { return &[] };
        &self.passing[self.first[slot] as usize..self.first[slot + 1] as usize]
    }

    /// The tile in the south-west corner, and how many columns and rows of tiles there are.
    pub fn extent(&self) -> (Tile, u32, u32) {
        (self.origin, self.columns, self.rows)
    }

    fn slot(&self, tile: Tile) -> Option<usize> {
        let within = |index: i32, origin: i32, count: u32| {
            let offset = u32::try_from(i64::from(index) - i64::from(origin)).ok()?;
            (offset < count).then_some(offset as usize)
        };
        let column = within(tile.column, self.origin.column, self.columns)?;
        let row = within(tile.row, self.origin.row, self.rows)?;
        Some(row * self.columns as usize + column)
    }
}

/// How many tiles are in proportion to the number of points: a hundred times what real countrysides have.
fn most_tiles(points: u64) -> u64 {
    (100_000 + 100 * points).min(u32::MAX.into())
}

fn too_many_tiles(tiles: u64, points: u64) -> Error {
    let message = format!("network: {points} points are spread over {tiles} tiles of the map");
    Error::new(ErrorCode::Damaged, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_is_found_in_every_tile_it_passes_and_nowhere_else() {
        let graph = Graph::of_street(Point { x: -10, y: 5 }, Point { x: 2 * TILE_UNITS + 10, y: 5 });
        let index = EdgeIndex::new(&graph).unwrap();
        let found: Vec<i32> =
            (-3..6).filter(|&column| index.edges(Tile { column, row: 0 }).next().is_some()).collect();
        assert_eq!(found, [-1, 0, 1, 2]);
        assert_eq!(index.edges(Tile { column: 0, row: 1 }).next(), None);
        assert_eq!(index.edges(Tile { column: i32::MIN, row: i32::MAX }).next(), None);
    }

    #[test]
    fn boxes_that_share_a_point_of_a_tile_may_meet_and_most_others_cannot() {
        let tile = Tile { column: -2, row: 5 };
        let corner = Point { x: tile.column * TILE_UNITS, y: tile.row * TILE_UNITS };
        // From left of the tile to right of it, 50 long and 10 high.
        let boxes = || {
            (-40..TILE_UNITS).step_by(7).flat_map(move |x| {
                (-40..TILE_UNITS).step_by(90).map(move |y| {
                    let at = |dx: i32, dy: i32| Point { x: corner.x + x + dx, y: corner.y + y + dy };
                    [at(0, 0), at(50, 10)]
                })
            })
        };
        let (mut apart, mut told) = (0, 0);
        for [low, high] in boxes() {
            for other in boxes() {
                let shared = [
                    low.x.max(other[0].x).max(corner.x)
                        ..=high.x.min(other[1].x).min(corner.x + TILE_UNITS - 1),
                    low.y.max(other[0].y).max(corner.y)
                        ..=high.y.min(other[1].y).min(corner.y + TILE_UNITS - 1),
                ];
                let may_meet = Strips::of(tile, [low, high]).may_meet(Strips::of(tile, other));
                if shared.iter().any(|span| span.is_empty()) {
                    (apart, told) = (apart + 1, told + u32::from(!may_meet));
                } else {
                    assert!(may_meet, "{low:?} {high:?} {other:?}");
                }
            }
        }
        assert!(told > apart * 9 / 10, "{told} of {apart}");
    }

    #[test]
    fn points_at_the_ends_of_the_world_are_refused() {
        for far in [i32::MAX, 18_000_000] {
            let graph = Graph::of_street(Point { x: -far, y: -far }, Point { x: far, y: far });
            assert_eq!(EdgeIndex::new(&graph).unwrap_err().code(), ErrorCode::Damaged);
        }
    }
}
