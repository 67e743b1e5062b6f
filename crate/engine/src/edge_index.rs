//! Which edges pass through which square of the map: the one spatial index, used for snapping and for the arrival field.

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
    pub fn new(graph: &Graph) -> Self {
        let network = graph.network();
        let all = || network.nodes.iter().chain(&network.inner_points);
        let Some(first_point) = all().next() else {
            return Self {
                origin: Tile { column: 0, row: 0 },
                columns: 0,
                rows: 0,
                first: vec![0],
                edges: vec![],
            };
        };
        let (mut low, mut high) = (*first_point, *first_point);
        for point in all() {
            low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
            high = Point { x: high.x.max(point.x), y: high.y.max(point.y) };
        }
        let (origin, last) = (Tile::of(low), Tile::of(high));
        let columns = (last.column - origin.column + 1) as u32;
        let rows = (last.row - origin.row + 1) as u32;
        let mut index =
            Self { origin, columns, rows, first: vec![0; (columns * rows + 1) as usize], edges: vec![] };
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
        Self { first: count, edges, ..index }
    }

    /// Calls `found` once for each pair of an edge and a tile it may pass through, edge by edge.
    fn visit(&self, graph: &Graph, mut found: impl FnMut(usize, u32)) {
        let mut last_edge_of_tile = vec![u32::MAX; (self.columns * self.rows) as usize];
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
        let column =
            u32::try_from(tile.column - self.origin.column).ok().filter(|&column| column < self.columns)?;
        let row = u32::try_from(tile.row - self.origin.row).ok().filter(|&row| row < self.rows)?;
        Some((row * self.columns + column) as usize)
    }
}
