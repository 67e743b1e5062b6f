//! The section of shapes drawn behind the rings.

use super::bytes::{ByteReader, ByteWriter};
use super::directory::is_on_earth;
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::{Backdrop, BackdropKind};

/// The name of this section in messages.
pub(super) const BACKDROP: &str = "the backdrop section";

/// The kinds of shapes in the order of their codes.
const KINDS: [BackdropKind; 6] = [
    BackdropKind::Water,
    BackdropKind::Green,
    BackdropKind::Building,
    BackdropKind::Waterway,
    BackdropKind::Railway,
    BackdropKind::Coastline,
];

/// Shape by shape its kind, its number of points and the points as differences.
pub(super) fn write_backdrop(backdrop: &Backdrop) -> Vec<u8> {
    let mut out = ByteWriter::default();
    out.varint(backdrop.kinds.len() as u64);
    let mut start = 0;
    let mut last = Point::default();
    for (&kind, &end) in backdrop.kinds.iter().zip(&backdrop.ends) {
        out.bytes.push(kind as u8);
        out.varint(u64::from(end) - start as u64);
        for point in &backdrop.points[start..end as usize] {
            out.signed(i64::from(point.x) - i64::from(last.x));
            out.signed(i64::from(point.y) - i64::from(last.y));
            last = *point;
        }
        start = end as usize;
    }
    out.bytes
}

/// The backdrop from its unpacked section.
pub(super) fn read_backdrop(bytes: &[u8], grid: Grid) -> Result<Backdrop> {
    let mut input = ByteReader::new(bytes, BACKDROP);
    let mut backdrop = Backdrop::default();
    let mut last = Point::default();
    for _ in 0..input.count()? {
        let Some(&kind) = KINDS.get(usize::from(input.byte()?)) else {
            return Err(input.damaged("a shape is of no known kind"));
        };
        for _ in 0..input.count()? {
            last = Point {
                x: last.x.saturating_add(input.signed()?),
                y: last.y.saturating_add(input.signed()?),
            };
            if !is_on_earth(last, grid) {
                return Err(input.damaged("a point is not on the earth"));
            }
            backdrop.points.push(last);
        }
        backdrop.kinds.push(kind);
        backdrop.ends.push(backdrop.points.len() as u32);
    }
    input.end()?;
    Ok(backdrop)
}
