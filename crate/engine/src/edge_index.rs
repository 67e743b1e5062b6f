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

/// For each tile around the data, the edges that may own ground in it: those with a segment whose bounding box comes within
/// [`SIDE_WALK_LIMIT_M`] of it.
#[derive(Debug, Clone)]
pub struct EdgeIndex {
    origin: Tile,
    columns: u32,
    rows: u32,
    first: Vec<u32>,
    edges: Vec<u32>,
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
        let mut index = Self { origin, columns, rows, first: vec![0; tiles + 1], edges: vec![] };
        let pairs = index.pairs(graph, points)?;

        for &(tile, _) in &pairs {
            index.first[tile as usize + 1] += 1;
        }
        for tile in 0..tiles {
            index.first[tile + 1] += index.first[tile];
        }
        let mut next = index.first.clone();
        index.edges = vec![0; pairs.len()];
        for (tile, edge) in pairs {
            let next = &mut next[tile as usize];
            index.edges[*next as usize] = edge;
            *next += 1;
        }
        Ok(index)
    }

    fn empty() -> Self {
        Self { origin: Tile { column: 0, row: 0 }, columns: 0, rows: 0, first: vec![0], edges: vec![] }
    }

    /// Each pair of a tile and an edge that may own ground in it, edge by edge.
    fn pairs(&self, graph: &Graph, points: u64) -> Result<Vec<(u32, u32)>> {
        let mut pairs = Vec::with_capacity(graph.edge_count() * 2);
        let mut last_edge_of_tile = vec![u32::MAX; self.columns as usize * self.rows as usize];
        let corner = Point { x: self.origin.column * TILE_UNITS, y: self.origin.row * TILE_UNITS };
        // Counted from the corner, which is cheaper than from the middle of the world.
        let column = |x: i32| (x - corner.x) as u32 / TILE_UNITS as u32;
        let row = |y: i32| (y - corner.y) as u32 / TILE_UNITS as u32;
        let most = most_tiles(points);
        let mut looked_at = 0;
        for edge in 0..graph.edge_count() as u32 {
            let [from, inner, to] = graph.stretches(edge);
            let mut a = from[0];
            for &b in inner.iter().chain(to) {
                let [west, east] = [column(a.x.min(b.x) - MARGIN), column(a.x.max(b.x) + MARGIN)];
                let [south, north] = [row(a.y.min(b.y) - MARGIN), row(a.y.max(b.y) + MARGIN)];
                a = b;
                looked_at += u64::from(east - west + 1) * u64::from(north - south + 1);
                if looked_at > most {
                    return Err(too_many_tiles(looked_at, points));
                }
                for tiles in (south..=north).map(|row| row * self.columns) {
                    for tile in tiles + west..=tiles + east {
                        let last_edge = &mut last_edge_of_tile[tile as usize];
                        if *last_edge != edge {
                            *last_edge = edge;
                            pairs.push((tile, edge));
                        }
                    }
                }
            }
        }
        Ok(pairs)
    }

    /// The edges that may own ground in a tile, all that pass through it among them, ascending; none for a tile outside the data.
    pub fn edges(&self, tile: Tile) -> &[u32] {
        let Some(slot) = self.slot(tile) else { return &[] };
        &self.edges[self.first[slot] as usize..self.first[slot + 1] as usize]
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
            (-3..6).filter(|&column| !index.edges(Tile { column, row: 0 }).is_empty()).collect();
        assert_eq!(found, [-1, 0, 1, 2]);
        assert!(index.edges(Tile { column: 0, row: 1 }).is_empty());
        assert!(index.edges(Tile { column: i32::MIN, row: i32::MAX }).is_empty());
    }

    #[test]
    fn points_at_the_ends_of_the_world_are_refused() {
        for far in [i32::MAX, 18_000_000] {
            let graph = Graph::of_street(Point { x: -far, y: -far }, Point { x: far, y: far });
            assert_eq!(EdgeIndex::new(&graph).unwrap_err().code(), ErrorCode::Damaged);
        }
    }
}
