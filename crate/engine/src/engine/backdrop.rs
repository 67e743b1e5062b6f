//! What a map draws behind the rings.

use super::Engine;
use crate::attributes::Class;
use crate::error::Result;
use crate::grid::{LonLat, Point};
use crate::network::{Backdrop, BackdropKind};

/// A shape to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What it shows.
    pub look: Look,
    /// Its lines as `[lon, lat]` in degrees: of an area the outer ring and then its holes, none with its first point
    /// repeated; of anything else one line.
    pub lines: Vec<Vec<[f64; 2]>>,
}

/// What a [`Shape`] shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A shape of the file's backdrop.
    Mapped(BackdropKind),
    /// A street of the network.
    Street {
        /// The kind of way.
        class: Class,
        /// 0 for no name, else what [`Engine::street`] takes.
        street: u32,
    },
}

impl Engine {
    /// The shapes of the backdrop whose extent touches a bounding box (west, south, east, north in degrees), in the order
    /// in which they are to be drawn, and after them the streets. All of the network is decoded.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidCoordinate`](crate::ErrorCode::InvalidCoordinate), or
    /// [`ErrorCode::Damaged`](crate::ErrorCode::Damaged) while decoding.
    pub fn backdrop(&mut self, [west, south, east, north]: [f64; 4]) -> Result<Vec<Shape>> {
        let grid = self.file.grid();
        let corners = [grid.point(LonLat::new(west, south)?), grid.point(LonLat::new(east, north)?)];
        self.load_whole()?;
        let lon_lat = |point: &Point| grid.lon_lat([point.x.into(), point.y.into()]);
        let mut shapes = vec![];
        for (kind, rings) in self.file.backdrop()?.iter().flat_map(grouped) {
            if rings.iter().any(|ring| touches(ring, corners)) {
                let lines = rings.iter().map(|ring| ring.iter().map(lon_lat).collect()).collect();
                shapes.push(Shape { look: Look::Mapped(kind), lines });
            }
        }
        let graph = &self.loaded.graph;
        for edge in 0..graph.edge_count() as u32 {
            let line: Vec<Point> = graph.points(edge).collect();
            let class = graph.attributes(edge).class;
            // A straight walk across a square is nothing that one sees there.
            if class != Class::Crossing && touches(&line, corners) {
                let look = Look::Street { class, street: graph.edge(edge).street };
                shapes.push(Shape { look, lines: vec![line.iter().map(lon_lat).collect()] });
            }
        }
        Ok(shapes)
    }
}

/// The shapes of a backdrop: its lines, with holes joined to the area they are cut from.
fn grouped(backdrop: &Backdrop) -> Vec<(BackdropKind, Vec<&[Point]>)> {
    let mut shapes: Vec<(BackdropKind, Vec<&[Point]>)> = vec![];
    let mut start = 0;
    for (&kind, &end) in backdrop.kinds.iter().zip(&backdrop.ends) {
        let line = backdrop.points.get(start..end as usize).unwrap_or_default();
        start = end as usize;
        match shapes.last_mut() {
            Some((area, rings)) if *area == kind && is_area(kind) && is_clockwise(line) => rings.push(line),
            _ => shapes.push((kind, vec![line])),
        }
    }
    shapes
}

fn is_area(kind: BackdropKind) -> bool {
    matches!(kind, BackdropKind::Water | BackdropKind::Green | BackdropKind::Building)
}

fn is_clockwise(ring: &[Point]) -> bool {
    let next = ring.iter().cycle().skip(1);
    let cross = |(a, b): (&Point, &Point)| i64::from(a.x) * i64::from(b.y) - i64::from(b.x) * i64::from(a.y);
    ring.iter().zip(next).map(cross).sum::<i64>() < 0
}

fn touches(line: &[Point], [low, high]: [Point; 2]) -> bool {
    let within = |of: fn(&Point) -> i32| {
        let (least, most) = (line.iter().map(of).min(), line.iter().map(of).max());
        least.is_some_and(|least| least <= of(&high)) && most.is_some_and(|most| most >= of(&low))
    };
    within(|point| point.x) && within(|point| point.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[[i32; 2]]) -> Vec<Point> {
        points.iter().map(|&[x, y]| Point { x, y }).collect()
    }

    #[test]
    fn a_hole_belongs_to_the_area_before_it() {
        let outer = ring(&[[0, 0], [9, 0], [9, 9], [0, 9]]);
        let hole = ring(&[[3, 3], [3, 6], [6, 6], [6, 3]]);
        let backdrop = Backdrop {
            kinds: vec![BackdropKind::Green, BackdropKind::Green, BackdropKind::Green, BackdropKind::Railway],
            ends: vec![4, 8, 12, 16],
            points: [&outer[..], &hole, &outer, &hole].concat(),
        };
        let shapes = grouped(&backdrop);
        assert_eq!(shapes.iter().map(|(_, rings)| rings.len()).collect::<Vec<_>>(), [2, 1, 1]);
    }

    #[test]
    fn extents_touch_or_do_not() {
        let line = ring(&[[0, 0], [10, 5]]);
        let corners = |a: [i32; 2], b: [i32; 2]| [Point { x: a[0], y: a[1] }, Point { x: b[0], y: b[1] }];
        assert!(touches(&line, corners([5, 5], [20, 20])));
        assert!(!touches(&line, corners([5, 6], [20, 20])));
        assert!(!touches(&[], corners([5, 5], [20, 20])));
    }
}
