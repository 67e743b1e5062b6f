//! From an extract to the parts of a graph file: the whole way, step by step.

use std::path::PathBuf;

use indicatif::ProgressBar;
use yike::datum::Datum;
use yike::grid::Grid;
use yike::network::{Header, Network, Parts, Texts};

use crate::backdrop;
use crate::categories::Categories;
use crate::city_places::city_places;
use crate::components::components;
use crate::contract::contract;
use crate::error::{Error, Result};
use crate::extent::{Extent, ExtentSource};
use crate::network::build_network;
use crate::osm::OsmData;
use crate::pinyin::pinyin_of;
use crate::read::read;
use crate::report::Report;
use crate::walk_network::WalkNetwork;
use crate::walkable::Refusal;

/// Who must be named wherever OpenStreetMap's data is shown.
pub const ATTRIBUTION: &str = "© OpenStreetMap contributors";

/// What to build from what.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The extract: `.osm.pbf`, `.osm` or `.osm.gz`.
    pub input: PathBuf,
    /// West, south, east, north in degrees: what to take of the extract; all of it if `None`.
    pub bbox: Option<[f64; 4]>,
    /// The city's or county's name; the file's if `None`.
    pub name: Option<String>,
    /// Whether walkers cross squares and other walkable areas in straight lines.
    pub areas: bool,
    /// Whether water, green, buildings, watercourses, railways and the coast go into the file, to be drawn.
    pub backdrop: bool,
    /// An operator's lists of facilities, CSV or GeoJSON.
    pub places: Vec<PathBuf>,
    /// What the coordinates of those lists refer to.
    pub places_datum: Datum,
}

impl Default for BuildOptions {
    /// Everything, of an extract still to be named.
    fn default() -> Self {
        Self {
            input: PathBuf::new(),
            bbox: None,
            name: None,
            areas: true,
            backdrop: true,
            places: vec![],
            places_datum: Datum::Wgs84,
        }
    }
}

/// Builds the parts of a graph file and tells what was kept and left out.
///
/// The same input gives the same parts, always.
///
/// # Errors
/// If an input cannot be read or nothing walkable is left of it.
pub fn build(options: &BuildOptions, progress: &ProgressBar) -> Result<(Parts, Report)> {
    let mut report = Report::default();
    progress.set_message("reading");
    let data = read(&options.input, progress)?;
    let extent = Extent::of(&data, options.bbox)
        .ok_or_else(|| Error::new(format!("{} holds no nodes", options.input.display())))?;
    let grid = Grid::for_latitude(extent.middle_latitude());

    progress.set_message("finding walkable ways");
    let walk = walk_network(&data, &extent, options.areas, &mut report);
    let components = components(&walk, grid);
    if !components.kept.contains(&true) {
        return Err(Error::new(format!("{} holds no walkable street", options.input.display())));
    }

    progress.set_message("contracting and simplifying");
    let chains = contract(&walk, &components.kept);
    let built = build_network(&walk, &chains, grid)?;
    let network = &built.network;
    report.kept("components", components.kept_components, "");
    report.left_out(
        "components",
        components.dropped_components,
        format!(
            "too small to walk in: {} nodes, {:.1} km",
            components.dropped_nodes,
            components.dropped_m / 1000.0
        ),
    );
    report.kept(
        "nodes",
        network.nodes.len(),
        format!("{} at the edge of the data", network.border_nodes.len()),
    );
    report.kept("edges", network.edges.len(), format!("{} kinds", network.attribute_sets.len()));
    report.kept("points within edges", network.inner_points.len(), "");
    report.left_out(
        "points within edges",
        built.source_inner_points.saturating_sub(network.inner_points.len()),
        "the line is the same to 1 m without them",
    );
    report.kept("street names", built.streets.len(), "");

    progress.set_message("finding places");
    let categories = Categories::standard()?;
    let snapped = city_places(&data, &extent, &built.network, &categories, options, &mut report)?;

    progress.set_message("drawing the backdrop");
    let backdrop = options.backdrop.then(|| backdrop::draw(&data, grid, &extent));
    if let Some(backdrop) = &backdrop {
        report.kept("backdrop shapes", backdrop.kinds.len(), format!("{} points", backdrop.points.len()));
    }

    let header = Header {
        name: options.name.clone().unwrap_or_else(|| name_of_file(&options.input)),
        bbox: extent.bbox,
        data_date: data.data_date,
        attribution: ATTRIBUTION.to_owned(),
        builder: concat!("yike ", env!("CARGO_PKG_VERSION")).to_owned(),
    };
    let mut texts = Texts { streets: built.streets, places: snapped.texts, pinyin: vec![] };
    texts.pinyin = pinyin_of(texts.streets.iter().chain(texts.places.iter().map(|place| &place.names)));
    let parts = Parts {
        header,
        categories: categories.table().to_vec(),
        network: Network { places: snapped.places, entrances: snapped.entrances, ..built.network },
        texts,
        backdrop,
    };
    Ok((parts, report))
}

fn walk_network(data: &OsmData, extent: &Extent, with_areas: bool, report: &mut Report) -> WalkNetwork {
    let [west, south, east, north] = extent.bbox;
    let source = match extent.source {
        ExtentSource::Asked => "as asked",
        ExtentSource::Header => "from the file's header",
        ExtentSource::StandAloneNodes => "around the stand-alone points, as the file does not tell",
        ExtentSource::AllNodes => "around all points, as the file does not tell",
    };
    let (walk, counts) = WalkNetwork::new(data, extent, with_areas);
    report.kept("map nodes read", data.nodes.len(), "");
    report.kept("map ways read", data.way_count(), "");
    report.kept("map relations read", data.relations().len(), "");
    report.kept("walkable ways", counts.walked, format!("{west},{south},{east},{north}, {source}"));
    for (refusal, count) in counts.refused {
        let why = match refusal {
            Refusal::NotForWalking => "motorway, under construction or otherwise not for walking",
            Refusal::TrunkWithoutFootway => "trunk or motor road without sidewalk",
            Refusal::FootForbidden => "foot=no, private or use_sidepath",
            Refusal::Private => "access=no or private",
        };
        report.left_out("ways", count, why);
    }
    report.left_out("stretches of way", counts.outside, "outside the extent");
    report.left_out("node references", counts.missing_nodes, "not in the extract");
    report.left_out("passages", counts.blocked_nodes, "barriers closed to people on foot");
    let areas = counts.areas;
    report.kept("areas crossed", areas.crossed, format!("by {} lines of sight", areas.lines));
    report.left_out("areas", areas.plain, "with one entrance, or whose outline leads as straight");
    report.left_out("areas", areas.broken, "outline not whole in the extract");
    walk
}

/// `some/monaco-latest.osm.pbf` is `monaco-latest`.
fn name_of_file(path: &std::path::Path) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    file.split('.').find(|part| !part.is_empty()).unwrap_or("city").to_owned()
}
