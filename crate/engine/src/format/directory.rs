//! The directory: what the file says of itself, and where everything lies in it.

use super::backdrop::BackdropCounts;
use super::bytes::{ByteReader, ByteWriter};
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::{Category, Header};

/// How much a file holds, as its directory states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Nodes, each counted once.
    pub nodes: u32,
    /// Edges.
    pub edges: u32,
    /// Places, each counted once.
    pub places: u32,
    /// Blocks.
    pub blocks: u32,
    /// Street names.
    pub streets: u32,
    /// How many places have each category, in the order of the file's table.
    pub places_per_category: Vec<u32>,
}

/// Where a packed section lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Section {
    /// Bytes in the file; 0 if the section is absent.
    pub(super) length: u32,
    /// Bytes once unpacked.
    pub(super) unpacked: u32,
    pub(super) checksum: u32,
}

/// Where a block lies and what it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BlockEntry {
    /// Bytes in the file.
    pub(super) length: u32,
    pub(super) checksum: u32,
    pub(super) counts: BlockCounts,
    /// South-western and north-eastern corner of the geometry of the block's nodes and edges.
    pub(super) bounds: [Point; 2],
}

/// How much a block holds. A decoder allocates by these, so they are checked against the block's length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct BlockCounts {
    /// Nodes of its own.
    pub(super) nodes: u32,
    pub(super) edges: u32,
    pub(super) inner_points: u32,
    pub(super) entrances: u32,
    /// Places that no earlier block holds.
    pub(super) places: u32,
}

/// How many nodes, edges, points, entrances and places one byte of a block may stand for, so that a small hostile file cannot ask for
/// much memory. What packs more tightly is followed by zero bytes.
pub(super) const MAX_ITEMS_PER_BYTE: u64 = 4;
/// The most nodes of a block, and the most edges or entrances: the time to decode one may grow with their product.
const MAX_BLOCK_NODES: u32 = 1 << 14;
const MAX_BLOCK_EDGES: u32 = 1 << 16;

impl BlockCounts {
    /// The fewest bytes that a block with so much in it may have.
    pub(super) fn min_length(self) -> u64 {
        let Self { nodes, edges, inner_points, entrances, places } = self;
        let items: u64 = [nodes, edges, inner_points, entrances, places].into_iter().map(u64::from).sum();
        items.div_ceil(MAX_ITEMS_PER_BYTE)
    }

    /// Whether a block may hold so much, and holds anything.
    pub(super) fn are_allowed(self) -> bool {
        let Self { nodes, edges, entrances, places, .. } = self;
        (1..=MAX_BLOCK_NODES).contains(&nodes) && edges.max(entrances).max(places) <= MAX_BLOCK_EDGES
    }
}

/// The whole directory.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Directory {
    pub(super) header: Header,
    pub(super) grid: Grid,
    pub(super) categories: Vec<Category>,
    pub(super) counts: Counts,
    pub(super) blocks: Vec<BlockEntry>,
    pub(super) streets: Section,
    pub(super) place_texts: Section,
    pub(super) pinyin: Section,
    pub(super) backdrop: Section,
    pub(super) backdrop_counts: BackdropCounts,
}

/// The name of the directory in messages.
pub(super) const DIRECTORY: &str = "the directory";

