//! Where ways lead into an area: the points at which the walkable network crosses its outline.

use geo::{BoundingRect, Contains, Coord, Line, LinesIter, MultiPolygon, Point};
use rstar::primitives::{GeomWithData, Line as Stretch};
use rstar::{AABB, RTree};

use crate::edge_tree::{EdgeTree, OnEdge};

/// A way counts as leading in only if it comes to lie this deep inside, in metres: streets along an outline weave across it
/// by a little, and their geometry may be off by one metre.
const MIN_DEPTH_M: f64 = 2.0;
/// An end of an edge this near to the outline, in metres, lies on it.
const ON_OUTLINE_M: f64 = 1.5;

/// The points at which walkable edges enter the area, in the order of edges; none if no way leads in.
pub(crate) fn gateways(area: &MultiPolygon, edges: &EdgeTree<'_>) -> Vec<OnEdge> {
    let Some(extent) = area.bounding_rect() else { return vec![] };
    let outline = Outline {
        area,
        unit_m: edges.scale_at(extent.center()).y_m,
        lines: RTree::bulk_load(
            area.lines_iter()
                .map(|line| GeomWithData::new(Stretch::new(line.start.into(), line.end.into()), line))
                .collect(),
        ),
    };
    let mut found = vec![];
    for (edge, points) in edges.edges_in(extent.min(), extent.max()) {
        outline.add_gateways(edge, &points, edges, &mut found);
    }
    found
}

struct Outline<'a> {
    area: &'a MultiPolygon,
    /// Metres in a grid unit.
    unit_m: f64,
    lines: RTree<GeomWithData<Stretch<[f64; 2]>, Line>>,
}

/// A piece of an edge between two neighbouring crossings or vertices.
struct Piece {
    inside: bool,
    /// Metres along the edge.
    from_m: f64,
    to_m: f64,
    depth_m: f64,
}

impl Outline<'_> {
    fn add_gateways(&self, edge: u32, points: &[Coord], edges: &EdgeTree<'_>, found: &mut Vec<OnEdge>) {
        let pieces = self.pieces(points, edges);
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        let end_m = pieces.last().map_or(0.0, |piece| piece.to_m);
        for run in pieces.chunk_by(|a, b| a.inside == b.inside) {
            let depth_m = run.iter().map(|piece| piece.depth_m).fold(0.0, f64::max);
            if !run[0].inside || depth_m < MIN_DEPTH_M {
                continue;
            }
            let (from_m, to_m) = (run[0].from_m, run[run.len() - 1].to_m);
            let mut add = |offset_m: f64| found.push(OnEdge { edge, offset_m, side_m: 0.0 });
            if from_m > 0.0 || self.distance_m(*first) < ON_OUTLINE_M {
                add(from_m);
            }
            if to_m < end_m || self.distance_m(*last) < ON_OUTLINE_M {
                add(to_m);
            }
        }
    }

    /// Cuts an edge at its vertices and wherever it crosses the outline.
    fn pieces(&self, points: &[Coord], edges: &EdgeTree<'_>) -> Vec<Piece> {
        let mut pieces = vec![];
        let mut offset_m = 0.0;
        for pair in points.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let length_m = edges.scale_at(a).length_m(dx, dy);
            let at = |share: f64| Coord { x: a.x + share * dx, y: a.y + share * dy };
            let mut cuts = self.crossings(a, b);
            cuts.extend([0.0, 1.0]);
            cuts.sort_by(f64::total_cmp);
            cuts.dedup();
            for cut in cuts.windows(2) {
                let middle = at((cut[0] + cut[1]) / 2.0);
                let inside = self.area.contains(&Point(middle));
                let samples = [at(cut[0]), middle, at(cut[1])];
                let depth_m = samples.map(|point| self.distance_m(point)).into_iter().fold(0.0, f64::max);
                let [from_m, to_m] = [cut[0], cut[1]].map(|share| offset_m + share * length_m);
                pieces.push(Piece { inside, from_m, to_m, depth_m });
            }
            offset_m += length_m;
        }
        pieces
    }

    /// The shares of the stretch from `a` to `b` at which it crosses the outline.
    fn crossings(&self, a: Coord, b: Coord) -> Vec<f64> {
        let envelope = AABB::from_corners(a.into(), b.into());
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let crossing = |line: &Line| {
            let (ex, ey) = (line.end.x - line.start.x, line.end.y - line.start.y);
            let (ox, oy) = (line.start.x - a.x, line.start.y - a.y);
            let cross = dx * ey - dy * ex;
            let (along, across) = ((ox * ey - oy * ex) / cross, (ox * dy - oy * dx) / cross);
            // A parallel line gives infinities or no numbers, which no range contains.
            ((0.0..=1.0).contains(&along) && (0.0..=1.0).contains(&across)).then_some(along)
        };
        let lines = self.lines.locate_in_envelope_intersecting(&envelope);
        lines.filter_map(|line| crossing(&line.data)).collect()
    }

    fn distance_m(&self, at: Coord) -> f64 {
        let nearest = self.lines.nearest_neighbor_iter_with_distance_2(&at.into()).next();
        nearest.map_or(f64::INFINITY, |(_, squared)| squared.sqrt() * self.unit_m)
    }
}
