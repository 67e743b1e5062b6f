//! Fewer vertices for the same ring.

/// How far a generalized ring may pass from a crossing it leaves out, in cells, along the gap it crosses (about 1.5 m).
const TOLERANCE: f64 = 0.15;

/// And how near to a cell's sample it may come.
const MARGIN: f64 = 1.0 / 64.0;

/// Appends to `kept` those vertices of a closed ring, given once each, that keep it within the tolerance.
///
/// The straight line from one kept vertex to the next passes every gap between two cells that the ring passes, in the same
/// order and within a window around the true crossing (sleeve fitting, after Zhao and Saalfeld 1997). So cells stay on
/// their side, and a ring that crosses no ring before crosses none after.
pub(super) fn generalize(ring: &[[f64; 2]], kept: &mut Vec<[f64; 2]>) {
    let Some(&first) = ring.first() else { return };
    kept.push(first);
    let mut anchor = first;
    let mut sleeve = Sleeve::open();
    let mut last = first;
    for &vertex in ring[1..].iter().chain(std::iter::once(&first)) {
        let toward = [vertex[0] - anchor[0], vertex[1] - anchor[1]];
        if !sleeve.holds(toward) {
            kept.push(last);
            anchor = last;
            sleeve = Sleeve::open();
        }
        sleeve.narrow(window(vertex), anchor);
        last = vertex;
    }
}

/// The two ends of the stretch of the gap through which the line may pass.
fn window(vertex: [f64; 2]) -> [[f64; 2]; 2] {
    let cell = vertex.map(f64::floor);
    let stretch = |axis: usize| {
        let low = (vertex[axis] - TOLERANCE).max(cell[axis] + MARGIN);
        let high = (vertex[axis] + TOLERANCE).min(cell[axis] + 1.0 - MARGIN);
        [low, high]
    };
    if vertex[1] == cell[1] { stretch(0).map(|x| [x, vertex[1]]) } else { stretch(1).map(|y| [vertex[0], y]) }
}

/// The directions in which a line from the anchor passes all windows so far: from `right` anticlockwise to `left`.
struct Sleeve {
    bounds: Option<[[f64; 2]; 2]>,
}

impl Sleeve {
    fn open() -> Self {
        Self { bounds: None }
    }

    fn holds(&self, toward: [f64; 2]) -> bool {
        self.bounds.is_none_or(|[right, left]| cross(right, toward) >= 0.0 && cross(toward, left) >= 0.0)
    }

    fn narrow(&mut self, window: [[f64; 2]; 2], anchor: [f64; 2]) {
        let [mut right, mut left] = window.map(|end| [end[0] - anchor[0], end[1] - anchor[1]]);
        if cross(right, left) < 0.0 {
            (right, left) = (left, right);
        }
        if let Some([old_right, old_left]) = self.bounds {
            if cross(old_right, right) < 0.0 {
                right = old_right;
            }
            if cross(left, old_left) < 0.0 {
                left = old_left;
            }
        }
        self.bounds = Some([right, left]);
    }
}

fn cross(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}
