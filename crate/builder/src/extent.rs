//! The extent within which an extract is complete.
//!
//! Extracts keep ways whole, so that streets stick out of the box that was cut; beyond it they are a few threads of what is
//! really there. The extent is therefore taken from what is said of it, and from the nodes only where nothing is said.

use geo::Coord;
use yike::grid::{Grid, LonLat, metres_per_degree};

use crate::osm::OsmData;

/// Stand-alone tagged nodes needed to trust their bounding box.
const ENOUGH_STAND_ALONE_NODES: usize = 20;

/// A box in degrees that holds its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// West, south, east, north.
    pub bbox: [f64; 4],
    /// Who says so.
    pub source: ExtentSource,
}

/// Where an extent was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtentSource {
    /// The caller.
    Asked,
    /// The header of the file.
    Header,
    /// The bounding box of the tagged nodes that belong to no way: extracts hold these only inside the box that was cut.
    StandAloneNodes,
    /// The bounding box of all nodes, for want of anything better.
    AllNodes,
}

impl Extent {
    /// The extent of an extract: the one asked for, or else the best the extract tells.
    ///
    /// `None` if it has no node and no header.
    pub fn of(data: &OsmData, asked: Option<[f64; 4]>) -> Option<Self> {
        if let Some(bbox) = asked {
            return Some(Self { bbox, source: ExtentSource::Asked });
        }
        if let Some(bbox) = data.header_bbox.filter(is_box_on_earth) {
            return Some(Self { bbox, source: ExtentSource::Header });
        }
        let mut on_a_way = vec![false; data.nodes.len()];
        for node in data.ways().flat_map(|way| way.nodes) {
            if let Some(on_a_way) = on_a_way.get_mut(*node as usize) {
                *on_a_way = true;
            }
        }
        let stand_alone =
            || data.tagged_nodes().map(|tagged| tagged.node).filter(|&node| !on_a_way[node as usize]);
        if stand_alone().count() >= ENOUGH_STAND_ALONE_NODES {
            let bbox = bounding_box(stand_alone().map(|node| data.nodes.position(node)))?;
            return Some(Self { bbox, source: ExtentSource::StandAloneNodes });
        }
        let bbox = bounding_box((0..data.nodes.len() as u32).map(|node| data.nodes.position(node)))?;
        Some(Self { bbox, source: ExtentSource::AllNodes })
    }

    /// Whether a position lies inside or on the edge.
    pub fn contains(&self, at: LonLat) -> bool {
        let [west, south, east, north] = self.bbox;
        (west..=east).contains(&at.lon) && (south..=north).contains(&at.lat)
    }

    /// Whether the bounding box of two positions touches the extent.
    pub fn touches(&self, a: LonLat, b: LonLat) -> bool {
        let [west, south, east, north] = self.bbox;
        a.lon.max(b.lon) >= west
            && a.lon.min(b.lon) <= east
            && a.lat.max(b.lat) >= south
            && a.lat.min(b.lat) <= north
    }

    /// The south-west and the north-east corner in fractional grid units.
    pub fn corners(&self, grid: Grid) -> [Coord; 2] {
        let [west, south, east, north] = self.bbox;
        [[west, south], [east, north]].map(|[lon, lat]| grid.position(LonLat { lon, lat }).into())
    }

    /// Metres from a position inside to the nearest edge; negative outside.
    pub fn metres_to_edge(&self, at: LonLat) -> f64 {
        let [west, south, east, north] = self.bbox;
        let [lon_m, lat_m] = metres_per_degree(at.lat);
        ((at.lon - west).min(east - at.lon) * lon_m).min((at.lat - south).min(north - at.lat) * lat_m)
    }

    /// The latitude halfway between south and north.
    pub fn middle_latitude(&self) -> f64 {
        (self.bbox[1] + self.bbox[3]) / 2.0
    }
}

fn is_box_on_earth(&[west, south, east, north]: &[f64; 4]) -> bool {
    -180.0 <= west && west < east && east <= 180.0 && -90.0 <= south && south < north && north <= 90.0
}

fn bounding_box(positions: impl Iterator<Item = LonLat>) -> Option<[f64; 4]> {
    positions.fold(None, |bbox, LonLat { lon, lat }| {
        let [west, south, east, north] = bbox.unwrap_or([lon, lat, lon, lat]);
        Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Drawing;

    #[test]
    fn who_is_asked_first() {
        let mut data = Drawing::default().line(1, &[[0, 0], [500, 500]], &[]).read();
        let of = |data: &OsmData, asked| Extent::of(data, asked).map(|extent| (extent.source, extent.bbox));
        assert_eq!(of(&data, None), Some((ExtentSource::AllNodes, [0.0, 0.0, 0.005, 0.005])));
        data.header_bbox = Some([1.0, 2.0, 3.0, 4.0]);
        assert_eq!(of(&data, None), Some((ExtentSource::Header, [1.0, 2.0, 3.0, 4.0])));
        data.header_bbox = Some([1.0, 2.0, 3.0, 400.0]);
        assert_eq!(of(&data, None), Some((ExtentSource::AllNodes, [0.0, 0.0, 0.005, 0.005])));
        let asked = [5.0, 6.0, 7.0, 8.0];
        assert_eq!(of(&data, Some(asked)), Some((ExtentSource::Asked, asked)));
        assert_eq!(of(&Drawing::default().read(), None), None);
    }

    #[test]
    fn where_nothing_is_said_stand_alone_nodes_tell_as_streets_stick_out() {
        let shops = (0..30).fold(Drawing::default(), |drawing, shop| {
            drawing.node(100 + i64::from(shop), [shop * 10, shop * 10], &[("shop", "bakery")])
        });
        let data = shops.line(1, &[[-900, 5], [900, 5]], &[("highway", "path")]).read();
        let extent = Extent::of(&data, None).unwrap();
        assert_eq!(extent.source, ExtentSource::StandAloneNodes);
        assert_eq!(extent.bbox, [0.0, 0.0, 0.0029, 0.0029]);
        assert!(extent.contains(LonLat { lon: 0.0029, lat: 0.001 }));
        assert!(!extent.contains(LonLat { lon: 0.003, lat: 0.001 }));
        assert!(extent.metres_to_edge(LonLat { lon: 0.001, lat: 0.0019 }) - 110.6 < 1.0);
    }
}
