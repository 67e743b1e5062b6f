//! From cells to rings, and from rings to polygons with holes.

use crate::contour::follow::follow;
use crate::contour::generalize::generalize;
use crate::contour::within::Within;
use crate::contour::{Position, STEPS};
use crate::field::FilledField;

/// The polygons of one contour: flat columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Polygons {
    /// The vertices of all rings, without repeating a ring's first at its end. Outer rings run anticlockwise, holes clockwise.
    pub(crate) vertices: Vec<Position>,
    /// Where each ring ends in `vertices`.
    pub(crate) ring_ends: Vec<u32>,
    /// Where each polygon ends in `ring_ends`; its first ring is the outer one.
    pub(crate) polygon_ends: Vec<u32>,
}

/// A ring and where it lies.
#[derive(Debug, Clone, Copy)]
struct Ring {
    /// Where its vertices end in the list of all followed vertices.
    end: usize,
    kind: Kind,
    /// Whether it is drawn: false for a filled hole and anything within one.
    is_kept: bool,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    /// An outer ring, and the hole in which it lies, if any.
    Outer { within: Option<usize> },
    /// A hole of the outer ring `of`.
    Hole { of: usize },
}

/// Follows all rings of a limit's contour and nests them, given the cells within it. Holes smaller than `min_hole_cells` cells are
/// filled with all that is in them.
pub(crate) fn polygons(field: FilledField, limit: u8, within: &mut Within, min_hole_cells: f64) -> Polygons {
    let min_hole_area = min_hole_cells * f64::from(STEPS) * f64::from(STEPS) * 2.0;
    let mut vertices = Vec::with_capacity(within.crossing_count() * 2);
    let mut rings: Vec<Ring> = Vec::new();
    within.for_each_ring(|within, eastern, west| {
        let start = vertices.len();
        // Rings are met at their south-western corner.
        let is_outer = within.holds(eastern);
        follow(field, limit, within, eastern, rings.len() as u32, &mut vertices);
        let kind = kind(&rings, west.map(|ring| ring as usize), is_outer);
        let is_kept = match kind {
            Kind::Outer { within } => within.is_none_or(|hole| rings[hole].is_kept),
            Kind::Hole { of } => {
                rings[of].is_kept && -doubled_area(&vertices[start..]) as f64 >= min_hole_area
            }
        };
        rings.push(Ring { end: vertices.len(), kind, is_kept });
    });
    gather(&vertices, &rings)
}

/// The kind of a ring, seen from the ring of the crossing west of its first: a hole is cut from the ring that one belongs to, or
/// beside it from the same; an outer ring lies in that hole, or beside that ring in the same.
fn kind(rings: &[Ring], west: Option<usize>, is_outer: bool) -> Kind {
    match west.map(|west| (west, rings[west].kind)) {
        Some((west, Kind::Outer { .. })) if !is_outer => Kind::Hole { of: west },
        Some((_, Kind::Hole { of })) if !is_outer => Kind::Hole { of },
        Some((west, Kind::Hole { .. })) => Kind::Outer { within: Some(west) },
        Some((_, outer)) => outer,
        None => Kind::Outer { within: None },
    }
}

fn gather(vertices: &[Position], rings: &[Ring]) -> Polygons {
    let mut polygons = Polygons { vertices: Vec::with_capacity(vertices.len() / 2), ..Polygons::default() };
    let ring = |index: usize| {
        let start = if index == 0 { 0 } else { rings[index - 1].end };
        &vertices[start..rings[index].end]
    };
    let mut holes: Vec<(usize, usize)> = (0..rings.len())
        .filter_map(|hole| match rings[hole].kind {
            Kind::Hole { of } if rings[hole].is_kept => Some((of, hole)),
            _ => None,
        })
        .collect();
    holes.sort_unstable();
    let mut holes = holes.into_iter().peekable();
    for (outer, &Ring { kind, is_kept, .. }) in rings.iter().enumerate() {
        if !is_kept || matches!(kind, Kind::Hole { .. }) {
            continue;
        }
        generalize(ring(outer), &mut polygons.vertices);
        polygons.ring_ends.push(polygons.vertices.len() as u32);
        while let Some((_, hole)) = holes.next_if(|&(of, _)| of == outer) {
            generalize(ring(hole), &mut polygons.vertices);
            polygons.ring_ends.push(polygons.vertices.len() as u32);
        }
        polygons.polygon_ends.push(polygons.ring_ends.len() as u32);
    }
    polygons
}

/// Twice the area of a ring in the square of its unit, positive if it runs anticlockwise.
pub(crate) fn doubled_area(ring: &[Position]) -> i64 {
    let Some((&first, others)) = ring.split_first() else { return 0 };
    let vector = |vertex: Position| [i64::from(vertex[0] - first[0]), i64::from(vertex[1] - first[1])];
    let mut doubled = 0;
    let mut a = [0, 0];
    for &vertex in others {
        let b = vector(vertex);
        doubled += a[0] * b[1] - b[0] * a[1];
        a = b;
    }
    doubled
}
