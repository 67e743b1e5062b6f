//! All places of a city, tied to its network: from the map and from an operator's lists, each real one once.

use std::path::Path;

use yike::network::Network;

use crate::build::BuildOptions;
use crate::categories::Categories;
use crate::entrances::{MAX_SIDE_M, Snapped, snap};
use crate::error::{Error, Result};
use crate::extent::Extent;
use crate::facilities::{FacilityList, FacilityReader};
use crate::merge::merge;
use crate::osm::OsmData;
use crate::places::collect;
use crate::report::Report;
use crate::stations::attach_entrances;

/// The categories whose places are entered by entrances that are mapped by themselves.
const STATIONS: [&str; 2] = ["metro_station", "railway_station"];
/// At most so many bad rows of a list are told one by one.
const MAX_TOLD: usize = 100;

/// Collects, merges and ties the places, and tells what was kept and left out.
///
/// # Errors
/// If a list cannot be read.
pub fn city_places(
    data: &OsmData,
    extent: &Extent,
    network: &Network,
    categories: &Categories,
    options: &BuildOptions,
    report: &mut Report,
) -> Result<Snapped> {
    let mut collected = collect(data, categories, network.grid, extent);
    report.left_out("places", collected.outside, "outside the extent");
    report.left_out("places", collected.broken, "outline not whole in the extract");
    let stations: Vec<u8> = STATIONS.iter().filter_map(|id| categories.find(id)).collect();
    attach_entrances(&mut collected.places, collected.station_entrances, &stations);
    let reader = FacilityReader { categories, datum: options.places_datum, grid: network.grid };
    for path in &options.places {
        let list = std::fs::read(path).map_err(Error::new).and_then(|bytes| reader.read(&bytes));
        let list = list.map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
        tell_rows(&list, path, report);
        collected.places.extend(list.places);
    }
    let (places, merged) = merge(collected.places, &stations);
    report.left_out("places", merged, "the same as another");
    let snapped = snap(places, network);
    report.kept("places", snapped.places.len(), format!("{} entrances", snapped.entrances.len()));
    let farther = format!("farther than {MAX_SIDE_M} m from any walkable street");
    let (mapped, listed): (Vec<_>, Vec<_>) = snapped.too_far.iter().partition(|place| place.osm.is_some());
    report.left_out("places", mapped.len(), &farther);
    for place in listed {
        report.left_out("listed place", 1, format!("{}: {farther}", place.texts.names.local));
    }
    Ok(snapped)
}

fn tell_rows(list: &FacilityList, path: &Path, report: &mut Report) {
    let path = path.display();
    report.kept("listed places read", list.places.len(), &path);
    report.left_out("listed places", list.rejected.len(), format!("{path}: rows that cannot be used"));
    for row in list.rejected.iter().take(MAX_TOLD) {
        report.left_out("row", 1, format!("{path}, {}: {}", row.line, row.reason));
    }
}
