//! Reads an OpenStreetMap extract of any usual form.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use indicatif::ProgressBar;

use crate::error::{Error, Result};
use crate::osm::OsmData;
use crate::{read_pbf, read_xml};

/// Reads `.osm.pbf`, `.osm` (XML) or `.osm.gz`, told apart by their first bytes. The progress bar counts bytes read.
///
/// # Errors
/// If the file cannot be read, is none of these, or is cut short or damaged; the message says which.
pub fn read(path: &Path, progress: &ProgressBar) -> Result<OsmData> {
    let in_file = |error: Error| Error::new(format!("{}: {error}", path.display()));
    let file = File::open(path).map_err(|error| in_file(Error::new(error)))?;
    let metadata = file.metadata().map_err(|error| in_file(Error::new(error)))?;
    if metadata.is_dir() {
        return Err(in_file(Error::new("is a folder, not an OpenStreetMap extract")));
    }
    progress.set_length(metadata.len());
    let mut input = BufReader::new(progress.wrap_read(file));
    let start = input.fill_buf().map_err(|error| in_file(Error::new(error)))?;
    let data = match start {
        [] => Err(Error::new("is empty")),
        [0x1f, 0x8b, ..] => read_xml::read(BufReader::new(MultiGzDecoder::new(input))),
        [b'B', b'Z', b'h', ..] => Err(Error::new("is packed with bzip2: unpack it first (bunzip2)")),
        start if read_pbf::looks_like(start) => read_pbf::read(input),
        start if read_xml::looks_like(start) => read_xml::read(input),
        _ => Err(Error::new("is not an OpenStreetMap extract (.osm.pbf, .osm or .osm.gz)")),
    };
    data.map_err(in_file)
}
