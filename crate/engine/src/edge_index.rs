//! Which edges pass through which square of the map: the one spatial index, used for snapping and for the arrival field.

use crate::error::{Error, ErrorCode, Result};
use crate::graph::Graph;
use crate::grid::Point;

/// Side of a tile in grid units, about 320 m: 32 cells of 9 units, the tile of the arrival field.
pub const TILE_UNITS: i32 = 288;

/// A square of the world: tile `(column, row)` covers the grid units `column × 288 ..` by `row × 288 ..`.
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
}

/// For each tile of the data's extent, the edges with a segment whose bounding box touches it.
#[derive(Debug, Clone)]
pub struct EdgeIndex {
    origin: Tile,
    columns: u32,
    rows: u32,
    first: Vec<u32>,
    edges: Vec<u32>,
}

impl EdgeIndex {
    /// Indexes all edges of a graph, by counting and then filling (two passes, no sorting).
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
        let (origin, last) = (Tile::of(low), Tile::of(high));
        let columns = origin.column.abs_diff(last.column) + 1;
        let rows = origin.row.abs_diff(last.row) + 1;
        let points = (network.nodes.len() + network.inner_points.len()) as u64;
        let tiles = bounded(u64::from(columns) * u64::from(rows), points)?;
        let mut index = Self { origin, columns, rows, first: vec![0; tiles + 1], edges: vec![] };
        bounded(index.visits(graph), points)?;

        let mut count = std::mem::take(&mut index.first);
        index.visit(graph, |tile, _| count[tile + 1] += 1);
        for tile in 1..count.len() {
            count[tile] += count[tile - 1];
        }
        let mut next = count.clone();
        let mut edges = vec![0; next[next.len() - 1] as usize];
        index.visit(graph, |tile, edge| {
            edges[next[tile] as usize] = edge;
            next[tile] += 1;
        });
        Ok(Self { first: count, edges, ..index })
    }

    fn empty() -> Self {
        Self { origin: Tile { column: 0, row: 0 }, columns: 0, rows: 0, first: vec![0], edges: vec![] }
    }

    /// How many tiles [`EdgeIndex::visit`] would look at.
    fn visits(&self, graph: &Graph) -> u64 {
        let mut visits = 0u64;
        for edge in 0..graph.edge_count() as u32 {
            for (a, b) in graph.points(edge).zip(graph.points(edge).skip(1)) {
                let (a, b) = (Tile::of(a), Tile::of(b));
                let columns = u64::from(a.column.abs_diff(b.column)) + 1;
                let rows = u64::from(a.row.abs_diff(b.row)) + 1;
                visits = visits.saturating_add(columns * rows);
            }
        }
        visits
    }

    /// Calls `found` once for each pair of an edge and a tile it may pass through, edge by edge.
    fn visit(&self, graph: &Graph, mut found: impl FnMut(usize, u32)) {
        let mut last_edge_of_tile = vec![u32::MAX; self.columns as usize * self.rows as usize];
        for edge in 0..graph.edge_count() as u32 {
            let mut points = graph.points(edge);
            let Some(mut a) = points.next() else { continue };
            for b in points {
                let low = Tile::of(Point { x: a.x.min(b.x), y: a.y.min(b.y) });
                let high = Tile::of(Point { x: a.x.max(b.x), y: a.y.max(b.y) });
                for row in low.row..=high.row {
                    for column in low.column..=high.column {
                        let Some(tile) = self.slot(Tile { column, row }) else { continue };
                        if last_edge_of_tile[tile] != edge {
                            last_edge_of_tile[tile] = edge;
                            found(tile, edge);
                        }
                    }
                }
                a = b;
            }
        }
    }

    /// The edges that may pass through a tile, ascending; none for a tile outside the data.
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

/// Refuses sizes out of all proportion to the number of points: a hundred times what real countrysides have.
fn bounded(size: u64, points: u64) -> Result<usize> {
    match u32::try_from(size) {
        Ok(size) if u64::from(size) <= 100_000 + 100 * points => Ok(size as usize),
        _ => {
            let message = format!("network: {points} points are spread over {size} tiles of the map");
            Err(Error::new(ErrorCode::Damaged, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::Attributes;
    use crate::grid::Grid;
    use crate::network::{Edge, Network};

    fn street(from: Point, to: Point) -> Graph {
        Graph::new(Network {
            grid: Grid::for_latitude(0.0),
            nodes: vec![from, to],
            border_nodes: vec![],
            edges: vec![Edge { from: 0, to: 1, first_inner_point: 0, attributes: 0, street: 0 }],
            inner_points: vec![],
            attribute_sets: vec![Attributes::default()],
            places: vec![],
            entrances: vec![],
        })
        .unwrap()
    }

    #[test]
    fn an_edge_is_found_in_every_tile_it_passes_and_nowhere_else() {
        let graph = street(Point { x: -10, y: 5 }, Point { x: 600, y: 5 });
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
            let graph = street(Point { x: -far, y: -far }, Point { x: far, y: far });
            assert_eq!(EdgeIndex::new(&graph).unwrap_err().code(), ErrorCode::Damaged);
        }
    }
}
