//! The places along an edge: where one enters them, where they are drawn, and what they are.

use super::block::Block;
use super::bytes::damaged;
use super::directory::is_on_earth;
use super::range_coder::{Bit, Coder, NumberModels};
use super::segment::bits;
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::{Entrance, OsmId, OsmKind, Place};

/// Classes of edge lengths, by their bits in metres.
const LENGTHS: usize = 10;
const CLASSES: usize = 32;

/// The models of entrances and places.
#[derive(Debug)]
pub(super) struct PlaceModels {
    /// Whether another entrance follows on the edge, under whether one came before, the length and the class.
    more: Vec<[Bit; CLASSES]>,
    offset: Vec<NumberModels>,
    side: NumberModels,
    known: Bit,
    back: NumberModels,
    left: Bit,
    aside: [NumberModels; 2],
    earlier: Bit,
    earlier_back: NumberModels,
    osm_kind: Vec<[Bit; 4]>,
    osm_id: Vec<NumberModels>,
    /// The first category, under the last place's.
    category: Vec<[Bit; 256]>,
    more_categories: Vec<Bit>,
    further_category: Vec<[Bit; 256]>,
    last_category: usize,
    last_osm: OsmId,
    last_ids: [u64; 3],
    /// The number that the next place new to the file has.
    next: u32,
    first: u32,
}

const KINDS: [OsmKind; 3] = [OsmKind::Node, OsmKind::Way, OsmKind::Relation];

/// What the places of a block are checked against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) grid: Grid,
    pub(super) categories: usize,
    /// Entrances in the block.
    pub(super) entrances: u32,
    /// Places in the file.
    pub(super) places: u32,
}

impl PlaceModels {
    /// For a block before which `next` places were met.
    pub(super) fn new(next: u32) -> Self {
        Self {
            more: vec![[Bit::NEW; CLASSES]; 2 * LENGTHS],
            offset: vec![NumberModels::NEW; LENGTHS],
            side: NumberModels::NEW,
            known: Bit::NEW,
            back: NumberModels::NEW,
            left: Bit::NEW,
            aside: [NumberModels::NEW; 2],
            earlier: Bit::NEW,
            earlier_back: NumberModels::NEW,
            osm_kind: vec![[Bit::NEW; 4]; 4],
            osm_id: vec![NumberModels::NEW; 3],
            category: vec![[Bit::NEW; 256]; 256],
            more_categories: vec![Bit::NEW; 256],
            further_category: vec![[Bit::NEW; 256]; 1],
            last_category: 0,
            last_osm: OsmId { kind: OsmKind::Node, id: 0 },
            last_ids: [0; 3],
            next,
            first: next,
        }
    }

