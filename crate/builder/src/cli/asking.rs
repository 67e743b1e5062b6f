//! What the commands that ask questions have in common: the file, the point or the batch of points, who walks.

use std::path::PathBuf;

use clap::Args;
use yike::Engine;
use yike::grid::LonLat;
use yike::profile::{PROFILE_NAMES, Profile};
use yike::question::{Direction, Question};
use yike_builder::{Error, Result};

/// The graph file and the points to ask for.
#[derive(Debug, Args)]
pub struct Asking {
    /// The graph file
    pub file: PathBuf,
    /// The asked point in degrees
    #[arg(long, value_name = "LON,LAT", value_parser = parse_position, allow_hyphen_values = true)]
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    pub at: Option<LonLat>,
    /// Ask for every row of a CSV file with columns lon and lat; prints one JSON document a line, in order
    #[arg(long, value_name = "ORIGINS.csv")]
    pub batch: Option<PathBuf>,
    #[command(flatten)]
    walker: Walker,
}

/// Who walks.
#[derive(Debug, Args)]
struct Walker {
    /// The way of walking
    #[arg(long, default_value = "adult", value_parser = PROFILE_NAMES)]
    profile: String,
    /// Walking speed, 0.5 to 15 [default: the profile's]
    #[arg(long, value_name = "KMH")]
    speed: Option<f64>,
}

impl Asking {
    /// Opens the graph file. In a batch it is decoded whole, once.
    pub fn open(&self) -> Result<Engine> {
        let mut engine = open(&self.file)?;
        if self.batch.is_some() {
            engine.load_whole()?;
        }
        Ok(engine)
    }

    /// The question for one point.
    pub fn question(&self, origin: LonLat, direction: Direction) -> yike::Result<Question> {
        let mut profile = Profile::named(&self.walker.profile)?;
        profile.speed_kmh = self.walker.speed.unwrap_or(profile.speed_kmh);
        Ok(Question { origin, profile, direction })
    }
}

/// Opens a graph file; errors name it.
pub fn open(file: &std::path::Path) -> Result<Engine> {
    let named = |error: &dyn std::fmt::Display| Error::new(format!("{}: {error}", file.display()));
    let bytes = std::fs::read(file).map_err(|error| named(&error))?;
    Engine::open(bytes).map_err(|error| named(&error))
}

/// The direction of a question, by whether its flag turns it round.
pub fn direction(to_asked_point: bool) -> Direction {
    if to_asked_point { Direction::To } else { Direction::From }
}

/// Reads `LON,LAT`.
pub fn parse_position(text: &str) -> std::result::Result<LonLat, String> {
    let (lon, lat) = text.split_once(',').ok_or("expected LON,LAT")?;
    let number = |text: &str| text.trim().parse::<f64>().map_err(|_| format!("{text:?} is not a number"));
    LonLat::new(number(lon)?, number(lat)?).map_err(|error| error.to_string())
}
