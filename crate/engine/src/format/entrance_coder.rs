//! The entrances along an edge: where one leaves it, how far it is from there, and to which place.

use super::block::Block;
use super::bytes::damaged;
use super::measured_line::{MeasuredLine, ring_distance};
use super::place_coder::{KIND_COUNT, PlaceModels};
use super::range_coder::{Bit, Coder, NumberModels};
use super::segment::bits;
use super::street_walk::Surroundings;
use crate::error::Result;
use crate::grid::Point;
use crate::network::{Entrance, Place};

/// Classes of edge lengths, by their bits in grid units.
const LENGTHS: usize = 10;

/// The models of entrances.
#[derive(Debug)]
pub(super) struct EntranceModels {
    /// Whether another entrance follows on the edge, under whether one came before (here; on the edge before) and the length.
    more: [[Bit; LENGTHS]; 3],
    /// Whether the edge before had an entrance.
    edge_before_had: bool,
    /// Metres from the last entrance or the edge's start, under how much of the edge is left.
    offset: Vec<NumberModels>,
    /// Metres aside, under the kind of place; the last for a place that was met before.
    side: Vec<NumberModels>,
    known: Bit,
    known_back: NumberModels,
    earlier: Bit,
    earlier_back: NumberModels,
    places: PlaceModels,
    /// The number of the first place that no earlier block holds, and of the next such place.
    first_new: u32,
    next_new: u32,
}

impl EntranceModels {
    /// For a block before which places below `first_new` were met.
    pub(super) fn new(first_new: u32) -> Self {
        Self {
            more: [[Bit::NEW; LENGTHS]; 3],
            edge_before_had: false,
            offset: vec![NumberModels::NEW; LENGTHS],
            side: vec![NumberModels::NEW; KIND_COUNT + 1],
            known: Bit::NEW,
            known_back: NumberModels::NEW,
            earlier: Bit::NEW,
            earlier_back: NumberModels::NEW,
            places: PlaceModels::new(),
            first_new,
            next_new: first_new,
        }
    }

    /// Codes the entrances on the edge that was added to the block last, and the places they lead to.
    pub(super) fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        block: &mut Block,
        given: &Block,
        line: &[Point],
        around: Surroundings,
    ) -> Result<()> {
        let edge = block.edges.len() as u32 - 1;
        let length = line.windows(2).map(|pair| ring_distance(pair[0], pair[1])).fold(0, u32::saturating_add);
        let length_class = bits(length).min(LENGTHS as u32 - 1) as usize;
        let mut before = usize::from(self.edge_before_had);
        let mut offset_m = 0;
        let mut measured = MeasuredLine::new(line);
        loop {
            let next = given.entrances.get(block.entrances.len()).filter(|entrance| entrance.edge == edge);
            if !coder.bit(&mut self.more[before][length_class], next.is_some()) {
                self.edge_before_had = before == 2;
                return Ok(());
            }
            before = 2;
            if block.entrances.len() >= around.entry.counts.entrances as usize {
                return Err(damaged(around.section, "it has more entrances than its directory entry says"));
            }
            let next = next.copied().unwrap_or(Entrance { edge, offset_m: 0, side_m: 0, place: 0 });
            let room = bits(length.saturating_sub(offset_m)).min(LENGTHS as u32 - 1) as usize;
            let further = coder.number(&mut self.offset[room], next.offset_m.wrapping_sub(offset_m).into());
            offset_m = u32::try_from(further).map_or(u32::MAX, |further| offset_m.saturating_add(further));
            let entrance =
                self.entrance(coder, block, given, Entrance { offset_m, ..next }, &mut measured, around)?;
            block.entrances.push(entrance);
        }
    }

    /// Codes which place an entrance leads to, one met in this block before or another, and how far aside it is.
    fn entrance<C: Coder>(
        &mut self,
        coder: &mut C,
        block: &mut Block,
        given: &Block,
        next: Entrance,
        line: &mut MeasuredLine,
        around: Surroundings,
    ) -> Result<Entrance> {
        let met = block.places.len() as u32;
        if coder.bit(&mut self.known, next.place < met) {
            let back =
                coder.number(&mut self.known_back, met.wrapping_sub(1).wrapping_sub(next.place).into());
            let Some(place) = u64::from(met).checked_sub(1).and_then(|last| last.checked_sub(back)) else {
                return Err(damaged(around.section, "a place was not met before"));
            };
            let side_m = self.side(coder, KIND_COUNT, next.side_m, around.section)?;
            return Ok(Entrance { side_m, place: place as u32, ..next });
        }
        let given = given.places.get(next.place as usize);
        let id = self.id(coder, given.map_or(0, |place| place.id));
        if id >= around.places {
            return Err(damaged(around.section, "a place is not in the file"));
        }
        let osm = self.places.osm(coder, given.and_then(|place| place.osm), around.section)?;
        let categories = given.map_or(&[][..], |place| &place.categories);
        let categories = self.places.categories(coder, categories, around.categories, around.section)?;
        let kind = osm.map_or(KIND_COUNT - 1, |osm| osm.kind as usize);
        let side_m = self.side(coder, kind, next.side_m, around.section)?;
        let point =
            self.places.point(coder, given, (line, next.offset_m, side_m), around.grid, around.section)?;
        block.places.push(Place { id, point, osm, categories });
        Ok(Entrance { side_m, place: met, ..next })
    }

    fn side<C: Coder>(&mut self, coder: &mut C, kind: usize, side_m: u16, section: &str) -> Result<u16> {
        let side_m = coder.number(&mut self.side[kind], side_m.into());
        u16::try_from(side_m).map_err(|_| damaged(section, "an entrance is too far from its edge"))
    }

    /// Codes the number of a place: the next new one, or one that an earlier block holds too.
    fn id<C: Coder>(&mut self, coder: &mut C, id: u32) -> u32 {
        if coder.bit(&mut self.earlier, id < self.first_new) {
            let back =
                coder.number(&mut self.earlier_back, self.first_new.wrapping_sub(1).wrapping_sub(id).into());
            return u64::from(self.first_new)
                .checked_sub(1)
                .and_then(|last| last.checked_sub(back))
                .map_or(u32::MAX, |id| id as u32);
        }
        self.next_new = self.next_new.saturating_add(1);
        self.next_new - 1
    }
}
