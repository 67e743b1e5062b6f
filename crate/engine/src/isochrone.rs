//! Isochrones: what can be reached within given times, as polygons.

use crate::contour::{Polygons, STEPS, Within, doubled_area, polygons};
use crate::costs::Costs;
use crate::edge_index::{EdgeIndex, Tile};
use crate::error::Result;
use crate::field::{
    ArrivalField, CELL_UNITS, Cells, FilledField, Limits, Ownership, SAMPLE_OFFSET_UNITS, filled_tiles,
};
use crate::graph::Graph;
use crate::grid::Grid;
use crate::question::limit_ms;
use crate::search::PathTree;

/// Holes smaller than this are filled unless the question says otherwise, in square metres: a larger
/// one shows on a phone. Filling those of 2,500 m² would lay a percent more of unreached streets inside.
pub const DEFAULT_MIN_HOLE_AREA_M2: f64 = 1000.0;

/// The ground that can be reached within several limits, largest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Isochrone {
    /// One contour for each different limit.
    pub contours: Vec<Contour>,
}

/// The ground that can be reached within one limit, as polygons with holes that are valid after OGC Simple Features; none
/// if nothing is reached.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contour {
    /// The limit.
    pub minutes: f64,
    /// The area of all polygons without their holes, in square metres.
    pub area_m2: f64,
    /// The points of all rings as `[lon, lat]` in degrees. Each ring ends with its first point; outer rings run
    /// anticlockwise, holes clockwise.
    pub points: Vec<[f64; 2]>,
    /// Where each ring ends in `points`.
    pub ring_ends: Vec<u32>,
    /// Where each polygon ends in `ring_ends`. The first ring of a polygon is its outer one, all others are its holes.
    pub polygon_ends: Vec<u32>,
}

/// Draws isochrones of one graph. It keeps the ownership of ground from question to question, and its buffers.
#[derive(Debug, Clone)]
pub struct IsochroneMaker {
    ownership: Ownership,
    cells: Cells,
    within: Within,
}

impl IsochroneMaker {
    /// A maker for the graph of this index; it must be asked with these only.
    pub fn new(index: &EdgeIndex) -> Self {
        Self { ownership: Ownership::new(index), cells: Cells::default(), within: Within::default() }
    }

    /// Keeps what is still true of the ground after more edges joined the graph, each of the others with a new number;
    /// `is_new` tells on which tiles anything joined may own ground.
    pub(crate) fn grow(
        &mut self,
        graph: &Graph,
        index: &EdgeIndex,
        new_edge: impl Fn(u32) -> u32,
        is_new: impl Fn(Tile) -> bool,
    ) {
        self.ownership.grow(graph, index, new_edge, is_new);
    }

    /// How far the search for these minutes must go, in milliseconds: a little beyond the largest. See [`IsochroneMaker::isochrone`].
    ///
    /// # Errors
    /// [`ErrorCode::InvalidMinutes`](crate::ErrorCode::InvalidMinutes), naming the first wrong value.
    pub fn search_ms(costs: &Costs, minutes: &[f64]) -> Result<u32> {
        Ok(limits(costs, minutes)?.search_ms())
    }

    /// The isochrone of a search that went at least as far as [`IsochroneMaker::search_ms`]. Each contour is the same
    /// whatever others are asked with it, and however much further the search went. Holes smaller than `min_hole_area_m2`
    /// are filled.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidMinutes`](crate::ErrorCode::InvalidMinutes), naming the first wrong value.
    pub fn isochrone(
        &mut self,
        graph: &Graph,
        index: &EdgeIndex,
        costs: &Costs,
        tree: &PathTree,
        minutes: &[f64],
        min_hole_area_m2: f64,
    ) -> Result<Isochrone> {
        let limits = limits(costs, minutes)?;
        let field = ArrivalField::new(graph, index, costs, tree, &limits);
        field.fill(&mut self.ownership, &mut self.cells);
        let tiles = filled_tiles(&self.ownership, &self.cells);
        let field = FilledField::new(&field, &self.cells, &tiles);
        let mut contours = Vec::with_capacity(limits.ms().len());
        for (limit, &ms) in (0..limits.beyond()).zip(limits.ms()).rev() {
            // As it was asked for, not as the limit was rounded.
            let Some(&minutes) = minutes.iter().find(|&&minutes| limit_ms(minutes) == Ok(ms)) else {
                continue;
            };
            self.within.mark(&self.cells, limit);
            let first_row = self.cells.first()[1] + self.within.first_row() as i32;
            let cell_m2 = cell_area_m2(graph.grid(), first_row.into());
            let polygons = polygons(field, limit, &mut self.within, min_hole_area_m2 / cell_m2);
            contours.push(contour(graph.grid(), minutes, polygons));
        }
        Ok(Isochrone { contours })
    }
}

fn limits(costs: &Costs, minutes: &[f64]) -> Result<Limits> {
    let ms = minutes.iter().map(|&minutes| limit_ms(minutes)).collect::<Result<Vec<u32>>>()?;
    Ok(Limits::new(costs, ms))
}

/// Square metres of a cell in a row of the world.
fn cell_area_m2(grid: Grid, row: f64) -> f64 {
    let scale = grid.scale_at(row * f64::from(CELL_UNITS));
    scale.x_m * scale.y_m * f64::from(CELL_UNITS * CELL_UNITS)
}

/// Grid units of a coordinate in steps of cells.
fn units(steps: i32) -> f64 {
    f64::from(steps) * (f64::from(CELL_UNITS) / f64::from(STEPS)) + f64::from(SAMPLE_OFFSET_UNITS)
}

fn contour(grid: Grid, minutes: f64, polygons: Polygons) -> Contour {
    let mut contour = Contour {
        minutes,
        area_m2: 0.0,
        points: Vec::with_capacity(polygons.vertices.len() + polygons.ring_ends.len()),
        ring_ends: Vec::with_capacity(polygons.ring_ends.len()),
        polygon_ends: polygons.polygon_ends,
    };
    let mut start = 0;
    for &end in &polygons.ring_ends {
        let ring = &polygons.vertices[start..end as usize];
        start = end as usize;
        let first = contour.points.len();
        contour.points.extend(ring.iter().map(|&[x, y]| grid.lon_lat([units(x), units(y)])));
        contour.points.push(contour.points[first]);
        contour.ring_ends.push(contour.points.len() as u32);
        let cells = doubled_area(ring) as f64 / (f64::from(STEPS) * f64::from(STEPS) * 2.0);
        contour.area_m2 += cells * cell_area_m2(grid, f64::from(ring[0][1]) / f64::from(STEPS));
    }
    contour
}
