//! The coding of a block: a depth-first walk along its streets.
//!
//! Each edge begins where the last one ended, or, where that is a dead end, at the last node passed that has edges left to walk. So an
//! edge needs no start, and its end is a new node or one of the open nodes: those that were met but still have edges left.

use super::block::{Block, ForeignNode};
use super::bytes::damaged;
use super::directory::{BlockCounts, BlockEntry, is_on_earth};
use super::entrance_coder::EntranceModels;
use super::open_nodes::OpenNodes;
use super::range_coder::{Bit, Coder, NumberModels};
use super::segment::{Place, SegmentModels, Step, Turn, bits, radius, step};
use super::traits::{AttributeModels, StreetModels};
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::Edge;
use crate::numbering::Numbering;

/// What a block is coded with besides its own bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// The block's entry in the directory.
    pub(super) entry: BlockEntry,
    pub(super) grid: Grid,
    /// Numbers of categories, street names and places in the file.
    pub(super) categories: usize,
    pub(super) streets: u32,
    pub(super) places: u32,
    /// The name of the block in messages.
    pub(super) section: &'a str,
}

/// Codes a block. A writer gives it, ordered as the walk goes; a reader gives an empty one and gets the block.
pub(super) fn code_block<C: Coder>(
    coder: &mut C,
    given: &Block,
    first: FirstNumbers,
    around: Surroundings,
) -> Result<Block> {
    let mut numbers = NumberModels::<32>::NEW;
    let first_street = coder.number(&mut numbers, first.street.into()) as u32;
    let first_place = coder.number(&mut numbers, first.place.into()) as u32;
    let mut given_ends = vec![0; given.nodes.len() + given.foreign_nodes.len()];
    for edge in &given.edges {
        given_ends[edge.from as usize] += 1;
        given_ends[edge.to as usize] += 1;
    }
    let mut walk = Walk {
        given,
        around,
        block: Block::with_capacity(around.entry.counts),
        met: Vec::with_capacity(around.entry.counts.nodes as usize),
        met_of_given: vec![u32::MAX; given_ends.len()],
        given_ends,
        open: OpenNodes::new(),
        stack: Vec::new(),
        sets: Numbering::default(),
        line: Vec::new(),
        ends_left: 2 * u64::from(around.entry.counts.edges),
        models: Models::new(first_street, first_place, around.streets),
    };
    walk.run(coder)?;
    Ok(walk.block)
}

/// The numbers of the first street and place that no earlier block holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FirstNumbers {
    pub(super) street: u32,
    pub(super) place: u32,
}

/// From so many edges on, their number follows in full.
const MANY: u32 = 7;

/// All that the coder learns.
struct Models {
    attributes: AttributeModels,
    streets: StreetModels,
    segments: SegmentModels,
    entrances: EntranceModels,
    root: NumberModels,
    /// Whether an edge closes on an open node, under where the next segment would lie.
    closes: [Bit; Place::COUNT],
    close_rank: [NumberModels; 2],
    /// Whether a point is a node, under the place of its segment and the segment's length.
    is_node: Vec<[Bit; 16]>,
    is_foreign: Bit,
    foreign_rank: NumberModels,
    /// How many edges leave a node besides the one that led there, under that one's class.
    further: Vec<[Bit; MANY as usize + 1]>,
    many_further: NumberModels,
    is_border: [Bit; 3],
}

impl Models {
    fn new(street: u32, place: u32, streets: u32) -> Self {
        Self {
            attributes: AttributeModels::new(),
            streets: StreetModels::new(street, streets),
            segments: SegmentModels::new(),
            entrances: EntranceModels::new(place),
            root: NumberModels::NEW,
            closes: [Bit::NEW; Place::COUNT],
            close_rank: [NumberModels::NEW; 2],
            is_node: vec![[Bit::NEW; 16]; Place::COUNT],
            is_foreign: Bit::NEW,
            foreign_rank: NumberModels::NEW,
            further: vec![[Bit::NEW; MANY as usize + 1]; 33],
            many_further: NumberModels::NEW,
            is_border: [Bit::NEW; 3],
        }
    }
}

