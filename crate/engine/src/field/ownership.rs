//! The ownership of ground, kept tile by tile.

use crate::edge_index::{EdgeIndex, Tile};
use crate::field::ground::GroundTile;
use crate::field::labeller::Labeller;
use crate::graph::Graph;

/// How many tiles are kept if no question needs more: about 156 km², 12 MB.
const KEPT_TILES: usize = 1024;

const ABSENT: u32 = u32::MAX;

/// Which edge owns which ground of one graph: worked out where a question first needs it, and kept.
///
/// It belongs to the graph and index it was made for, and must be asked with these only. 1,024 tiles of 390 m are kept, or as
/// many as the largest question needed; beyond that the tile longest unused makes room.
#[derive(Debug, Clone)]
pub struct Ownership {
    /// The tile in the south-western corner, as in the index.
    origin: Tile,
    columns: u32,
    rows: u32,
    /// For each tile its place in `kept`, or `ABSENT`.
    slots: Vec<u32>,
    kept: Vec<Kept>,
    clock: u64,
    /// The clock when the question began.
    question: u64,
    labeller: Labeller,
}

/// Where the ground of a tile is kept until the next question begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot(u32);

#[derive(Debug, Clone)]
struct Kept {
    ground: GroundTile,
    /// Its index in [`Ownership::slots`].
    position: u32,
    last_used: u64,
}

impl Ownership {
    /// No ground worked out yet.
    pub fn new(index: &EdgeIndex) -> Self {
        let (origin, columns, rows) = index.extent();
        Self {
            origin,
            columns,
            rows,
            slots: vec![ABSENT; columns as usize * rows as usize],
            kept: vec![],
            clock: 0,
            question: 0,
            labeller: Labeller::new(),
        }
    }

    /// The tiles on which anything is owned: the south-western one, and how many columns and rows.
    pub fn extent(&self) -> (Tile, u32, u32) {
        (self.origin, self.columns, self.rows)
    }

    /// Keeps what is still true after more edges joined the graph; see [`IsochroneMaker`](crate::isochrone::IsochroneMaker).
    pub(crate) fn grow(
        &mut self,
        graph: &Graph,
        index: &EdgeIndex,
        new_edge: impl Fn(u32) -> u32,
        is_new: impl Fn(Tile) -> bool,
    ) {
        let before = std::mem::replace(self, Self::new(index));
        (self.clock, self.labeller) = (before.clock, before.labeller);
        for mut kept in before.kept {
            let column = before.origin.column + (kept.position % before.columns) as i32;
            let row = before.origin.row + (kept.position / before.columns) as i32;
            let tile = Tile { column, row };
            if let Some(position) = self.position(tile).filter(|_| !is_new(tile)) {
                kept.ground.renumber(graph, &new_edge);
                self.keep(Kept { position, ..kept });
            }
        }
    }

    /// How many tiles are kept.
    pub fn tile_count(&self) -> usize {
        self.kept.len()
    }

    /// From here on all slots are kept that are asked for.
    pub(super) fn begin_question(&mut self) {
        self.question = self.clock + 1;
    }

    /// Where the ground of a tile is kept. Where it is not known yet, it is worked out if `is_wanted` says so.
    pub(super) fn slot(
        &mut self,
        graph: &Graph,
        index: &EdgeIndex,
        tile: Tile,
        is_wanted: impl FnOnce() -> bool,
    ) -> Option<Slot> {
        let position = self.position(tile)?;
        self.clock += 1;
        let mut at = self.slots[position as usize];
        if at == ABSENT {
            if !is_wanted() {
                return None;
            }
            let ground = self.labeller.label(graph, index, tile);
            at = self.keep(Kept { ground, position, last_used: 0 });
        }
        self.kept[at as usize].last_used = self.clock;
        Some(Slot(at))
    }

    /// The ground kept in a slot.
    #[inline]
    pub(super) fn kept(&self, slot: Slot) -> &GroundTile {
        &self.kept[slot.0 as usize].ground
    }

    fn position(&self, tile: Tile) -> Option<u32> {
        let column = u32::try_from(tile.column - self.origin.column).ok().filter(|&c| c < self.columns)?;
        let row = u32::try_from(tile.row - self.origin.row).ok().filter(|&r| r < self.rows)?;
        Some(row * self.columns + column)
    }

    fn keep(&mut self, kept: Kept) -> u32 {
        let at = self.to_forget().unwrap_or(self.kept.len());
        self.slots[kept.position as usize] = at as u32;
        match self.kept.get_mut(at) {
            None => self.kept.push(kept),
            Some(forgotten) => {
                self.slots[forgotten.position as usize] = ABSENT;
                *forgotten = kept;
            }
        }
        at as u32
    }

    /// The tile that makes room for another, once there are enough: the one longest unused, unless the question needs it.
    fn to_forget(&self) -> Option<usize> {
        if self.kept.len() < KEPT_TILES {
            return None;
        }
        let (at, oldest) = self.kept.iter().enumerate().min_by_key(|(_, kept)| kept.last_used)?;
        (oldest.last_used < self.question).then_some(at)
    }
}
