//! The straight walks across an area: from entrance to entrance where they see each other, else around corners.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use yike::grid::Scale;

use crate::visibility::{Bounded, EvenPoint, corners, is_counter_clockwise};

/// A walk along lines that are there already may be longer than the straight line by this share, and by [`DETOUR_M`]; the
/// line is then left out.
const DETOUR: f64 = 0.05;

/// Metres on top of [`DETOUR`], walked in a second and a half. Without them half of all lines would join points that lie
/// close to each other along a curved outline.
const DETOUR_M: f64 = 2.0;

/// Points considered in one area: entrances first, then corners. Beyond it points are left out evenly.
const MAX_POINTS: usize = 240;

/// An area as seen by a walker.
pub(crate) struct Ground<'a> {
    /// Positions of all points: those on rings, and entrances inside.
    pub points: &'a [EvenPoint],
    /// Closed rings of indices into `points`, outer ones and holes; the first is also the last.
    pub rings: &'a [Ring],
    /// Indices of the points at which one enters, ascending.
    pub entrances: &'a [usize],
    /// Metres per unit.
    pub scale: Scale,
}

/// A closed ring.
pub(crate) struct Ring {
    pub points: Vec<usize>,
    pub is_hole: bool,
}

/// Lines between points, as pairs of indices, that bring every entrance to every other by a nearly shortest walk, together
/// with the outline itself, which is walked as well.
pub(crate) fn sight_lines(ground: &Ground) -> Vec<[usize; 2]> {
    if ground.entrances.len() < 2 {
        return Vec::new();
    }
    let rings: Vec<Vec<EvenPoint>> = ground
        .rings
        .iter()
        .map(|ring| ring.points.iter().map(|&point| ground.points[point]).collect())
        .collect();
    let area = Bounded::new(rings.iter().map(Vec::as_slice));
    let mut walks = Walks::new(ground);

    let mut points = thinned(ground.entrances.to_vec(), MAX_POINTS);
    let mut bends: Vec<usize> = Vec::new();
    for (ring, positions) in ground.rings.iter().zip(&rings) {
        let inside_is_left = is_counter_clockwise(positions) != ring.is_hole;
        bends.extend(corners(positions, inside_is_left).map(|index| ring.points[index]));
    }
    bends.sort_unstable();
    bends.dedup();
    bends.retain(|bend| points.binary_search(bend).is_err());
    let room = MAX_POINTS - points.len();
    points.extend(thinned(bends, room));

    let mut candidates = Vec::new();
    for (index, &a) in points.iter().enumerate() {
        for &b in &points[index + 1..] {
            candidates.push((walks.length_m(a, b), a, b));
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (length_m, a, b) in candidates {
        if ground.points[a] != ground.points[b]
            && !walks.within(a, b, length_m * (1.0 + DETOUR) + DETOUR_M)
            && area.sees(ground.points[a], ground.points[b])
        {
            walks.add_line(a, b);
        }
    }
    walks.lines_used_between(ground.entrances)
}

/// At most `most` of the values, evenly chosen.
fn thinned(values: Vec<usize>, most: usize) -> Vec<usize> {
    if values.len() <= most {
        return values;
    }
    (0..most).map(|index| values[index * values.len() / most]).collect()
}

/// The walks known so far: the outline, and lines across.
struct Walks<'a> {
    ground: &'a Ground<'a>,
    /// For each point the points it is joined to.
    joined: Vec<Vec<usize>>,
    is_line: HashMap<[usize; 2], bool>,
}

impl<'a> Walks<'a> {
    fn new(ground: &'a Ground<'a>) -> Self {
        let mut walks =
            Self { ground, joined: vec![Vec::new(); ground.points.len()], is_line: HashMap::new() };
        for pair in ground.rings.iter().flat_map(|ring| ring.points.windows(2)) {
            walks.join(pair[0], pair[1], false);
        }
        walks
    }

    fn add_line(&mut self, a: usize, b: usize) {
        self.join(a, b, true);
    }

    fn join(&mut self, a: usize, b: usize, is_line: bool) {
        self.joined[a].push(b);
        self.joined[b].push(a);
        self.is_line.insert([a.min(b), a.max(b)], is_line);
    }

    fn length_m(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (self.ground.points[a], self.ground.points[b]);
        self.ground.scale.length_m((b[0] - a[0]) as f64, (b[1] - a[1]) as f64)
    }

    /// Whether the known walks lead from one point to another within a length.
    fn within(&self, from: usize, to: usize, limit_m: f64) -> bool {
        self.search(from, Some(to), limit_m)[to].0 <= limit_m
    }

    /// Dijkstra's algorithm: metres to each point and the point before it.
    fn search(&self, from: usize, to: Option<usize>, limit_m: f64) -> Vec<(f64, usize)> {
        let mut best = vec![(f64::INFINITY, from); self.joined.len()];
        best[from].0 = 0.0;
        let mut queue = BinaryHeap::from([Reverse((Metres(0.0), from))]);
        while let Some(Reverse((Metres(walked_m), point))) = queue.pop() {
            if Some(point) == to {
                break;
            }
            if walked_m > best[point].0 {
                continue;
            }
            for &next in &self.joined[point] {
                let next_m = walked_m + self.length_m(point, next);
                if next_m < best[next].0 && next_m <= limit_m {
                    best[next] = (next_m, point);
                    queue.push(Reverse((Metres(next_m), next)));
                }
            }
        }
        best
    }

    /// The lines that some shortest walk between two entrances takes, ascending.
    fn lines_used_between(&self, entrances: &[usize]) -> Vec<[usize; 2]> {
        let mut used = Vec::new();
        for &from in entrances {
            let best = self.search(from, None, f64::INFINITY);
            for &entrance in entrances.iter().filter(|&&entrance| entrance > from) {
                let mut point = entrance;
                while point != from && best[point].0.is_finite() {
                    let before = best[point].1;
                    let pair = [point.min(before), point.max(before)];
                    if self.is_line.get(&pair) == Some(&true) {
                        used.push(pair);
                    }
                    point = before;
                }
            }
        }
        used.sort_unstable();
        used.dedup();
        used
    }
}

/// A length that can be put in order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Metres(f64);

impl Eq for Metres {}

impl PartialOrd for Metres {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Metres {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}
