//! What an edge is: its attributes and its street, each in the light of the edge from which the walk comes.

use super::bytes::damaged;
use super::range_coder::{Bit, Coder, NumberModels};
use crate::attributes::{Attributes, Class, Level, OneWay, Surface, Wheelchair};
use crate::error::Result;

const CLASSES: usize = 32;

/// The models of attributes.
#[derive(Debug)]
pub(super) struct AttributeModels {
    /// Whether an edge has the same attributes as the last, under where the edge lies and the last's class.
    same: Vec<[Bit; CLASSES]>,
    /// Under the last edge's class.
    class: Vec<[Bit; CLASSES]>,
    /// Under the class, and whether the last edge had the same class.
    surface: Vec<[Bit; 4]>,
    level: Vec<[Bit; 4]>,
    wheelchair: Vec<[Bit; 4]>,
    one_way: Vec<[Bit; 4]>,
    signals: [Bit; CLASSES],
    sloping: [Bit; CLASSES],
    incline: NumberModels,
}

impl AttributeModels {
    pub(super) fn new() -> Self {
        Self {
            same: vec![[Bit::NEW; CLASSES]; 4],
            class: vec![[Bit::NEW; CLASSES]; CLASSES],
            surface: vec![[Bit::NEW; 4]; CLASSES * 4],
            level: vec![[Bit::NEW; 4]; CLASSES * 4],
            wheelchair: vec![[Bit::NEW; 4]; CLASSES * 4],
            one_way: vec![[Bit::NEW; 4]; CLASSES],
            signals: [Bit::NEW; CLASSES],
            sloping: [Bit::NEW; CLASSES],
            incline: NumberModels::NEW,
        }
    }

    /// Codes the attributes of an edge. `position` (0 to 3) tells where the edge lies in the walk.
    pub(super) fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        position: usize,
        last: Attributes,
        set: Attributes,
        section: &str,
    ) -> Result<Attributes> {
        let last_class = usize::from(last.class.code());
        if coder.bit(&mut self.same[position][last_class], set == last) {
            return Ok(last);
        }
        let code = coder.tree(&mut self.class[last_class], set.class.code().into());
        let class = code as usize;
        let surface = coder
            .tree(&mut self.surface[class * 4 + usize::from(last.surface.code())], set.surface.code().into());
        let level =
            coder.tree(&mut self.level[class * 4 + usize::from(last.level.code())], set.level.code().into());
        let wheelchair = &mut self.wheelchair[class * 4 + usize::from(last.wheelchair.code())];
        let wheelchair = coder.tree(wheelchair, set.wheelchair.code().into());
        let one_way = coder.tree(&mut self.one_way[class], set.one_way.code().into());
        let signals = coder.bit(&mut self.signals[class], set.signals);
        let sloping = coder.bit(&mut self.sloping[class], set.incline_percent != 0);
        let incline = if sloping { coder.signed(&mut self.incline, set.incline_percent.into()) } else { 0 };
        let attributes = || {
            Some(Attributes {
                class: Class::from_code(code as u8)?,
                surface: Surface::from_code(surface as u8)?,
                level: Level::from_code(level as u8)?,
                wheelchair: Wheelchair::from_code(wheelchair as u8)?,
                one_way: OneWay::from_code(one_way as u8)?,
                signals,
                incline_percent: i8::try_from(incline)
                    .ok()
                    .filter(|percent| (-100..=100).contains(percent))?,
            })
        };
        attributes().ok_or_else(|| damaged(section, "an attribute has no meaning"))
    }
}

/// The models of streets, and the streets met so far in the block.
#[derive(Debug)]
pub(super) struct StreetModels {
    same: Vec<Bit>,
    kind: [Bit; 4],
    recent_rank: NumberModels,
    back: NumberModels,
    /// The streets met in the block, the one used last at the end.
    recent: Vec<u32>,
    /// The number that the next street new to the file has.
    next: u32,
    /// Streets are numbered below this.
    count: u32,
}

/// How a street is given that is not the last edge's.
const UNNAMED: u32 = 0;
const RECENT: u32 = 1;
const NEW: u32 = 2;
const EARLIER: u32 = 3;

impl StreetModels {
    /// For a block before which `next` − 1 streets were met, in a file with `count` streets.
    pub(super) fn new(next: u32, count: u32) -> Self {
        Self {
            same: vec![Bit::NEW; 4 * 2 * 2],
            kind: [Bit::NEW; 4],
            recent_rank: NumberModels::NEW,
            back: NumberModels::NEW,
            recent: Vec::new(),
            next,
            count,
        }
    }

    /// Codes the street of an edge (0 for none) that follows one of the street `last`.
    pub(super) fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        (position, same_attributes): (usize, bool),
        last: u32,
        street: u32,
        section: &str,
    ) -> Result<u32> {
        let context = position * 4 + usize::from(last != 0) * 2 + usize::from(same_attributes);
        if coder.bit(&mut self.same[context], street == last) {
            return Ok(last);
        }
        let rank = if C::READS { None } else { self.recent.iter().rev().position(|&other| other == street) };
        let kind = match rank {
            _ if street == 0 => UNNAMED,
            Some(_) => RECENT,
            None if street == self.next => NEW,
            None => EARLIER,
        };
        let street = match coder.tree(&mut self.kind, kind) {
            UNNAMED => return Ok(0),
            RECENT => {
                let rank = coder.number(&mut self.recent_rank, rank.unwrap_or_default() as u64);
                let index = (self.recent.len() as u64).checked_sub(1).and_then(|last| last.checked_sub(rank));
                let Some(index) = index else {
                    return Err(damaged(section, "a street was not met before"));
                };
                self.recent.remove(index as usize)
            }
            NEW => {
                let new = self.next;
                self.next = self.next.saturating_add(1);
                new
            }
            _ => {
                let back = coder.number(&mut self.back, self.next.wrapping_sub(street).into());
                self.next.saturating_sub(back.min(u32::MAX.into()) as u32)
            }
        };
        if street == 0 || street > self.count {
            return Err(damaged(section, "a street has no name in the file"));
        }
        self.recent.push(street);
        Ok(street)
    }
}
