//! The straight walks across an area: from entrance to entrance where they see each other, else around corners.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use yike::grid::Scale;

use crate::visibility::{Bounded, EvenPoint, corners, is_counter_clockwise};

/// The walk from one entrance to another may be longer than the shortest across the area by this share, and by [`DETOUR_M`].
const DETOUR: f64 = 0.05;

/// Metres on top of [`DETOUR`], walked in a second and a half. Without them half of all lines would join points that lie
/// close to each other along a curved outline. A walk over so much fewer new lines is preferred to the shortest, if it is
/// short enough.
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

impl Ground<'_> {
    /// The positions of the points of each ring.
    fn ring_positions(&self) -> impl Iterator<Item = Vec<EvenPoint>> {
        self.rings.iter().map(|ring| ring.points.iter().map(|&point| self.points[point]).collect())
    }
}

/// A closed ring.
pub(crate) struct Ring {
    pub points: Vec<usize>,
    pub is_hole: bool,
}

/// Lines between points, as pairs of indices, that bring every entrance to every other by a nearly shortest walk, together
/// with the outline itself, which is walked as well.
///
/// Pairs of entrances are looked at from the nearest to the farthest, as for a greedy spanner (Althöfer et al. 1993): where the
/// lines so far lead too far around, those of a walk between the two are added.
pub(crate) fn sight_lines(ground: &Ground) -> Vec<[usize; 2]> {
    let entrances = thinned(ground.entrances.to_vec(), MAX_POINTS);
    if entrances.len() < 2 {
        return Vec::new();
    }
    let mut walks = Walks::along_outline(ground);
    let mut sights = walks.clone();
    sights.add_sights(&with_corners(ground, &entrances));
    for (shortest_m, pair) in sights.lengths_between(&entrances) {
        let most_m = shortest_m * (1.0 + DETOUR) + DETOUR_M;
        if walks.leads(pair, most_m) {
            continue;
        }
        let frugal = sights.walk(pair, |step| if walks.holds(step) { 0.0 } else { DETOUR_M });
        let is_short = frugal.iter().map(|&step| sights.length_m(step)).sum::<f64>() <= most_m;
        let walk = if is_short { frugal } else { sights.walk(pair, |_| 0.0) };
        walk.into_iter().for_each(|step| walks.add_line(step));
    }
    walks.lines_used_between(&entrances)
}

/// The entrances of an area, and as many of the corners around which a walk across it may bend as there is room for.
fn with_corners(ground: &Ground, entrances: &[usize]) -> Vec<usize> {
    let mut bends: Vec<usize> = Vec::new();
    for (ring, positions) in ground.rings.iter().zip(ground.ring_positions()) {
        let inside_is_left = is_counter_clockwise(&positions) != ring.is_hole;
        bends.extend(corners(&positions, inside_is_left).map(|index| ring.points[index]));
    }
    bends.sort_unstable();
    bends.dedup();
    bends.retain(|bend| entrances.binary_search(bend).is_err());
    let room = MAX_POINTS - entrances.len();
    entrances.iter().copied().chain(thinned(bends, room)).collect()
}

/// At most `most` of the values, evenly chosen.
fn thinned(values: Vec<usize>, most: usize) -> Vec<usize> {
    if values.len() <= most {
        return values;
    }
    (0..most).map(|index| values[index * values.len() / most]).collect()
}

/// Walks across an area: the steps of its outline, and lines.
#[derive(Clone)]
struct Walks<'a> {
    ground: &'a Ground<'a>,
    /// For each point the points it is joined to.
    joined: Vec<Vec<usize>>,
    /// Whether each step, as an ascending pair of points, is a line.
    is_line: HashMap<[usize; 2], bool>,
}

impl<'a> Walks<'a> {
    fn along_outline(ground: &'a Ground<'a>) -> Self {
        let mut walks =
            Self { ground, joined: vec![Vec::new(); ground.points.len()], is_line: HashMap::new() };
        for pair in ground.rings.iter().flat_map(|ring| ring.points.windows(2)) {
            walks.join([pair[0], pair[1]], false);
        }
        walks
    }

