//! `yike build`: from an extract to a graph file.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use yike::datum::Datum;
use yike_builder::build::{BuildOptions, build};
use yike_builder::{Error, Result, report};

/// Build a graph file from an OpenStreetMap extract
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The extract: .osm.pbf, .osm or .osm.gz
    input: PathBuf,
    /// The graph file to write
    #[arg(short, long, value_name = "OUT.yike")]
    output: PathBuf,
    /// Take only this part of the extract (degrees)
    #[arg(long, value_name = "W,S,E,N", value_parser = parse_bbox, allow_hyphen_values = true)]
    bbox: Option<[f64; 4]>,
    /// Name of the city or county, for people [default: the extract's file name]
    #[arg(long)]
    name: Option<String>,
    /// Lead walkers around squares and other walkable areas, not across
    #[arg(long)]
    no_areas: bool,
    /// Draw what lies behind the rings into the file; this is the default
    #[arg(long, overrides_with = "no_backdrop")]
    backdrop: bool,
    /// Leave out water, green, buildings, watercourses, railways and the coast, which are only drawn
    #[arg(long, overrides_with = "backdrop")]
    no_backdrop: bool,
    /// Add the facilities of this list; may be given several times
    ///
    /// A CSV whose first row names the columns, in any order: category or 类别 (ids or labels of categories, with ; between),
    /// lon or 经度, lat or 纬度, and if there are: name or 名称, name_zh or 中文名, name_en or 英文名, opening_hours or 营业时间,
    /// phone or 电话, wheelchair or 无障碍. Or a GeoJSON FeatureCollection of points with these properties. In UTF-8, UTF-16 or
    /// GB 18030. Rows that cannot be used are told with their line and the reason; the others are kept.
    #[arg(long, value_name = "FILE")]
    places: Vec<PathBuf>,
    /// What the coordinates of --places refer to: wgs84 (GPS), gcj02 (AMap, Tencent) or bd09 (Baidu)
    #[arg(long, value_name = "DATUM", default_value = "wgs84", value_parser = Datum::from_name)]
    places_datum: Datum,
}

/// Builds, writes, and prints the closing table to stderr.
pub fn run(args: BuildArgs) -> Result<()> {
    let begun = Instant::now();
    let progress = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{elapsed:>4} {msg} {wide_bar} {percent}%") {
        progress.set_style(style);
    }
    let options = BuildOptions {
        input: args.input,
        bbox: args.bbox,
        name: args.name,
        areas: !args.no_areas,
        backdrop: args.backdrop || !args.no_backdrop,
        places: args.places,
        places_datum: args.places_datum,
    };
    let (parts, mut report) = build(&options, &progress)?;
    progress.set_message("writing");
    let bytes = yike::format::write(&parts)?;
    std::fs::write(&args.output, &bytes)
        .map_err(|error| Error::new(format!("{}: {error}", args.output.display())))?;
    progress.finish_and_clear();
    report.kept("bytes", bytes.len(), args.output.display());
    eprint!("{report}");
    let memory =
        peak_memory_mb().map(|megabytes| format!(", {megabytes} MB of memory at most")).unwrap_or_default();
    eprintln!("{:.1} s{memory}", begun.elapsed().as_secs_f64());
    Ok(())
}

fn parse_bbox(text: &str) -> std::result::Result<[f64; 4], String> {
    let numbers: Vec<f64> = text
        .split(',')
        .map(|part| part.trim().parse().map_err(|_| format!("{part:?} is not a number")))
        .collect::<std::result::Result<_, _>>()?;
    let Ok([west, south, east, north]) = <[f64; 4]>::try_from(numbers) else {
        return Err("expected four numbers: west,south,east,north".to_owned());
    };
    let in_range =
        -180.0 <= west && west < east && east <= 180.0 && -90.0 <= south && south < north && north <= 90.0;
    if !in_range {
        return Err("expected west < east within -180..180 and south < north within -90..90".to_owned());
    }
    Ok([west, south, east, north])
}

/// The most memory this process has held, where the system tells (Linux).
fn peak_memory_mb() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(report::grouped(kilobytes / 1024))
}