    /// Codes the entrances on the edge that was added to the block last, and the places they lead to.
    pub(super) fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        block: &mut Block,
        given: &Block,
        line: &[Point],
        limits: Limits,
        section: &str,
    ) -> Result<()> {
        let edge = block.edges.len() - 1;
        let class = usize::from(block.attribute_sets[usize::from(block.edges[edge].attributes)].class.code());
        let length_units = line.windows(2).map(|pair| chebyshev(pair[0], pair[1])).sum::<u32>();
        let length_class = bits(length_units).min(LENGTHS as u32 - 1) as usize;
        let mut count = 0;
        let mut offset = 0;
        loop {
            let entrance =
                given.entrances.get(block.entrances.len()).filter(|entrance| entrance.edge as usize == edge);
            let more = &mut self.more[usize::from(count > 0) * LENGTHS + length_class][class];
            if !coder.bit(more, entrance.is_some()) {
                return Ok(());
            }
            if block.entrances.len() >= limits.entrances as usize {
                return Err(damaged(section, "it has more entrances than its directory entry says"));
            }
            let entrance =
                entrance.copied().unwrap_or(Entrance { edge: 0, offset_m: 0, side_m: 0, place: 0 });
            let room = bits(length_units.saturating_sub(offset)).min(LENGTHS as u32 - 1) as usize;
            let further = coder.number(&mut self.offset[room], entrance.offset_m.wrapping_sub(offset).into());
            offset = u32::try_from(further)
                .ok()
                .and_then(|further| offset.checked_add(further))
                .unwrap_or(u32::MAX);
            let side_m = coder.number(&mut self.side, entrance.side_m.into());
            let Ok(side_m) = u16::try_from(side_m) else {
                return Err(damaged(section, "an entrance is too far off"));
            };
            let place = self.code_place(
                coder,
                block,
                given,
                entrance.place,
                (line, offset, side_m),
                limits,
                section,
            )?;
            block.entrances.push(Entrance { edge: edge as u32, offset_m: offset, side_m, place });
            count += 1;
        }
    }

    /// Codes which place an entrance leads to: one met in this block before, one of an earlier block, or a new one.
    /// Places in `block` are in the order in which they are met.
    #[allow(clippy::too_many_arguments)]
    fn code_place<C: Coder>(
        &mut self,
        coder: &mut C,
        block: &mut Block,
        given: &Block,
        place: u32,
        at: (&[Point], u32, u16),
        limits: Limits,
        section: &str,
    ) -> Result<u32> {
        let met = block.places.len() as u64;
        if coder.bit(&mut self.known, u64::from(place) < met) {
            let back = coder.number(&mut self.back, met.wrapping_sub(1 + u64::from(place)) & (u64::MAX >> 1));
            return match met.checked_sub(1 + back) {
                Some(index) => Ok(index as u32),
                None => Err(damaged(section, "a place was not met before")),
            };
        }
        let given = given.places.get(place as usize);
        let id = self.code_id(coder, given.map_or(0, |place| place.id));
        if id >= limits.places {
            return Err(damaged(section, "a place is not in the file"));
        }
        let point =
            self.code_point(coder, given.map_or(Point::default(), |place| place.point), at, limits.grid);
        if !is_on_earth(point, limits.grid) {
            return Err(damaged(section, "a place is not on the earth"));
        }
        let categories = self.code_categories(coder, given.map_or(&[], |place| &place.categories));
        if categories.last().is_none_or(|&last| usize::from(last) >= limits.categories) {
            return Err(damaged(section, "a place has a category that is not in the table"));
        }
        let osm = self.code_osm(coder, given.and_then(|place| place.osm));
        if osm.is_some_and(|osm| !(1..1 << 53).contains(&osm.id)) {
            return Err(damaged(section, "a map object has no valid id"));
        }
        block.places.push(Place { id, point, osm, categories });
        Ok(met as u32)
    }

    fn code_id<C: Coder>(&mut self, coder: &mut C, id: u32) -> u32 {
        if coder.bit(&mut self.earlier, id < self.first) {
            let back =
                coder.number(&mut self.earlier_back, self.first.wrapping_sub(1).wrapping_sub(id).into());
            return u64::from(self.first).checked_sub(1 + back).map_or(u32::MAX, |id| id as u32);
        }
        self.next = self.next.saturating_add(1);
        self.next - 1
    }

    /// Where the place is drawn: about at the end of the straight walk, at a right angle to the left or right of the edge.
    fn code_point<C: Coder>(
        &mut self,
        coder: &mut C,
        point: Point,
        (line, offset_m, side_m): (&[Point], u32, u16),
        grid: Grid,
    ) -> Point {
        let sides = [1.0, -1.0].map(|side| beside(line, offset_m, side * f64::from(side_m), grid));
        let is_left = chebyshev(sides[0], point) <= chebyshev(sides[1], point);
        let left = coder.bit(&mut self.left, is_left);
        let guess = if left { sides[0] } else { sides[1] };
        let mut axis = |models: &mut NumberModels, guess: i32, exact: i32| {
            let aside = coder.signed(models, i64::from(exact) - i64::from(guess));
            i32::try_from(i64::from(guess).saturating_add(aside)).unwrap_or(i32::MAX)
        };
        Point { x: axis(&mut self.aside[0], guess.x, point.x), y: axis(&mut self.aside[1], guess.y, point.y) }
    }

    fn code_categories<C: Coder>(&mut self, coder: &mut C, given: &[u8]) -> Vec<u8> {
        let first =
            coder.tree(&mut self.category[self.last_category], given.first().copied().unwrap_or(0).into());
        self.last_category = first as usize;
        let mut list = vec![first as u8];
        let mut last = first;
        while coder.bit(&mut self.more_categories[last as usize], given.len() > list.len()) && last < 255 {
            let next = given.get(list.len()).copied().unwrap_or(0);
            last = coder.tree(&mut self.further_category[0], next.into()).max(last + 1);
            list.push(last as u8);
        }
        list
    }

    fn code_osm<C: Coder>(&mut self, coder: &mut C, osm: Option<OsmId>) -> Option<OsmId> {
        let models = &mut self.osm_kind[self.last_osm.kind as usize];
        let kind = coder.tree(models, osm.map_or(3, |osm| osm.kind as u32)) as usize;
        let kind = *KINDS.get(kind)?;
        let last = &mut self.last_ids[kind as usize];
        let id = osm.map_or(0, |osm| osm.id);
        let by = coder.signed(&mut self.osm_id[kind as usize], (id as i64).wrapping_sub(*last as i64));
        *last = (*last as i64).saturating_add(by).max(0) as u64;
        self.last_osm = OsmId { kind, id: *last };
        Some(self.last_osm)
    }
}

/// The point that lies `offset_m` along a line and then `aside_m` to the left of it (to the right if negative).
fn beside(line: &[Point], offset_m: u32, aside_m: f64, grid: Grid) -> Point {
    let mut left_m = f64::from(offset_m);
    let mut result = line[0];
    for pair in line.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let length_m = grid.distance_m(a, b);
        if length_m == 0.0 {
            continue;
        }
        let scale = grid.scale_at(f64::from(a.y));
        let share = if left_m < length_m { left_m / length_m } else { 1.0 };
        let (dx, dy) = (f64::from(b.x - a.x), f64::from(b.y - a.y));
        // At a right angle in metres, then back in grid units.
        let turn_x = -dy * scale.y_m / length_m * aside_m / scale.x_m;
        let turn_y = dx * scale.x_m / length_m * aside_m / scale.y_m;
        result = Point {
            x: (f64::from(a.x) + dx * share + turn_x).round() as i32,
            y: (f64::from(a.y) + dy * share + turn_y).round() as i32,
        };
        if left_m <= length_m {
            break;
        }
        left_m -= length_m;
    }
    result
}

/// The larger of the distances in x and y, in grid units.
fn chebyshev(a: Point, b: Point) -> u32 {
    a.x.abs_diff(b.x).max(a.y.abs_diff(b.y))
}
