//! The shape of a part of an edge.

use crate::graph::Graph;

const VERTEX_M: f64 = 0.001;

/// The points of an edge between two offsets in metres from its `from` node, both ends included, in fractional grid
/// units; from the end backwards if `end_m` is the lower.
pub(crate) fn points_between(graph: &Graph, edge: u32, start_m: f64, end_m: f64) -> Vec<[f64; 2]> {
    let (low_m, high_m) = if start_m <= end_m { (start_m, end_m) } else { (end_m, start_m) };
    let grid = graph.grid();
    let mut points: Vec<[f64; 2]> = vec![];
    let mut walked_m = 0.0;
    let mut last = [0.0; 2];
    for (a, b) in graph.points(edge).zip(graph.points(edge).skip(1)) {
        let (start, length_m) = (walked_m, grid.distance_m(a, b));
        walked_m += length_m;
        let [from, to] = [a, b].map(|point| [f64::from(point.x), f64::from(point.y)]);
        let at = |offset_m: f64| {
            // Lengths of edges are whole millimetres: what is as near to a vertex as that is the vertex.
            if offset_m < start + VERTEX_M {
                return from;
            }
            if offset_m > walked_m - VERTEX_M {
                return to;
            }
            let share = (offset_m - start) / length_m;
            [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
        };
        last = to;
        if walked_m < low_m + VERTEX_M {
            continue;
        }
        if points.is_empty() {
            points.push(at(low_m));
        }
        points.push(at(high_m));
        if walked_m > high_m - VERTEX_M {
            break;
        }
    }
    if points.is_empty() {
        points.push(last);
    }
    if start_m > end_m {
        points.reverse();
    }
    points
}
