//! What a file holds, told without decoding any of its blocks.

use crate::format::File;
use crate::network::{Category, Header};

/// What a file says of itself and how much it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Info {
    /// Name, extent, date, attribution, builder.
    pub header: Header,
    /// Number of nodes.
    pub nodes: u32,
    /// Number of edges.
    pub edges: u32,
    /// Number of places.
    pub places: u32,
    /// Number of blocks.
    pub blocks: u32,
    /// Size of the file.
    pub bytes: u32,
    /// The file's table of categories, those without places too.
    pub categories: Vec<CategoryInfo>,
    /// Whether there are shapes to draw behind the rings.
    pub has_backdrop: bool,
}

/// A category and how many places of the file have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryInfo {
    /// The category.
    pub category: Category,
    /// Number of places; 0 means that the data holds no record of any, not that there are none on the spot.
    pub places: u32,
}

impl Info {
    pub(crate) fn of(file: &File) -> Self {
        let counts = file.counts();
        let per_category = counts.places_per_category.iter().copied().chain(std::iter::repeat(0));
        let categories = file.categories().iter().cloned().zip(per_category);
        Self {
            header: file.header().clone(),
            nodes: counts.nodes,
            edges: counts.edges,
            places: counts.places,
            blocks: counts.blocks,
            bytes: u32::try_from(file.byte_count()).unwrap_or(u32::MAX),
            categories: categories.map(|(category, places)| CategoryInfo { category, places }).collect(),
            has_backdrop: file.has_backdrop(),
        }
    }
}
