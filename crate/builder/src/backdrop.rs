//! The shapes drawn behind the rings: water, green, buildings, watercourses, railways, the coast.

use geo::{
    Area, BooleanOps, BoundingRect, Contains, Coord, Intersects, LineString, Polygon, Rect, Simplify, Winding,
};
use yike::grid::{Grid, Point};
use yike::network::{Backdrop, BackdropKind};

use crate::area::Rings;
use crate::backdrop_kind::{area_kind, line_kind};
use crate::extent::Extent;
use crate::osm::{MISSING, OsmData, Way};

/// Lines are drawn without the points that change them by less than this, in grid units (about 1.1 m).
const TOLERANCE_UNITS: f64 = 0.9;
/// Shapes that stick out of the extent are cut this far beyond it, in grid units (about 550 m).
const MARGIN_UNITS: f64 = 500.0;
/// Buildings smaller than this, in square grid units (about 1.2 m²), are not drawn.
const MIN_BUILDING: f64 = 16.0;
/// Other areas, and holes, smaller than this are not drawn.
const MIN_AREA: f64 = 80.0;

/// Draws the backdrop of an extent on a grid.
///
/// The shapes are ordered by kind, then along a curve through the map, which keeps the differences between them small.
pub fn draw(data: &OsmData, grid: Grid, extent: &Extent) -> Backdrop {
    let mut canvas = Canvas::new(data, grid, extent);
    for way in data.ways() {
        if let Some(rings) = Rings::of_way(way)
            && let Some(kind) = area_kind(way.tags)
        {
            canvas.add_area(kind, &rings);
        } else if let Some(kind) = line_kind(way.tags) {
            canvas.add_line(kind, way);
        }
    }
    for relation in data.relations().filter(|relation| relation.tags.is("type", "multipolygon")) {
        if let Some(kind) = area_kind(relation.tags)
            && let Some(rings) = Rings::of_relation(data, relation)
        {
            canvas.add_area(kind, &rings);
        }
    }
    canvas.finish()
}

struct Canvas<'a> {
    data: &'a OsmData,
    grid: Grid,
    /// The extent and its margin.
    frame: Rect,
    shapes: Vec<Shape>,
}

/// A line, or an area's outer ring and its holes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    kind: BackdropKind,
    /// The place of its first point on a curve through the map.
    key: u64,
    lines: Vec<Vec<Point>>,
}

impl<'a> Canvas<'a> {
    fn new(data: &'a OsmData, grid: Grid, extent: &Extent) -> Self {
        let [low, high] = extent.corners(grid);
        let margin = Coord { x: MARGIN_UNITS, y: MARGIN_UNITS };
        Self { data, grid, frame: Rect::new(low - margin, high + margin), shapes: vec![] }
    }

    fn add_area(&mut self, kind: BackdropKind, rings: &Rings) {
        for polygon in rings.polygons(self.data, self.grid) {
            let Some(extent) = polygon.bounding_rect() else { continue };
            if self.frame.contains(&extent) {
                self.add_polygon(kind, &polygon);
            } else if self.frame.intersects(&extent) {
                let cut = polygon.intersection(&self.frame.to_polygon());
                cut.iter().for_each(|polygon| self.add_polygon(kind, polygon));
            }
        }
    }

    fn add_polygon(&mut self, kind: BackdropKind, polygon: &Polygon) {
        let min_outer = if kind == BackdropKind::Building { MIN_BUILDING } else { MIN_AREA };
        let Some(outer) = ring(polygon.exterior(), true, min_outer) else { return };
        let holes = polygon.interiors().iter().filter_map(|hole| ring(hole, false, MIN_AREA));
        let key = curve_key(outer[0]);
        self.shapes.push(Shape { kind, key, lines: std::iter::once(outer).chain(holes).collect() });
    }

    fn add_line(&mut self, kind: BackdropKind, way: Way<'_>) {
        for run in way.nodes.split(|&node| node == MISSING) {
            let points: Vec<Coord> =
                run.iter().map(|&node| self.grid.position(self.data.nodes.position(node)).into()).collect();
            let segments: Vec<[Coord; 2]> = points.windows(2).map(|pair| [pair[0], pair[1]]).collect();
            let is_near = |&[a, b]: &[Coord; 2]| Rect::new(a, b).intersects(&self.frame);
            let near: Vec<LineString> = segments
                .chunk_by(|a, b| is_near(a) == is_near(b))
                .filter(|stretch| is_near(&stretch[0]))
                .map(|stretch| {
                    let first = std::iter::once(stretch[0][0]);
                    first.chain(stretch.iter().map(|segment| segment[1])).collect()
                })
                .collect();
            for line in near {
                let points = rounded(&line.simplify(TOLERANCE_UNITS));
                if points.len() >= 2 {
                    self.shapes.push(Shape { kind, key: curve_key(points[0]), lines: vec![points] });
                }
            }
        }
    }

    fn finish(mut self) -> Backdrop {
        self.shapes.sort_unstable();
        let mut backdrop = Backdrop::default();
        for shape in self.shapes {
            for line in shape.lines {
                backdrop.points.extend(line);
                backdrop.kinds.push(shape.kind);
                backdrop.ends.push(backdrop.points.len() as u32);
            }
        }
        backdrop
    }
}

/// A ring on the grid, without the repeated last point, counter-clockwise or clockwise; `None` if little is left of it.
fn ring(source: &LineString, counter_clockwise: bool, min_area: f64) -> Option<Vec<Point>> {
    let mut points = rounded(&source.simplify(TOLERANCE_UNITS));
    let on_grid: LineString =
        points.iter().map(|point| Coord { x: f64::from(point.x), y: f64::from(point.y) }).collect();
    if points.len() < 4 || Polygon::new(on_grid.clone(), vec![]).unsigned_area() < min_area {
        return None;
    }
    points.pop();
    if on_grid.is_ccw() != counter_clockwise {
        points.reverse();
    }
    Some(points)
}

