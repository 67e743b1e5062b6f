//! A graph file in memory: its directory is read and checked at once, its blocks and sections when they are asked for.

use super::assemble::assemble;
use super::backdrop::{BACKDROP, code_backdrop};
use super::block::Block;
use super::bytes::damaged;
use super::checksum::crc32;
use super::compress::inflate;
use super::directory::{BlockEntry, Counts, DIRECTORY, Directory, Section};
use super::range_coder::Reader;
use super::street_walk::{FirstNumbers, Surroundings, code_block};
use super::texts::{PINYIN, PLACE_TEXTS, STREETS, read_pinyin, read_place_texts, read_streets};
use super::{MAGIC, PREAMBLE_LENGTH, VERSION};
use crate::error::{Error, ErrorCode, Result};
use crate::grid::{Grid, Point};
use crate::network::{Backdrop, Category, Header, Names, Network, Parts, PlaceTexts, Texts};

/// An opened graph file.
#[derive(Debug, Clone)]
pub struct File {
    bytes: Vec<u8>,
    directory: Directory,
    /// Where each block begins, and the end of the last.
    block_starts: Vec<usize>,
}

impl File {
    /// Checks that the bytes are a whole, undamaged graph file and reads its directory. No block is decoded yet.
    ///
    /// # Errors
    /// [`ErrorCode::NotAGraph`], [`ErrorCode::UnsupportedVersion`], [`ErrorCode::Truncated`] or
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        let directory = read_directory(&bytes)?;
        let mut block_starts = vec![directory_end(&bytes)?];
        for entry in &directory.blocks {
            let start = block_starts[block_starts.len() - 1];
            block_starts.push(start.saturating_add(entry.length as usize));
        }
        let file = Self { bytes, directory, block_starts };
        file.check_length()?;
        for block in 0..file.block_count() {
            let bytes = file.block_bytes(block as usize);
            if crc32(bytes) != file.directory.blocks[block as usize].checksum {
                return Err(wrong_checksum(&block_name(block)));
            }
        }
        for (section, name) in file.sections() {
            if crc32(file.section_bytes(name)) != section.checksum {
                return Err(wrong_checksum(name));
            }
        }
        Ok(file)
    }

    /// What the file says of itself.
    pub fn header(&self) -> &Header {
        &self.directory.header
    }

    /// The coordinate grid of everything in the file.
    pub fn grid(&self) -> Grid {
        self.directory.grid
    }

    /// The file's own table of categories.
    pub fn categories(&self) -> &[Category] {
        &self.directory.categories
    }

    /// How much the file holds.
    pub fn counts(&self) -> &Counts {
        &self.directory.counts
    }

    /// Size of the file in bytes.
    pub fn byte_count(&self) -> usize {
        self.bytes.len()
    }

    /// Whether the file has a backdrop.
    pub fn has_backdrop(&self) -> bool {
        self.directory.backdrop.length > 0
    }

    /// Number of blocks.
    pub fn block_count(&self) -> u32 {
        self.directory.counts.blocks
    }

    /// The south-western and north-eastern corner of all the geometry in a block; `None` if there is no such block.
    pub fn block_bounds(&self, block: u32) -> Option<[Point; 2]> {
        self.directory.blocks.get(block as usize).map(|entry| entry.bounds)
    }

    /// The blocks with geometry that may lie within a box, given by its south-western and north-eastern corner, ascending.
    pub fn blocks_touching(&self, [low, high]: [Point; 2]) -> Vec<u32> {
        let touches = |entry: &BlockEntry| {
            let [from, to] = entry.bounds;
            from.x <= high.x && to.x >= low.x && from.y <= high.y && to.y >= low.y
        };
        (0..)
            .zip(&self.directory.blocks)
            .filter(|(_, entry)| touches(entry))
            .map(|(block, _)| block)
            .collect()
    }

    /// Decodes blocks, given by ascending numbers, and joins them to one network. Nodes of other blocks to which their
    /// edges lead are in it too, without further edges.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the block.
    pub fn network(&self, blocks: &[u32]) -> Result<Network> {
        let mut decoded = Vec::with_capacity(blocks.len());
        let mut last = None;
        for &block in blocks {
            if last.is_some_and(|last| last >= block) || block >= self.block_count() {
                return Err(damaged(&block_name(block), "it is not in the file, or asked for out of order"));
            }
            last = Some(block);
            decoded.push(self.block(block)?);
        }
        assemble(self.grid(), &decoded.iter().collect::<Vec<_>>())
    }

    /// Decodes the names of streets.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn streets(&self) -> Result<Vec<Names>> {
        let count = self.directory.counts.streets as usize;
        read_streets(&self.unpacked(self.directory.streets, STREETS)?, count)
    }

    /// Decodes the texts of places.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn place_texts(&self) -> Result<Vec<PlaceTexts>> {
        let count = self.directory.counts.places as usize;
        read_place_texts(&self.unpacked(self.directory.place_texts, PLACE_TEXTS)?, count)
    }

    /// Decodes the pronunciations of the characters in names.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn pinyin(&self) -> Result<Vec<(char, String)>> {
        read_pinyin(&self.unpacked(self.directory.pinyin, PINYIN)?)
    }

    /// Decodes all sections of texts.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn texts(&self) -> Result<Texts> {
        Ok(Texts { streets: self.streets()?, places: self.place_texts()?, pinyin: self.pinyin()? })
    }

    fn unpacked(&self, section: Section, name: &str) -> Result<Vec<u8>> {
        inflate(self.section_bytes(name), section.unpacked as usize, name)
    }

    /// Decodes the backdrop, if there is one.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn backdrop(&self) -> Result<Option<Backdrop>> {
        if !self.has_backdrop() {
            return Ok(None);
        }
        let mut coder = Reader::new(self.section_bytes(BACKDROP));
        code_backdrop(&mut coder, &Backdrop::default(), self.directory.backdrop_counts, self.grid()).map(Some)
    }

    /// Decodes everything.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn parts(&self) -> Result<Parts> {
        let blocks: Vec<u32> = (0..self.block_count()).collect();
        Ok(Parts {
            header: self.header().clone(),
            categories: self.categories().to_vec(),
            network: self.network(&blocks)?,
            texts: self.texts()?,
            backdrop: self.backdrop()?,
        })
    }

    /// Bytes of the directory, the blocks and each further section, with their names: where the size of a file goes.
    pub fn section_sizes(&self) -> Vec<(&'static str, usize)> {
        let blocks = self.block_starts[self.block_starts.len() - 1] - self.block_starts[0];
        let mut sizes = vec![(DIRECTORY, self.block_starts[0]), ("the blocks", blocks)];
        sizes.extend(self.sections().map(|(section, name)| (name, section.length as usize)));
        sizes
    }

    /// Decodes a block, given by a number below [`File::block_count`].
    pub(crate) fn block(&self, number: u32) -> Result<Block> {
        let entry = self.directory.blocks[number as usize];
        let name = block_name(number);
        let around = Surroundings {
            entry,
            grid: self.grid(),
            categories: self.directory.categories.len(),
            streets: self.directory.counts.streets,
            places: self.directory.counts.places,
            section: &name,
        };
        let mut coder = Reader::new(self.block_bytes(number as usize));
        let block = code_block(&mut coder, &Block::default(), FirstNumbers::default(), around)?;
        let [low, high] = block.bounds();
        let [from, to] = entry.bounds;
        if low.x < from.x || low.y < from.y || high.x > to.x || high.y > to.y {
            return Err(damaged(&name, "a point lies outside its bounds"));
        }
        Ok(block)
    }

    fn block_bytes(&self, block: usize) -> &[u8] {
        &self.bytes[self.block_starts[block]..self.block_starts[block + 1]]
    }

    /// The sections after the blocks, in their order in the file.
    fn sections(&self) -> [(Section, &'static str); 4] {
        let Directory { streets, place_texts, pinyin, backdrop, .. } = self.directory;
        [(streets, STREETS), (place_texts, PLACE_TEXTS), (pinyin, PINYIN), (backdrop, BACKDROP)]
    }

    fn section_bytes(&self, wanted: &str) -> &[u8] {
        let mut start = self.block_starts[self.block_starts.len() - 1];
        for (section, name) in self.sections() {
            let end = start + section.length as usize;
            if name == wanted {
                return &self.bytes[start..end];
            }
            start = end;
        }
        &[]
    }

    fn check_length(&self) -> Result<()> {
        let sections: u64 = self.sections().iter().map(|(section, _)| u64::from(section.length)).sum();
        let expected = self.block_starts[self.block_starts.len() - 1] as u64 + sections;
        let length = self.bytes.len() as u64;
        if length < expected {
            let message = format!("the file is cut short: it has {length} bytes of {expected}");
            return Err(Error::new(ErrorCode::Truncated, message));
        }
        if length > expected {
            return Err(damaged(
                "the end of the file",
                &format!("it has {length} bytes in place of {expected}"),
            ));
        }
        Ok(())
    }
}

