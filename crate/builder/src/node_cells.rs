//! On which cell of the grid each node comes to lie.
//!
//! The nearest cell would do, but the rounding of both ends makes short edges too long or too short by half a metre, and
//! where streets are dense a walk passes fifty of them. A node may as well lie on any cell within the tolerance; the one is
//! chosen that keeps the lengths of its edges, and of all ways to pass through it, best; all nodes are gone over a few times
//! (coordinate descent on the sum of squared errors).

use yike::grid::{Grid, Point, Scale};

use crate::simplify::{MAX_DEVIATION_M, distance_to_segment};

/// How often all nodes are gone over; beyond this nearly nothing moves any more.
const PASSES: usize = 4;

/// The true course of an edge.
pub struct Course {
    /// Indices of the nodes at its ends.
    pub ends: [u32; 2],
    /// Positions in fractional grid units from one end to the other, both included.
    pub points: Vec<[f64; 2]>,
}

/// Edges are aimed to be this much too short, since rounding across the direction of an edge only ever lengthens it.
const LEAN_M: f64 = 0.05;

/// A course is probably shown as one straight line if it deviates from that by no more than this.
const STRAIGHT_M: f64 = 0.8;

/// A straight stretch that ends at two nodes, or at a node and at a point that stays.
struct Stub {
    far: Far,
    length_m: f64,
}

enum Far {
    Node(usize),
    Fixed([f64; 2]),
}

/// Chooses the cells of all nodes.
///
/// `nodes` are their true positions in fractional grid units.
pub fn node_cells(nodes: &[[f64; 2]], courses: &[Course], grid: Grid) -> Vec<Point> {
    let mut stubs: Vec<Vec<Stub>> = nodes.iter().map(|_| Vec::new()).collect();
    for Course { ends, points } in courses {
        let [from, to] = ends.map(|end| end as usize);
        let scale = grid.scale_at(nodes[from][1]);
        let &[a, second, ..] = points.as_slice() else { continue };
        let &[.., second_last, b] = points.as_slice() else { continue };
        if is_straight(points, scale) {
            let length_m = points.windows(2).map(|pair| length_m(scale, pair[0], pair[1])).sum();
            stubs[from].push(Stub { far: Far::Node(to), length_m });
            stubs[to].push(Stub { far: Far::Node(from), length_m });
        } else {
            stubs[from].push(Stub { far: Far::Fixed(second), length_m: length_m(scale, a, second) });
            stubs[to].push(Stub { far: Far::Fixed(second_last), length_m: length_m(scale, second_last, b) });
        }
    }
    let mut cells: Vec<Point> = nodes.iter().map(|&at| nearest(at)).collect();
    for _ in 0..PASSES {
        let mut moved = false;
        for (node, &at) in nodes.iter().enumerate() {
            let scale = grid.scale_at(at[1]);
            let error = |cell: Point| error_at(cell, &stubs[node], &cells, scale);
            let now = error(cells[node]);
            let best = cells_around(at, scale)
                .map(|cell| (error(cell), cell))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|best| best.0 < now);
            if let Some((_, cell)) = best {
                cells[node] = cell;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    cells
}

/// What is wrong with the lengths around a node on a cell: the squared errors of its edges and of all ways to pass from one
/// to another.
fn error_at(cell: Point, stubs: &[Stub], cells: &[Point], scale: Scale) -> f64 {
    let error_of = |stub: &Stub| {
        let far = match stub.far {
            Far::Node(far) => position(cells[far]),
            Far::Fixed(far) => far,
        };
        length_m(scale, position(cell), far) - stub.length_m + LEAN_M
    };
    let mut sum = 0.0;
    for (index, stub) in stubs.iter().enumerate() {
        let error = error_of(stub);
        sum += error * error;
        for other in &stubs[index + 1..] {
            let through = error + error_of(other);
            sum += through * through;
        }
    }
    sum
}

/// The cell nearest to a position.
pub fn nearest(at: [f64; 2]) -> Point {
    Point { x: at[0].round() as i32, y: at[1].round() as i32 }
}

/// The cells within the tolerance of a position, which are the nearest and some of its neighbours.
pub fn cells_around(at: [f64; 2], scale: Scale) -> impl Iterator<Item = Point> {
    let Point { x, y } = nearest(at);
    (y - 1..=y + 1)
        .flat_map(move |y| (x - 1..=x + 1).map(move |x| Point { x, y }))
        .filter(move |&cell| length_m(scale, at, position(cell)) <= MAX_DEVIATION_M)
}

/// Whether an edge of this course will probably be shown as one straight line.
fn is_straight(points: &[[f64; 2]], scale: Scale) -> bool {
    let metres = |[x, y]: [f64; 2]| [x * scale.x_m, y * scale.y_m];
    let (a, b) = (metres(points[0]), metres(points[points.len() - 1]));
    points.iter().all(|&point| distance_to_segment(metres(point), a, b) <= STRAIGHT_M)
}

fn position(cell: Point) -> [f64; 2] {
    [cell.x.into(), cell.y.into()]
}

fn length_m(scale: Scale, a: [f64; 2], b: [f64; 2]) -> f64 {
    scale.length_m(b[0] - a[0], b[1] - a[1])
}
