//! From crossings to rings, and from rings to polygons with holes.

use crate::contour::crossings::Crossings;
use crate::contour::generalize::generalize;

/// The polygons of one contour: flat columns of vertices in cells of the world.
#[derive(Debug, Clone, Default)]
pub(crate) struct Polygons {
    /// The vertices of all rings, without repeating a ring's first at its end. Outer rings run anticlockwise, holes clockwise.
    pub(crate) vertices: Vec<[f64; 2]>,
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

const NO_RING: u32 = u32::MAX;

/// Follows all rings of a contour and nests them. Holes smaller than `min_hole_cells` are filled with all that is in them.
pub(crate) fn polygons(crossings: &Crossings, min_hole_cells: f64) -> Polygons {
    let mut ring_of = vec![NO_RING; crossings.next.len()];
    let mut vertices = Vec::with_capacity(crossings.next.len());
    let mut rings: Vec<Ring> = Vec::new();
    for (first, west) in crossings.rows() {
        if ring_of[first as usize] != NO_RING {
            continue;
        }
        let start = vertices.len();
        let mut at = first;
        while ring_of[at as usize] == NO_RING {
            ring_of[at as usize] = rings.len() as u32;
            vertices.push(crossings.positions[at as usize]);
            at = crossings.next[at as usize];
        }
        let area = signed_area(&vertices[start..]);
        let west = west.map(|west| ring_of[west as usize] as usize);
        let kind = kind(&rings, west, area);
        let is_kept = match kind {
            Kind::Outer { within } => within.is_none_or(|hole| rings[hole].is_kept),
            Kind::Hole { of } => rings[of].is_kept && -area >= min_hole_cells,
        };
        rings.push(Ring { end: vertices.len(), kind, is_kept });
    }
    gather(&vertices, &rings)
}

/// The kind of a ring with this area, seen from the ring of the crossing west of its first: a hole is cut from the ring
/// that one belongs to, or beside it from the same; an outer ring lies in that hole, or beside that ring in the same.
fn kind(rings: &[Ring], west: Option<usize>, area: f64) -> Kind {
    match west.map(|west| (west, rings[west].kind)) {
        Some((west, Kind::Outer { .. })) if area < 0.0 => Kind::Hole { of: west },
        Some((_, Kind::Hole { of })) if area < 0.0 => Kind::Hole { of },
        Some((west, Kind::Hole { .. })) => Kind::Outer { within: Some(west) },
        Some((_, outer)) => outer,
        None => Kind::Outer { within: None },
    }
}

fn gather(vertices: &[[f64; 2]], rings: &[Ring]) -> Polygons {
    let mut polygons = Polygons::default();
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

/// The area of a ring in the square of its unit, positive if it runs anticlockwise.
pub(crate) fn signed_area(ring: &[[f64; 2]]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    let pairs = ring.iter().zip(ring.iter().skip(1).chain(ring.first()));
    let doubled: f64 = pairs.map(|(a, b)| (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0)).sum();
    doubled / 2.0
}