fn rounded(line: &LineString) -> Vec<Point> {
    let mut points: Vec<Point> =
        line.coords().map(|at| Point { x: at.x.round() as i32, y: at.y.round() as i32 }).collect();
    points.dedup();
    points
}

/// Neighbours on the map have neighbouring keys, mostly: the bits of both coordinates in turn (Morton's order).
fn curve_key(point: Point) -> u64 {
    let bits = [point.x, point.y].map(|units| units.cast_unsigned() ^ (1 << 31));
    (0..32).fold(0, |key, bit| {
        let [x, y] = bits.map(|bits| u64::from(bits >> bit & 1));
        key | (x | y << 1) << (2 * bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Drawing, EVERYWHERE, grid};
    use crate::extent::ExtentSource;

    /// Kind and points of each ring or line.
    fn shapes(drawing: Drawing, extent: &Extent) -> Vec<(BackdropKind, Vec<[i32; 2]>)> {
        let backdrop = draw(&drawing.read(), grid(), extent);
        let mut start = 0;
        let rows = backdrop.kinds.iter().zip(&backdrop.ends).map(|(&kind, &end)| {
            let points = &backdrop.points[start..end as usize];
            start = end as usize;
            (kind, points.iter().map(|point| [point.x, point.y]).collect())
        });
        rows.collect()
    }

    /// Twice the signed area: above 0 if counter-clockwise.
    fn turning(ring: &[[i32; 2]]) -> i32 {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| a[0] * b[1] - a[1] * b[0]).sum()
    }

    const CLOCKWISE: [[i32; 2]; 6] = [[0, 0], [0, 50], [0, 100], [100, 100], [100, 0], [0, 0]];

    #[test]
    fn outer_rings_turn_left_holes_right_and_needless_points_are_gone() {
        let drawing = Drawing::default()
            .line(1, &CLOCKWISE, &[])
            .line(2, &[[20, 20], [40, 20], [40, 40], [20, 40], [20, 20]], &[])
            .relation(3, &[("outer", 1), ("inner", 2)], &[("type", "multipolygon"), ("natural", "water")]);
        let shapes = shapes(drawing, &EVERYWHERE);
        let [(outer_kind, outer), (hole_kind, hole)] = &shapes[..] else { panic!("{shapes:?}") };
        assert_eq!([*outer_kind, *hole_kind], [BackdropKind::Water; 2]);
        assert_eq!((turning(outer), turning(hole)), (2 * 100 * 100, -2 * 20 * 20));
        assert_eq!((outer.len(), hole.len()), (4, 4));
    }

    #[test]
    fn kinds_come_in_order_and_what_is_small_or_underground_is_left_out() {
        let square = |side: i32| [[0, 0], [side, 0], [side, side], [0, side], [0, 0]];
        let drawing = Drawing::default()
            .line(1, &[[0, 0], [500, 0]], &[("natural", "coastline")])
            .line(2, &[[0, 0], [500, 0]], &[("railway", "tram")])
            .line(3, &[[0, 0], [500, 0]], &[("railway", "rail"), ("service", "yard")])
            .line(4, &[[0, 0], [500, 0]], &[("railway", "subway"), ("tunnel", "yes")])
            .line(5, &[[0, 0], [500, 0]], &[("waterway", "river")])
            .line(6, &square(20), &[("building", "yes")])
            .line(7, &square(3), &[("building", "shed")])
            .line(8, &square(20), &[("building", "no")])
            .line(9, &square(20), &[("leisure", "park")])
            .line(10, &square(5), &[("landuse", "grass")]);
        let kinds: Vec<_> = shapes(drawing, &EVERYWHERE).into_iter().map(|(kind, _)| kind).collect();
        use BackdropKind::{Building, Coastline, Green, Railway, Waterway};
        assert_eq!(kinds, [Green, Building, Waterway, Railway, Coastline]);
    }

    #[test]
    fn what_sticks_out_is_cut_and_lines_keep_their_direction() {
        // From longitude and latitude 0 to 0.01: 1,000 units.
        let extent = Extent { bbox: [0.0, 0.0, 0.01, 0.01], source: ExtentSource::Asked };
        let drawing = Drawing::default()
            .line(
                1,
                &[[9000, 500], [5000, 500], [1200, 500], [500, 500], [-700, 500], [-4000, 500]],
                &[("natural", "coastline")],
            )
            .line(
                2,
                &[[-9000, -9000], [500, -9000], [500, 500], [-9000, 500], [-9000, -9000]],
                &[("natural", "wood")],
            )
            .line(3, &[[8000, 8000], [8100, 8000], [8100, 8100], [8000, 8000]], &[("natural", "wood")]);
        let shapes = shapes(drawing, &extent);
        let [(_, wood), (_, coast)] = &shapes[..] else { panic!("{shapes:?}") };
        assert_eq!(turning(wood), 2 * 1000 * 1000);
        assert_eq!((coast[0], coast[coast.len() - 1]), ([5000, 500], [-700, 500]));
    }

    #[test]
    fn a_line_with_missing_nodes_is_drawn_in_pieces() {
        let drawing = Drawing::default().line(1, &[[0, 0], [9, 0], [9, 9], [0, 99]], &[]).way(
            2,
            &[1000, 1001, 77, 1002, 1003, 78],
            &[("waterway", "stream")],
        );
        let lines: Vec<_> = shapes(drawing, &EVERYWHERE).into_iter().map(|(_, line)| line).collect();
        assert_eq!(lines, [vec![[0, 0], [9, 0]], vec![[9, 9], [0, 99]]]);
    }
}
