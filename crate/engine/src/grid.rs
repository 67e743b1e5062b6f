//! The integer grid on which a file's coordinates lie, and lengths on it.
//!
//! One grid unit is 1e-5 degrees of latitude (about 1.11 m) in both directions: the longitude step is widened by the
//! cosine of the file's middle latitude, so that quantisation errors are the same east–west and north–south.
//! Everything here uses only `+ − × ÷ √` on `f64`, so native and WebAssembly builds agree to the last bit.

use std::fmt;

use crate::decimal::Decimal;
use crate::error::{Error, ErrorCode, Result};

/// A position as longitude and latitude in degrees, WGS-84. Longitude always comes first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LonLat {
    /// Longitude in degrees, −180..180.
    pub lon: f64,
    /// Latitude in degrees, −90..90.
    pub lat: f64,
}

impl LonLat {
    /// Checks that both coordinates are finite and in range.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidCoordinate`], naming the value.
    pub fn new(lon: f64, lat: f64) -> Result<Self> {
        if !(-180.0..=180.0).contains(&lon) {
            let lon = Decimal(lon);
            let message = format!("longitude {lon} is not a number from -180 to 180");
            return Err(Error::new(ErrorCode::InvalidCoordinate, message));
        }
        if !(-90.0..=90.0).contains(&lat) {
            let lat = Decimal(lat);
            let message = format!("latitude {lat} is not a number from -90 to 90");
            return Err(Error::new(ErrorCode::InvalidCoordinate, message));
        }
        Ok(Self { lon, lat })
    }
}

impl fmt::Display for LonLat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {}", Decimal(self.lon), Decimal(self.lat))
    }
}

/// A position on the file's [`Grid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Point {
    /// Grid units east of longitude 0.
    pub x: i32,
    /// Grid units north of the equator.
    pub y: i32,
}

/// Grid units in one degree of latitude.
pub const LAT_UNITS_PER_DEGREE: f64 = 100_000.0;

/// The mapping between degrees and grid units of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    lon_units_per_degree: u32,
}

impl Grid {
    /// The grid for data around the latitude `lat`, in degrees.
    pub fn for_latitude(lat: f64) -> Self {
        let units = (LAT_UNITS_PER_DEGREE * cos_degrees(lat)).round().clamp(1_000.0, 100_000.0);
        Self { lon_units_per_degree: units as u32 }
    }

    /// The grid with a given number of units in one degree of longitude (1,000 to 100,000), as files store it.
    pub fn from_lon_units_per_degree(units: u32) -> Option<Self> {
        (1_000..=100_000).contains(&units).then_some(Self { lon_units_per_degree: units })
    }

    /// Grid units in one degree of longitude.
    pub fn lon_units_per_degree(self) -> u32 {
        self.lon_units_per_degree
    }

    /// The grid point nearest to a position.
    pub fn point(self, at: LonLat) -> Point {
        let [x, y] = self.position(at);
        Point { x: x.round() as i32, y: y.round() as i32 }
    }

    /// A position in fractional grid units `[x, y]`.
    pub fn position(self, at: LonLat) -> [f64; 2] {
        [at.lon * f64::from(self.lon_units_per_degree), at.lat * LAT_UNITS_PER_DEGREE]
    }

    /// The position of fractional grid units, as `[lon, lat]` in degrees.
    pub fn lon_lat(self, position: [f64; 2]) -> [f64; 2] {
        [position[0] / f64::from(self.lon_units_per_degree), position[1] / LAT_UNITS_PER_DEGREE]
    }

    /// How many metres one grid unit spans at the height `y` (grid units).
    pub fn scale_at(self, y: f64) -> Scale {
        let [lon_m, lat_m] = metres_per_degree(y / LAT_UNITS_PER_DEGREE);
        Scale { x_m: lon_m / f64::from(self.lon_units_per_degree), y_m: lat_m / LAT_UNITS_PER_DEGREE }
    }

