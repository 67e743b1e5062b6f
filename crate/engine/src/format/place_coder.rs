//! What a place is: its map object, its categories, and where it is drawn.

use super::bytes::damaged;
use super::directory::is_on_earth;
use super::measured_line::{MeasuredLine, ring_distance};
use super::range_coder::{Bit, Coder, NumberModels};
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::{OsmId, OsmKind, Place};

const KINDS: [OsmKind; 3] = [OsmKind::Node, OsmKind::Way, OsmKind::Relation];
/// Contexts by the kind of map object: the three, and none.
pub(super) const KIND_COUNT: usize = 4;
/// An id is coded as the difference to one of so many ids met last: what one mapper drew in one evening is numbered close
/// together, but not along one street.
const REFERENCES: usize = 32;

/// The models of places.
#[derive(Debug)]
pub(super) struct PlaceModels {
    kind: [[Bit; 4]; KIND_COUNT],
    reference: [[Bit; REFERENCES]; 3],
    difference: [NumberModels<64>; 3],
    /// The ids met so far, of each kind.
    met: [Vec<u64>; 3],
    /// The kind of the place coded last.
    last_kind: usize,
    /// Categories, the first under the kind, further ones under the one before.
    first_category: Vec<[Bit; 256]>,
    more_categories: [Bit; 256],
    further_category: Box<[Bit; 256]>,
    left: [Bit; KIND_COUNT],
    aside: Vec<NumberModels>,
}

impl PlaceModels {
    pub(super) fn new() -> Self {
        Self {
            kind: [[Bit::NEW; 4]; KIND_COUNT],
            reference: [[Bit::NEW; REFERENCES]; 3],
            difference: [NumberModels::NEW; 3],
            met: [vec![], vec![], vec![]],
            last_kind: 0,
            first_category: vec![[Bit::NEW; 256]; KIND_COUNT],
            more_categories: [Bit::NEW; 256],
            further_category: Box::new([Bit::NEW; 256]),
            left: [Bit::NEW; KIND_COUNT],
            aside: vec![NumberModels::NEW; 2 * KIND_COUNT],
        }
    }

    /// Codes the map object of a place: its kind first, then its id.
    pub(super) fn osm<C: Coder>(
        &mut self,
        coder: &mut C,
        given: Option<OsmId>,
        section: &str,
    ) -> Result<Option<OsmId>> {
        let kind =
            coder.tree(&mut self.kind[self.last_kind], given.map_or(3, |osm| osm.kind as u32)) as usize;
        self.last_kind = kind;
        let Some(&known_kind) = KINDS.get(kind) else { return Ok(None) };
        let given = given.map_or(0, |osm| osm.id);
        let reference = if C::READS { 0 } else { self.best_reference(kind, given) };
        let reference = coder.tree(&mut self.reference[kind], reference as u32);
        let near = self.met(kind, reference as usize);
        let by = coder.signed(&mut self.difference[kind], (given as i64).wrapping_sub(near as i64));
        let id = near.checked_add_signed(by).filter(|id| (1..1 << 53).contains(id));
        let Some(id) = id else { return Err(damaged(section, "a map object has no valid id")) };
        self.met[kind].push(id);
        Ok(Some(OsmId { kind: known_kind, id }))
    }

    /// The id of a kind met so many places back; 0 if there were not so many.
    fn met(&self, kind: usize, back: usize) -> u64 {
        self.met[kind].iter().rev().nth(back).copied().unwrap_or(0)
    }

    fn best_reference(&self, kind: usize, id: u64) -> usize {
        let cost = |&back: &usize| id.abs_diff(self.met(kind, back)).checked_ilog2();
        (0..REFERENCES).min_by_key(cost).unwrap_or_default()
    }

    /// Codes the categories of a place, ascending.
    pub(super) fn categories<C: Coder>(
        &mut self,
        coder: &mut C,
        given: &[u8],
        table_length: usize,
        section: &str,
    ) -> Result<Vec<u8>> {
        let at = |index: usize| u32::from(given.get(index).copied().unwrap_or(0));
        let mut last = coder.tree(&mut self.first_category[self.last_kind], at(0));
        let mut list = vec![last as u8];
        while coder.bit(&mut self.more_categories[last as usize], given.len() > list.len()) {
            let next = coder.tree(&mut *self.further_category, at(list.len()));
            if next <= last {
                return Err(damaged(section, "the categories of a place are out of order"));
            }
            last = next;
            list.push(last as u8);
        }
        if last as usize >= table_length {
            return Err(damaged(section, "a place has a category that is not in the table"));
        }
        Ok(list)
    }

    /// Codes where the place is drawn: about at the end of the straight walk of `side_m` metres, which leaves the edge at a
    /// right angle to its left or right.
    pub(super) fn point<C: Coder>(
        &mut self,
        coder: &mut C,
        given: Option<&Place>,
        (line, offset_m, side_m): (&mut MeasuredLine, u32, u16),
        grid: Grid,
        section: &str,
    ) -> Result<Point> {
        let given = given.map_or(Point::default(), |place| place.point);
        let sides = [1.0, -1.0].map(|side| line.beside(offset_m, side * f64::from(side_m), grid));
        let is_left = ring_distance(sides[0], given) <= ring_distance(sides[1], given);
        let guess = if coder.bit(&mut self.left[self.last_kind], is_left) { sides[0] } else { sides[1] };
        let [x, y] = [(guess.x, given.x), (guess.y, given.y)]
            .map(|(guess, exact)| (i64::from(guess), i64::from(exact) - i64::from(guess)));
        let models = &mut self.aside[2 * self.last_kind..];
        let x = x.0.saturating_add(coder.signed(&mut models[0], x.1));
        let y = y.0.saturating_add(coder.signed(&mut models[1], y.1));
        let point = i32::try_from(x).ok().zip(i32::try_from(y).ok()).map(|(x, y)| Point { x, y });
        point
            .filter(|&point| is_on_earth(point, grid))
            .ok_or_else(|| damaged(section, "a place is not on the earth"))
    }
}