    /// Adds lines between all of these points that see each other.
    fn add_sights(&mut self, points: &[usize]) {
        let rings: Vec<Vec<EvenPoint>> = self.ground.ring_positions().collect();
        let area = Bounded::new(rings.iter().map(Vec::as_slice));
        for (index, &a) in points.iter().enumerate() {
            for &b in &points[index + 1..] {
                let [at_a, at_b] = [a, b].map(|point| self.ground.points[point]);
                if at_a != at_b && area.sees(at_a, at_b) {
                    self.add_line([a, b]);
                }
            }
        }
    }

    /// Adds a line unless there is such a step already.
    fn add_line(&mut self, step: [usize; 2]) {
        if !self.holds(step) {
            self.join(step, true);
        }
    }

    fn join(&mut self, [a, b]: [usize; 2], is_line: bool) {
        self.joined[a].push(b);
        self.joined[b].push(a);
        self.is_line.insert(ascending([a, b]), is_line);
    }

    fn holds(&self, step: [usize; 2]) -> bool {
        self.is_line.contains_key(&ascending(step))
    }

    fn length_m(&self, step: [usize; 2]) -> f64 {
        let [a, b] = step.map(|point| self.ground.points[point]);
        self.ground.scale.length_m((b[0] - a[0]) as f64, (b[1] - a[1]) as f64)
    }

    /// How far every two of these points, given in ascending order, that a walk joins are from each other in metres, the nearest first.
    fn lengths_between(&self, points: &[usize]) -> Vec<(f64, [usize; 2])> {
        let mut lengths = Vec::new();
        for (index, &from) in points.iter().enumerate() {
            let best = self.search(from, None, f64::INFINITY, |_| 0.0);
            let others = points[index + 1..].iter().map(|&to| (best[to].0, [from, to]));
            lengths.extend(others.filter(|(length_m, _)| length_m.is_finite()));
        }
        lengths.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        lengths
    }

    /// Whether a walk of at most so many metres joins two points.
    fn leads(&self, [from, to]: [usize; 2], most_m: f64) -> bool {
        self.search(from, Some(to), most_m, |_| 0.0)[to].0 <= most_m
    }

    /// The steps of the shortest walk, backwards, between two points that some walk joins, if each step counts for so many metres more
    /// than it is long.
    fn walk(&self, [from, to]: [usize; 2], more_m: impl Fn([usize; 2]) -> f64) -> Vec<[usize; 2]> {
        steps_back(&self.search(from, Some(to), f64::INFINITY, more_m), [from, to]).collect()
    }

    /// Dijkstra's algorithm: metres to each point and the point before it.
    fn search(
        &self,
        from: usize,
        to: Option<usize>,
        most_m: f64,
        more_m: impl Fn([usize; 2]) -> f64,
    ) -> Vec<(f64, usize)> {
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
                let step = [point, next];
                let next_m = walked_m + self.length_m(step) + more_m(step);
                if next_m < best[next].0 && next_m <= most_m {
                    best[next] = (next_m, point);
                    queue.push(Reverse((Metres(next_m), next)));
                }
            }
        }
        best
    }

    /// The lines that some shortest walk between two of these points, given in ascending order, takes, ascending.
    fn lines_used_between(&self, points: &[usize]) -> Vec<[usize; 2]> {
        let mut used = Vec::new();
        for (index, &from) in points.iter().enumerate() {
            let best = self.search(from, None, f64::INFINITY, |_| 0.0);
            for &to in points[index + 1..].iter().filter(|&&to| best[to].0.is_finite()) {
                let steps = steps_back(&best, [from, to]).map(ascending);
                used.extend(steps.filter(|step| self.is_line.get(step) == Some(&true)));
            }
        }
        used.sort_unstable();
        used.dedup();
        used
    }
}

