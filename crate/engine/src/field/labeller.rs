//! Working out which edge owns each cell of a tile.

use crate::attributes::Level;
use crate::edge_index::{EdgeIndex, Passing, Tile};
use crate::field::TILE_CELLS;
use crate::field::drawing::{Claim, Nearest, Segment, View};
use crate::field::ground::{CELLS, Foot, GroundTile};
use crate::field::node_numbers::NodeNumbers;
use crate::field::runs::{OwnedCell, Run, Runs};
use crate::graph::Graph;
use crate::network::Edge;

#[derive(Debug, Clone, Copy)]
struct NearEdge {
    edge: u32,
    ends: [u32; 2],
    /// One by its length in metres; 0 for an edge without length.
    share_per_m: f32,
}

/// Segments are drawn this far first, and farther only where no other is so near.
const NEAR_M: f32 = 16.0;

/// The buffers for labelling a tile, kept from one to the next.
#[derive(Debug, Clone)]
pub(super) struct Labeller {
    edges: Vec<NearEdge>,
    segments: Vec<Segment>,
    nearest: [Box<Nearest>; 2],
    node_numbers: NodeNumbers,
}

impl Labeller {
    pub(super) fn new() -> Self {
        let nearest = [0; 2].map(|_| Box::new([Claim::none(0.0); CELLS]));
        Self { edges: vec![], segments: vec![], nearest, node_numbers: NodeNumbers::default() }
    }

    /// Works out the ownership of a tile's cells by drawing every segment within the side-walk limit onto the cells it
    /// is near to, keeping the nearest.
    #[inline(never)]
    pub(super) fn label(&mut self, graph: &Graph, index: &EdgeIndex, tile: Tile) -> GroundTile {
        let view = View::new(graph, tile);
        let network = (graph, index.passing(tile));
        self.edges.clear();
        self.segments.clear();
        let ground_edges =
            self.draw_layer(network, &view, 0, |level| matches!(level, Level::Ground | Level::Covered));
        self.draw_layer(network, &view, 1, |level| matches!(level, Level::Bridge | Level::Tunnel));
        self.node_numbers.begin(graph.node_count());
        self.collect(&view, ground_edges)
    }

    fn draw_layer(
        &mut self,
        (graph, candidates): (&Graph, &[Passing]),
        view: &View,
        layer: usize,
        holds: impl Fn(Level) -> bool,
    ) -> usize {
        let first_segment = self.segments.len();
        for &Passing { edge, .. } in candidates {
            if !holds(graph.attributes(edge).level) {
                continue;
            }
            let first = self.segments.len();
            let mut offset = 0.0;
            let [from, inner, to] = graph.stretches(edge);
            let mut start = view.position(from[0]);
            for &point in inner.iter().chain(to) {
                let end = view.position(point);
                let (dx, dy) = (end[0] - start[0], end[1] - start[1]);
                let length = (dx * dx + dy * dy).sqrt();
                if view.is_near(start, end) {
                    let scale = 1.0 / length;
                    let direction = if length > 0.0 { [dx * scale, dy * scale] } else { [1.0, 0.0] };
                    let edge = self.edges.len() as u32;
                    self.segments.push(Segment { start, direction, length, offset, edge });
                }
                offset += length;
                start = end;
            }
            if self.segments.len() > first {
                let Edge { from, to, .. } = graph.edge(edge);
                let share_per_m = if offset > 0.0 { 1.0 / offset } else { 0.0 };
                self.edges.push(NearEdge { edge, ends: [from, to], share_per_m });
            }
        }
        if layer == 1 && self.segments.len() == first_segment {
            // Without bridges and tunnels nobody looks at their layer.
            return self.edges.len();
        }
        let nearest = &mut self.nearest[layer];
        nearest.fill(Claim::none(view.limit));
        if layer == 0 {
            for (segment, id) in self.segments.iter().zip(0..) {
                view.claim_ends(nearest, segment, id);
            }
        }
        let mut wanted = [u32::MAX; TILE_CELLS];
        for reach in [NEAR_M, view.limit] {
            for (segment, id) in self.segments[first_segment..].iter().zip(first_segment as u32..) {
                view.draw(nearest, segment, id, reach, &wanted);
            }
            for (row, wanted) in nearest.chunks_exact(TILE_CELLS).zip(&mut wanted) {
                let is_open = |claim: &Claim| u32::from(claim.is_open_within(reach));
                *wanted = row.iter().rev().fold(0, |row, claim| row << 1 | is_open(claim));
            }
        }
        self.edges.len()
    }

    /// The segment that owns a cell in a layer, and its claim; of bridges and tunnels only one that is before the ground's.
    #[inline]
    fn owner(&self, layer: usize, cell: usize) -> Option<(&Segment, Claim)> {
        let claim = self.nearest[layer][cell];
        let is_beaten = layer == 1 && !claim.is_before(self.nearest[0][cell]);
        self.segments.get(claim.segment()).filter(|_| !is_beaten).map(|segment| (segment, claim))
    }

    fn collect(&mut self, view: &View, ground_edges: usize) -> GroundTile {
        let layers = if ground_edges < self.edges.len() { 0..2 } else { 0..1 };
        let mut counts = vec![0u16; self.edges.len()];
        for cell in 0..CELLS {
            for layer in layers.clone() {
                if let Some((segment, _)) = self.owner(layer, cell) {
                    counts[segment.edge as usize] += 1;
                }
            }
        }
        let (mut nodes, numbers) = (vec![], &mut self.node_numbers);
        let (ground_counts, raised_counts) = counts.split_at(ground_edges);
        let mut layers_runs = [ground_counts, raised_counts]
            .map(|counts| Runs::of_cells(counts.iter().map(|&count| usize::from(count)).sum()));
        let mut run_and_place = vec![[0; 2]; self.edges.len()];
        for (position, (&count, edge)) in counts.iter().zip(&self.edges).enumerate() {
            if count > 0 {
                let ends = edge.ends.map(|node| numbers.number(&mut nodes, node));
                let runs = &mut layers_runs[usize::from(position >= ground_edges)];
                run_and_place[position] = runs.add(Run { edge: edge.edge, ends }, count);
            }
        }
        let mut feet = Box::new([Foot::NONE; CELLS]);
        let mut owners = Box::new([OwnedCell::NONE; CELLS]);
        for cell in 0..CELLS {
            for layer in layers.clone() {
                let Some((segment, claim)) = self.owner(layer, cell) else { continue };
                let (offset, foot) = view.point(segment, cell, claim);
                let edge = segment.edge as usize;
                feet[cell] = foot;
                let share = offset * self.edges[edge].share_per_m;
                let owned = OwnedCell::new(cell, share, claim.distance_m());
                let [run, place] = &mut run_and_place[edge];
                layers_runs[layer].put(*place, owned);
                *place += 1;
                if layer == 0 {
                    owners[cell] = owned.numbered(usize::from(*run));
                }
            }
        }
        let [ground, raised] = layers_runs;
        GroundTile { feet, owners, nodes: nodes.into(), ground, raised }
    }
}
