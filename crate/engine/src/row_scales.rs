//! Many lengths on the grid at once.

use crate::grid::{Grid, Point, Scale};

/// Rows of the grid between two at which the scale is worked out, a power of two. In between it is linear: within 2e-11 of
/// the exact one.
const BAND_BITS: u32 = 6;
/// So many bands are remembered: those of a block, about 18 km.
const BANDS: usize = 256;

/// The scales of a grid's rows, remembered band by band: the series behind [`Grid::scale_at`] takes longer than all the
/// rest of a length.
#[derive(Debug)]
pub(crate) struct RowScales {
    grid: Grid,
    bands: Vec<Band>,
}

#[derive(Debug, Clone, Copy)]
struct Band {
    /// In units of 2^6 rows.
    number: i32,
    start: Scale,
    /// What a row more adds.
    slope: Scale,
}

impl RowScales {
    pub(crate) fn new(grid: Grid) -> Self {
        let none = Scale { x_m: 0.0, y_m: 0.0 };
        Self { grid, bands: vec![Band { number: i32::MIN, start: none, slope: none }; BANDS] }
    }

    /// Length of the straight line between two points, in metres.
    pub(crate) fn distance_m(&mut self, a: Point, b: Point) -> f64 {
        // Twice the middle row.
        let row = i64::from(a.y) + i64::from(b.y);
        let number = (row >> (BAND_BITS + 1)) as i32;
        let band = &mut self.bands[number as usize % BANDS];
        if band.number != number {
            *band = Band::new(self.grid, number);
        }
        let Band { start, slope, .. } = *band;
        let rows = (row as i32 & ((2 << BAND_BITS) - 1)) as f64 * 0.5;
        let scale = Scale { x_m: start.x_m + slope.x_m * rows, y_m: start.y_m + slope.y_m * rows };
        scale.length_m(f64::from(b.x) - f64::from(a.x), f64::from(b.y) - f64::from(a.y))
    }
}

impl Band {
    fn new(grid: Grid, number: i32) -> Self {
        let height = f64::from(1 << BAND_BITS);
        let [start, end] = [0.0, 1.0].map(|further| grid.scale_at((f64::from(number) + further) * height));
        let slope = Scale { x_m: (end.x_m - start.x_m) / height, y_m: (end.y_m - start.y_m) / height };
        Self { number, start, slope }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_grid() {
        for lat in [-64.0, 0.0, 43.7] {
            let grid = Grid::for_latitude(lat);
            let mut rows = RowScales::new(grid);
            let y = (lat * 100_000.0) as i32;
            for step in 0..40_000 {
                let a = Point { x: step % 977, y: y + step };
                let b = Point { x: 4 * step % 1301, y: y + 7 * step % 1999 };
                let (fast_m, exact_m) = (rows.distance_m(a, b), grid.distance_m(a, b));
                assert!((fast_m - exact_m).abs() <= 1e-10 * exact_m, "{fast_m} against {exact_m}");
            }
        }
    }
}