/// A node that the walk has met.
struct MetNode {
    point: Point,
    /// Its index in the block: foreign nodes count on from all own ones.
    index: u32,
    /// How many ends of edges here are not walked yet.
    left: u32,
    /// The last step towards it.
    arrival: Step,
    /// How the first segment of the last edge that left it turned.
    exit: Turn,
    /// Attributes and street of the edge that led here last.
    set: u16,
    street: u32,
}

struct Walk<'a> {
    given: &'a Block,
    around: Surroundings<'a>,
    block: Block,
    met: Vec<MetNode>,
    /// For a writer: where each node of the given block is in `met`.
    met_of_given: Vec<u32>,
    /// For a writer: how many ends of edges each node of the given block has.
    given_ends: Vec<u32>,
    open: OpenNodes,
    /// Nodes met, to which the walk comes back while they are open.
    stack: Vec<u32>,
    sets: Numbering,
    /// The points of the edge at hand.
    line: Vec<Point>,
    /// Ends of edges that no node has claimed yet.
    ends_left: u64,
    models: Models,
}

impl Walk<'_> {
    fn run<C: Coder>(&mut self, coder: &mut C) -> Result<()> {
        let mut at = None;
        loop {
            let onward = at.filter(|&node: &u32| self.met[node as usize].left > 0);
            at = Some(match onward.or_else(|| self.last_open()) {
                Some(node) => self.edge(coder, node, onward.is_some())?,
                None if self.block.nodes.len() < self.around.entry.counts.nodes as usize => {
                    self.root(coder)?
                }
                None => break,
            });
        }
        let BlockCounts { edges, inner_points, entrances, .. } = self.around.entry.counts;
        let counts = [
            (self.block.edges.len(), edges),
            (self.block.inner_points.len(), inner_points),
            (self.block.entrances.len(), entrances),
        ];
        if counts.iter().any(|&(found, stated)| found != stated as usize) {
            return Err(self.damaged("it holds less than its directory entry says"));
        }
        Ok(())
    }

    fn damaged(&self, why: &str) -> crate::error::Error {
        damaged(self.around.section, why)
    }

    /// The node met last that is still open.
    fn last_open(&mut self) -> Option<u32> {
        while let Some(&node) = self.stack.last() {
            if self.met[node as usize].left > 0 {
                return Some(node);
            }
            self.stack.pop();
        }
        None
    }

    /// Starts a component that is not connected to what was walked so far.
    fn root<C: Coder>(&mut self, coder: &mut C) -> Result<u32> {
        let point = self.given.nodes.get(self.block.nodes.len()).copied().unwrap_or_default();
        let low = self.around.entry.bounds[0];
        let x = coder.number(&mut self.models.root, (i64::from(point.x) - i64::from(low.x)).unsigned_abs());
        let y = coder.number(&mut self.models.root, (i64::from(point.y) - i64::from(low.y)).unsigned_abs());
        let axis =
            |low: i32, by: u64| i32::try_from(i64::from(low).saturating_add_unsigned(by)).unwrap_or(i32::MAX);
        let point = Point { x: axis(low.x, x), y: axis(low.y, y) };
        let given = self.block.nodes.len() as u32;
        self.meet(coder, point, given, None)
    }

    /// Walks one edge from a node, and tells where it ends.
    fn edge<C: Coder>(&mut self, coder: &mut C, from: u32, onward: bool) -> Result<u32> {
        let index = self.block.edges.len();
        let given_edge = self.given.edges.get(index).copied();
        let start = &mut self.met[from as usize];
        let position = match (onward, start.left) {
            _ if start.arrival == (0, 0) => 3,
            (true, 1) => 0,
            (true, _) => 1,
            (false, _) => 2,
        };
        let (last_set, last_street, exit) = (start.set, start.street, start.exit);
        let (point, last_step, from_index) = (start.point, start.arrival, start.index);
        let set = self.attributes(coder, position, last_set, given_edge)?;
        let street = given_edge.map_or(0, |edge| edge.street);
        let context = (position, set == last_set);
        let street = self.models.streets.code(coder, context, last_street, street, self.around.section)?;
        self.leave(from);

        let place =
            if onward { Place::Onward { same_street: street == last_street } } else { Place::Resumed(exit) };
        let first_inner_point = self.block.inner_points.len() as u32;
        self.line.clear();
        self.line.push(point);
        let to = self.line(coder, from, place, last_step, given_edge.map_or(0, |edge| edge.to), set)?;
        let to_index = self.met[to as usize].index;
        self.met[to as usize].set = set;
        self.met[to as usize].street = street;
        self.block.edges.push(Edge {
            from: from_index,
            to: to_index,
            first_inner_point,
            attributes: set,
            street,
        });
        self.models.entrances.code(coder, &mut self.block, self.given, &self.line, self.around)?;
        Ok(to)
    }

    fn attributes<C: Coder>(
        &mut self,
        coder: &mut C,
        position: usize,
        last: u16,
        given: Option<Edge>,
    ) -> Result<u16> {
        let last_set = self.block.attribute_sets.get(usize::from(last)).copied();
        let before = last_set.unwrap_or_default();
        let set = given.map_or(before, |edge| self.given.attribute_sets[usize::from(edge.attributes)]);
        let set = self.models.attributes.code(coder, position, before, set, self.around.section)?;
        if last_set == Some(set) {
            return Ok(last);
        }
        let number = self.sets.number(&mut self.block.attribute_sets, set);
        number.ok_or_else(|| self.damaged("it has more than 65,536 combinations of attributes"))
    }

    /// Codes the points of an edge after its first, and tells at which node it ends.
    fn line<C: Coder>(
        &mut self,
        coder: &mut C,
        from: u32,
        mut place: Place,
        mut last: Step,
        given_to: u32,
        set: u16,
    ) -> Result<u32> {
        let first_inner_point = self.block.inner_points.len();
        let given_end = self.given_inner_end();
        let known_to = self.met_of_given.get(given_to as usize).copied().unwrap_or(u32::MAX);
        loop {
            let at = self.line[self.line.len() - 1];
            let inner = self.block.inner_points.len();
            if !self.open.is_empty() {
                let closes = inner == given_end && known_to != u32::MAX;
                if coder.bit(&mut self.models.closes[place.index()], closes) {
                    return self.close(
                        coder,
                        at,
                        (inner == first_inner_point).then_some(from),
                        known_to,
                        last,
                    );
                }
            }
            let given_next = if C::READS {
                at
            } else if inner < given_end {
                self.given.inner_points[inner]
            } else {
                self.given.node(given_to)
            };
            let (by, turn) = self.models.segments.code(coder, place, last, step(at, given_next));
            let next = Point { x: at.x.saturating_add(by.0), y: at.y.saturating_add(by.1) };
            if !is_on_earth(next, self.around.grid) {
                return Err(self.damaged("a point is not on the earth"));
            }
            if inner == first_inner_point {
                self.met[from as usize].exit = turn;
            }
            let length = bits(radius(by)).min(15) as usize;
            let is_node = &mut self.models.is_node[place.index()][length];
            self.line.push(next);
            if coder.bit(is_node, inner == given_end) {
                let class = self.block.attribute_sets[usize::from(set)].class.code();
                return self.meet(coder, next, given_to, Some((by, class)));
            }
            if inner >= self.around.entry.counts.inner_points as usize {
                return Err(self.damaged("it has more points than its directory entry says"));
            }
            self.block.inner_points.push(next);
            place = Place::Inner { first: inner == first_inner_point, turn };
            last = by;
        }
    }

    /// Where the inner points of the edge at hand end in the given block.
    fn given_inner_end(&self) -> usize {
        let next = self.block.edges.len() + 1;
        self.given
            .edges
            .get(next)
            .map_or(self.given.inner_points.len(), |edge| edge.first_inner_point as usize)
    }

    /// Ends the edge at hand at an open node: which one, counted by distance from the last point.
    fn close<C: Coder>(
        &mut self,
        coder: &mut C,
        at: Point,
        start: Option<u32>,
        node: u32,
        last: Step,
    ) -> Result<u32> {
        let rank =
            if C::READS { 0 } else { self.open.rank(at, start, (self.met[node as usize].point, node)) };
        let rank = coder.number(&mut self.models.close_rank[usize::from(start.is_some())], rank as u64);
        let Some(node) = self.open.at_rank(at, start, rank as usize) else {
            return Err(self.damaged("an edge leads nowhere"));
        };
        let point = self.met[node as usize].point;
        let by = step(at, point);
        self.met[node as usize].arrival = if by == (0, 0) { last } else { by };
        self.line.push(point);
        self.leave(node);
        Ok(node)
    }

    /// Meets a new node, after a step along an edge of some class if it is not the start of a component.
    fn meet<C: Coder>(
        &mut self,
        coder: &mut C,
        point: Point,
        given: u32,
        by: Option<(Step, u8)>,
    ) -> Result<u32> {
        let counts = self.around.entry.counts;
        if !is_on_earth(point, self.around.grid) {
            return Err(self.damaged("a node is not on the earth"));
        }
        let own = self.given.nodes.len();
        let foreign = (given as usize).checked_sub(own).and_then(|index| self.given.foreign_nodes.get(index));
        let is_foreign = by.is_some() && coder.bit(&mut self.models.is_foreign, foreign.is_some());
        let class = by.map_or(32, |(_, class)| usize::from(class));
        let given_left = if C::READS { 0 } else { self.given_ends[given as usize] - u32::from(by.is_some()) };
        let few = coder.tree(&mut self.models.further[class], given_left.min(MANY));
        let more = if few == MANY {
            coder.number(&mut self.models.many_further, given_left.wrapping_sub(MANY).into())
        } else {
            0
        };
        let left = u64::from(few) + more;
        let ends = left.saturating_add(u64::from(by.is_some()));
        let Some(ends_left) = self.ends_left.checked_sub(ends) else {
            return Err(self.damaged("it has more edges than its directory entry says"));
        };
        self.ends_left = ends_left;
        let index = if is_foreign {
            let rank =
                coder.number(&mut self.models.foreign_rank, foreign.map_or(0, |node| node.rank.into()));
            self.block.foreign_nodes.push(ForeignNode { point, rank: rank.min(u32::MAX.into()) as u32 });
            counts.nodes + self.block.foreign_nodes.len() as u32 - 1
        } else {
            let index = self.block.nodes.len() as u32;
            if index >= counts.nodes {
                return Err(self.damaged("it has more nodes than its directory entry says"));
            }
            self.block.nodes.push(point);
            let is_border = self.given.border_nodes.binary_search(&given).is_ok();
            if coder.bit(&mut self.models.is_border[left.min(2) as usize], is_border) {
                self.block.border_nodes.push(index);
            }
            index
        };
        let node = self.met.len() as u32;
        let arrival = by.map_or((0, 0), |(by, _)| by);
        self.met.push(MetNode {
            point,
            index,
            left: left as u32,
            arrival,
            exit: Turn::Straight,
            set: 0,
            street: 0,
        });
        if let Some(known) = self.met_of_given.get_mut(given as usize) {
            *known = node;
        }
        if left > 0 {
            self.open.open(point, node);
            self.stack.push(node);
        }
        Ok(node)
    }

    /// Uses up one end of an edge at a node.
    fn leave(&mut self, node: u32) {
        let met = &mut self.met[node as usize];
        met.left -= 1;
        if met.left == 0 {
            self.open.shut(met.point, node);
        }
    }
}