    /// Length of the straight line between two points, in metres.
    pub fn distance_m(self, a: Point, b: Point) -> f64 {
        self.scale_at((f64::from(a.y) + f64::from(b.y)) / 2.0)
            .length_m(f64::from(b.x) - f64::from(a.x), f64::from(b.y) - f64::from(a.y))
    }
}

/// Metres per grid unit around one latitude; differs between east–west and north–south by at most a few parts in a
/// thousand within a county.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Metres in one unit of x.
    pub x_m: f64,
    /// Metres in one unit of y.
    pub y_m: f64,
}

impl Scale {
    /// Length in metres of a vector in grid units.
    pub fn length_m(self, dx: f64, dy: f64) -> f64 {
        self.length2_m2(dx, dy).sqrt()
    }

    /// The square of the length of a vector in grid units, in square metres.
    pub(crate) fn length2_m2(self, dx: f64, dy: f64) -> f64 {
        let (dx, dy) = (dx * self.x_m, dy * self.y_m);
        dx * dx + dy * dy
    }

    /// The corners of a square that reaches at least `radius_m` metres to each side of a position in grid units.
    // The module is smaller so.
    #[inline(never)]
    pub(crate) fn square(self, [x, y]: [f64; 2], radius_m: f64) -> [Point; 2] {
        let (dx, dy) = (radius_m / self.x_m + 1.0, radius_m / self.y_m + 1.0);
        [Point { x: (x - dx) as i32, y: (y - dy) as i32 }, Point { x: (x + dx) as i32, y: (y + dy) as i32 }]
    }
}

/// Metres in one degree of longitude and of latitude at the latitude `lat` on the WGS-84 ellipsoid: the series of the
/// FCC's rule 47 CFR 73.208, good to 0.01 % at these distances.
pub fn metres_per_degree(lat: f64) -> [f64; 2] {
    let cos = cos_degrees(lat);
    let cos2 = 2.0 * cos * cos - 1.0;
    let cos3 = 2.0 * cos * cos2 - cos;
    let cos4 = 2.0 * cos * cos3 - cos2;
    let cos5 = 2.0 * cos * cos4 - cos3;
    [111_415.13 * cos - 94.55 * cos3 + 0.12 * cos5, 111_132.092 - 559.82 * cos2 + 1.175 * cos4]
}

/// Cosine of an angle of −90..90 degrees by its Taylor series (error below 1e-9): the platform's own differs in the last
/// bit from machine to machine, and answers must not.
fn cos_degrees(degrees: f64) -> f64 {
    let x = degrees * (std::f64::consts::PI / 180.0);
    let x2 = x * x;
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..=9 {
        let k = f64::from(k);
        term *= -x2 / ((2.0 * k - 1.0) * (2.0 * k));
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosine_agrees_with_the_standard_library() {
        for tenth in -900..=900 {
            let degrees = f64::from(tenth) / 10.0;
            assert!((cos_degrees(degrees) - degrees.to_radians().cos()).abs() < 1e-9, "at {degrees}");
        }
    }

    #[test]
    fn distances_agree_with_the_geodesic_within_a_hundredth_of_a_percent() {
        use geo::{Distance, Geodesic};
        for lat in [-60.0, 0.0, 22.5, 43.7, 64.0] {
            let grid = Grid::for_latitude(lat);
            let (a, b) = (LonLat { lon: 7.4, lat }, LonLat { lon: 7.42, lat: lat + 0.01 });
            let [pa, pb] = [a, b].map(|at| grid.point(at));
            let [[alon, alat], [blon, blat]] = [pa, pb].map(|p| grid.lon_lat([p.x.into(), p.y.into()]));
            let truth = Geodesic.distance(geo::Point::new(alon, alat), geo::Point::new(blon, blat));
            let ours = grid.distance_m(pa, pb);
            assert!((ours / truth - 1.0).abs() < 1e-4, "{ours} against {truth} at {lat}");
        }
    }

    #[test]
    fn coordinates_out_of_range_are_named() {
        let error = LonLat::new(f64::NAN, 0.0).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidCoordinate);
        assert!(LonLat::new(0.0, 91.0).unwrap_err().to_string().contains("91"));
    }
}