fn block_name(block: u32) -> String {
    format!("block {block}")
}

fn wrong_checksum(section: &str) -> Error {
    damaged(section, "its checksum is wrong")
}

fn field(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn directory_end(bytes: &[u8]) -> Result<usize> {
    let end = u64::from(field(bytes, 8)) + PREAMBLE_LENGTH as u64;
    if end <= bytes.len() as u64 {
        return Ok(end as usize);
    }
    let message = format!("the file is cut short: it has {} bytes, its directory ends at {end}", bytes.len());
    Err(Error::new(ErrorCode::Truncated, message))
}

fn read_directory(bytes: &[u8]) -> Result<Directory> {
    if !bytes.starts_with(MAGIC) {
        let start: String = bytes.iter().take(8).map(|byte| format!("{byte:02x} ")).collect();
        let message = format!("not a Yike graph file: it begins with {start}in place of 59 49 4b 45 (YIKE)");
        return Err(Error::new(ErrorCode::NotAGraph, message));
    }
    if bytes.len() < PREAMBLE_LENGTH {
        let message = format!("the file is cut short: it has {} bytes", bytes.len());
        return Err(Error::new(ErrorCode::Truncated, message));
    }
    let version = field(bytes, 4);
    if version != VERSION {
        let message = format!("the file is of version {version}, this engine reads version {VERSION}");
        return Err(Error::new(ErrorCode::UnsupportedVersion, message));
    }
    let packed = &bytes[PREAMBLE_LENGTH..directory_end(bytes)?];
    if crc32(packed) != field(bytes, 16) {
        return Err(wrong_checksum(DIRECTORY));
    }
    Directory::from_bytes(&inflate(packed, field(bytes, 12) as usize, DIRECTORY)?)
}