/// The steps of a walk between two different points, backwards, by what a search from the first said of it.
fn steps_back(best: &[(f64, usize)], [from, to]: [usize; 2]) -> impl Iterator<Item = [usize; 2]> {
    let step_to = |point: usize| [best[point].1, point];
    std::iter::successors(Some(step_to(to)), move |&[before, _]| (before != from).then(|| step_to(before)))
}

fn ascending([a, b]: [usize; 2]) -> [usize; 2] {
    [a.min(b), a.max(b)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use petgraph::algo::dijkstra;
    use petgraph::graph::UnGraph;

    /// A star with a square hole in its middle, so that most walks bend.
    fn star() -> (Vec<EvenPoint>, Vec<Ring>) {
        const SPIKES: usize = 14;
        let mut points: Vec<EvenPoint> = (0..2 * SPIKES)
            .map(|index| {
                let (sine, cosine) = (index as f64 * std::f64::consts::PI / SPIKES as f64 + 0.1).sin_cos();
                let radius = if index % 2 == 0 { 100.0 } else { 45.0 };
                [cosine, sine].map(|part| (part * radius).round() as i64 * 2)
            })
            .collect();
        points.extend([[-40, -40], [40, -40], [40, 40], [-40, 40]]);
        let ring = |range: std::ops::Range<usize>, is_hole| Ring {
            points: range.clone().chain([range.start]).collect(),
            is_hole,
        };
        let rings = vec![ring(0..2 * SPIKES, false), ring(2 * SPIKES..points.len(), true)];
        (points, rings)
    }

    #[test]
    fn few_lines_bring_every_entrance_to_every_other_nearly_straight() {
        let (points, rings) = star();
        let entrances: Vec<usize> = (0..28).step_by(2).collect();
        // Half a metre, as points are even.
        let scale = Scale { x_m: 0.5, y_m: 0.5 };
        let ground = Ground { points: &points, rings: &rings, entrances: &entrances, scale };
        let lines = sight_lines(&ground);

        let positions: Vec<Vec<EvenPoint>> = ground.ring_positions().collect();
        let area = Bounded::new(positions.iter().map(Vec::as_slice));
        let outline = || rings.iter().flat_map(|ring| ring.points.windows(2)).map(|pair| [pair[0], pair[1]]);
        let sights = (0..points.len()).flat_map(|a| (0..a).map(move |b| [a, b]));
        let sights: Vec<_> = sights.filter(|&[a, b]| area.sees(points[a], points[b])).collect();
        let graph = |steps: &[[usize; 2]]| {
            let mut graph = UnGraph::<(), f64>::new_undirected();
            let nodes: Vec<_> = points.iter().map(|_| graph.add_node(())).collect();
            for &[a, b] in steps {
                let [x, y] = [0, 1].map(|axis| (points[a][axis] - points[b][axis]) as f64 * 0.5);
                graph.add_edge(nodes[a], nodes[b], x.hypot(y));
            }
            (graph, nodes)
        };
        let (straight, nodes) = graph(&sights);
        let (walked, _) = graph(&lines.iter().copied().chain(outline()).collect::<Vec<_>>());
        let mut bent = 0;
        for &from in &entrances {
            let straight = dijkstra(&straight, nodes[from], None, |edge| *edge.weight());
            let walked = dijkstra(&walked, nodes[from], None, |edge| *edge.weight());
            for &to in entrances.iter().filter(|&&to| to > from) {
                let [straight_m, walked_m] = [&straight, &walked].map(|lengths| lengths[&nodes[to]]);
                assert!(walked_m <= straight_m * 1.05 + 2.0, "{from} to {to}: {walked_m}, {straight_m}");
                bent += usize::from(!sights.contains(&[to, from]));
            }
        }
        assert!(bent > 20, "{bent} walks bend");
        assert!(lines.len() * 3 < sights.len(), "{} lines of {} sights", lines.len(), sights.len());
    }
}