impl Directory {
    /// The directory as bytes, before they are packed.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = ByteWriter::default();
        let Header { name, bbox, data_date, attribution, builder } = &self.header;
        for text in [name, data_date, attribution, builder] {
            out.text(text);
        }
        for &degrees in bbox {
            out.f64(degrees);
        }
        out.varint(self.grid.lon_units_per_degree().into());
        out.varint(self.categories.len() as u64);
        for (category, &places) in self.categories.iter().zip(&self.counts.places_per_category) {
            out.text(&category.id);
            out.text(&category.zh);
            out.text(&category.en);
            out.varint(places.into());
        }
        out.varint(self.counts.streets.into());
        out.varint(self.blocks.len() as u64);
        let mut corner = Point::default();
        for block in &self.blocks {
            let BlockCounts { nodes, edges, inner_points, entrances, places } = block.counts;
            for number in [block.length, nodes, edges, inner_points, entrances, places] {
                out.varint(number.into());
            }
            let [low, high] = block.bounds;
            for (a, b) in [(corner.x, low.x), (corner.y, low.y), (low.x, high.x), (low.y, high.y)] {
                out.signed(i64::from(b) - i64::from(a));
            }
            corner = low;
            out.u32(block.checksum);
        }
        for section in [self.streets, self.place_texts, self.pinyin, self.backdrop] {
            out.varint(section.length.into());
            out.varint(section.unpacked.into());
            out.u32(section.checksum);
        }
        out.varint(self.backdrop_counts.shapes.into());
        out.varint(self.backdrop_counts.points.into());
        out.bytes
    }

    /// Reads and checks the unpacked bytes of a directory.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut input = ByteReader::new(bytes, DIRECTORY);
        let [name, data_date, attribution, builder] =
            [input.text()?, input.text()?, input.text()?, input.text()?];
        let bbox = [input.f64()?, input.f64()?, input.f64()?, input.f64()?];
        let header = Header { name, bbox, data_date, attribution, builder };
        if !is_extent(bbox) {
            return Err(input.damaged("its extent is not a box of west, south, east, north in degrees"));
        }
        let Some(grid) = Grid::from_lon_units_per_degree(input.number()?) else {
            return Err(input.damaged("its grid has no valid number of units in a degree"));
        };
        let (categories, places_per_category) = read_categories(&mut input)?;
        let streets_count = input.number()?;
        let block_count = input.count()?;
        let mut blocks = Vec::with_capacity(block_count);
        let mut corner = Point::default();
        for _ in 0..block_count {
            let entry = read_block_entry(&mut input, corner, grid)?;
            corner = entry.bounds[0];
            blocks.push(entry);
        }
        let [streets, place_texts, pinyin, backdrop] = [
            read_section(&mut input)?,
            read_section(&mut input)?,
            read_section(&mut input)?,
            read_section(&mut input)?,
        ];
        let backdrop_counts = BackdropCounts { shapes: input.number()?, points: input.number()? };
        if backdrop_counts.min_length() > backdrop.length.into() {
            return Err(input.damaged("it announces more than the backdrop section can hold"));
        }
        let sum = |of: fn(&BlockCounts) -> u32| {
            let total: u64 = blocks.iter().map(|block| u64::from(of(&block.counts))).sum();
            u32::try_from(total).map_err(|_| input.damaged("it announces more than 2^32 of something"))
        };
        let counts = Counts {
            nodes: sum(|counts| counts.nodes)?,
            edges: sum(|counts| counts.edges)?,
            places: sum(|counts| counts.places)?,
            blocks: block_count as u32,
            streets: streets_count,
            places_per_category,
        };
        if counts.streets > streets.unpacked {
            return Err(input.damaged("it announces more street names than their section can hold"));
        }
        input.end()?;
        Ok(Self {
            header,
            grid,
            categories,
            counts,
            blocks,
            streets,
            place_texts,
            pinyin,
            backdrop,
            backdrop_counts,
        })
    }
}

/// Whether a box is west, south, east, north in degrees.
pub(super) fn is_extent([west, south, east, north]: [f64; 4]) -> bool {
    let in_range = [west, east].iter().all(|lon| (-180.0..=180.0).contains(lon))
        && [south, north].iter().all(|lat| (-90.0..=90.0).contains(lat));
    in_range && west <= east && south <= north
}

/// Whether a point lies within longitude −180..180 and latitude −90..90 on a grid.
pub(super) fn is_on_earth(point: Point, grid: Grid) -> bool {
    point.x.unsigned_abs() <= 180 * grid.lon_units_per_degree() && point.y.unsigned_abs() <= 9_000_000
}

fn read_categories(input: &mut ByteReader) -> Result<(Vec<Category>, Vec<u32>)> {
    let count = input.count()?;
    if count > 255 {
        return Err(input.damaged("it has more than 255 categories"));
    }
    let mut categories = Vec::with_capacity(count);
    let mut places = Vec::with_capacity(count);
    for _ in 0..count {
        categories.push(Category { id: input.text()?, zh: input.text()?, en: input.text()? });
        places.push(input.number()?);
    }
    Ok((categories, places))
}

fn read_block_entry(input: &mut ByteReader, corner: Point, grid: Grid) -> Result<BlockEntry> {
    let length = input.number()?;
    let [nodes, edges, inner_points, entrances, places] =
        [input.number()?, input.number()?, input.number()?, input.number()?, input.number()?];
    let counts = BlockCounts { nodes, edges, inner_points, entrances, places };
    if counts.min_length() > length.into() || !counts.are_allowed() {
        return Err(input.damaged("it announces more than a block can hold"));
    }
    let mut step = |from: i32| -> Result<i32> {
        let by = input.signed()?;
        from.checked_add(by).ok_or_else(|| input.damaged("the bounds of a block are not on the earth"))
    };
    let low = Point { x: step(corner.x)?, y: step(corner.y)? };
    let high = Point { x: step(low.x)?, y: step(low.y)? };
    if !(is_on_earth(low, grid) && is_on_earth(high, grid) && low.x <= high.x && low.y <= high.y) {
        return Err(input.damaged("the bounds of a block are not a box on the earth"));
    }
    let checksum = input.u32()?;
    Ok(BlockEntry { length, checksum, counts, bounds: [low, high] })
}

fn read_section(input: &mut ByteReader) -> Result<Section> {
    Ok(Section { length: input.number()?, unpacked: input.number()?, checksum: input.u32()? })
}
