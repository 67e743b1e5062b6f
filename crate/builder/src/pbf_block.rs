//! A block of OpenStreetMap's protobuf format: its nodes, ways and relations.
//!
//! <https://github.com/openstreetmap/OSM-binary/blob/master/osmpbf/osmformat.proto>

use crate::date::day_of_unix_time;
use crate::error::Result;
use crate::osm::MemberKind;
use crate::osm_chunk::{Chunk, ChunkMember};
use crate::protobuf::{Fields, Numbers, Value, damaged, running_sums, signed};

/// Reads the content of a blob of data.
pub(crate) fn read_block(content: &[u8]) -> Result<Chunk> {
    let mut texts = Vec::new();
    let mut groups = Vec::new();
    let mut block = Block { granularity: 100, date_granularity_ms: 1000, ..Block::default() };
    for field in Fields(content) {
        match field? {
            (1, table) => {
                for text in Fields(table.bytes()?) {
                    if let (1, text) = text? {
                        texts.push(text.bytes()?);
                    }
                }
            }
            (2, group) => groups.push(group.bytes()?),
            (17, value) => block.granularity = value.number()? as i64,
            (18, value) => block.date_granularity_ms = value.number()? as i64,
            (19, value) => block.offset[1] = value.number()? as i64,
            (20, value) => block.offset[0] = value.number()? as i64,
            _ => {}
        }
    }
    block.numbers = vec![None; texts.len()];
    block.texts = texts;
    for field in groups.into_iter().flat_map(Fields) {
        match field? {
            (1, node) => block.node(node.bytes()?)?,
            (2, nodes) => block.dense_nodes(nodes.bytes()?)?,
            (3, way) => block.way(way.bytes()?)?,
            (4, relation) => block.relation(relation.bytes()?)?,
            _ => {}
        }
    }
    if let Some(newest_ms) = block.newest_ms {
        block.chunk.newest_day = day_of_unix_time(newest_ms.div_euclid(1000));
    }
    Ok(block.chunk)
}

#[derive(Default)]
struct Block<'a> {
    texts: Vec<&'a [u8]>,
    /// The numbers that its texts have in the chunk, of those that are used.
    numbers: Vec<Option<u32>>,
    /// Units of coordinates in 1e-9 degrees.
    granularity: i64,
    date_granularity_ms: i64,
    /// Of longitude and latitude, in 1e-9 degrees.
    offset: [i64; 2],
    newest_ms: Option<i64>,
    chunk: Chunk,
}

/// What nodes, ways and relations have in common.
#[derive(Default)]
struct Object<'a> {
    id: u64,
    keys: &'a [u8],
    values: &'a [u8],
    deleted: bool,
    /// The object's own fields.
    own: Vec<(u64, Value<'a>)>,
}

impl<'a> Block<'a> {
    fn object(&mut self, message: &'a [u8]) -> Result<Object<'a>> {
        let mut object = Object::default();
        for field in Fields(message) {
            match field? {
                (1, value) => object.id = value.number()?,
                (2, value) => object.keys = value.bytes()?,
                (3, value) => object.values = value.bytes()?,
                (4, info) => {
                    for field in Fields(info.bytes()?) {
                        match field? {
                            (2, time) => self.see_time(time.number()? as i64),
                            (6, visible) => object.deleted = visible.number()? == 0,
                            _ => {}
                        }
                    }
                }
                own => object.own.push(own),
            }
        }
        Ok(object)
    }

    fn node(&mut self, message: &'a [u8]) -> Result<()> {
        let object = self.object(message)?;
        let mut at = [0, 0];
        for &(field, value) in &object.own {
            match field {
                8 => at[1] = signed(value.number()?),
                9 => at[0] = signed(value.number()?),
                _ => {}
            }
        }
        if object.deleted {
            return Ok(());
        }
        let first_tag = self.tags(&object)?;
        let nano = self.nano(at);
        self.chunk.push_node(signed(object.id), nano, first_tag);
        Ok(())
    }

    fn dense_nodes(&mut self, message: &'a [u8]) -> Result<()> {
        let [mut ids, mut lats, mut lons, mut tags, mut times, mut visible] = [&[][..]; 6];
        for field in Fields(message) {
            match field? {
                (1, value) => ids = value.bytes()?,
                (5, info) => {
                    for field in Fields(info.bytes()?) {
                        match field? {
                            (2, value) => times = value.bytes()?,
                            (6, value) => visible = value.bytes()?,
                            _ => {}
                        }
                    }
                }
                (8, value) => lats = value.bytes()?,
                (9, value) => lons = value.bytes()?,
                (10, value) => tags = value.bytes()?,
                _ => {}
            }
        }
        for time in running_sums(times) {
            self.see_time(time?);
        }
        let (mut tags, mut visible) = (Numbers(tags), Numbers(visible));
        let (mut lats, mut lons) = (running_sums(lats), running_sums(lons));
        for id in running_sums(ids) {
            let (Some(lat), Some(lon)) = (lats.next(), lons.next()) else {
                return Err(damaged("a node has no coordinates"));
            };
            let (id, nano) = (id?, self.nano([lon?, lat?]));
            let first_tag = self.chunk.tags.len();
            // Keys and values in turn up to a 0; no list at all if no node has tags.
            while let Some(key) = tags.next().transpose()?.filter(|&key| key != 0) {
                let value = tags.next().transpose()?.ok_or_else(|| damaged("a tag has no value"))?;
                self.tag(key, value)?;
            }
            if visible.next().transpose()? == Some(0) {
                self.chunk.tags.truncate(first_tag);
            } else {
                self.chunk.push_node(id, nano, first_tag);
            }
        }
        Ok(())
    }

    fn way(&mut self, message: &'a [u8]) -> Result<()> {
        let object = self.object(message)?;
        if object.deleted {
            return Ok(());
        }
        let first_tag = self.tags(&object)?;
        let first_ref = self.chunk.way_refs.len();
        for &(_, refs) in object.own.iter().filter(|(field, _)| *field == 8) {
            for id in running_sums(refs.bytes()?) {
                self.chunk.way_refs.push(id?);
            }
        }
        self.chunk.push_way(object.id as i64, first_tag, first_ref);
        Ok(())
    }

    fn relation(&mut self, message: &'a [u8]) -> Result<()> {
        let object = self.object(message)?;
        if object.deleted {
            return Ok(());
        }
        let [mut roles, mut ids, mut kinds] = [&[][..]; 3];
        for &(field, value) in &object.own {
            match field {
                8 => roles = value.bytes()?,
                9 => ids = value.bytes()?,
                10 => kinds = value.bytes()?,
                _ => {}
            }
        }
        let first_tag = self.tags(&object)?;
        let first_member = self.chunk.members.len();
        let (mut roles, mut kinds) = (Numbers(roles), Numbers(kinds));
        for id in running_sums(ids) {
            let (Some(role), Some(kind)) = (roles.next(), kinds.next()) else {
                return Err(damaged(format!("a member of relation {} has no role or kind", object.id)));
            };
            let kind = match kind? {
                0 => MemberKind::Node,
                1 => MemberKind::Way,
                2 => MemberKind::Relation,
                kind => {
                    let relation = object.id;
                    return Err(damaged(format!(
                        "a member of relation {relation} is of the unknown kind {kind}"
                    )));
                }
            };
            let role = self.text(role?)?;
            self.chunk.members.push(ChunkMember { kind, id: id?, role });
        }
        self.chunk.push_relation(object.id as i64, first_tag, first_member);
        Ok(())
    }

    /// Adds an object's tags and tells where they begin.
    fn tags(&mut self, object: &Object) -> Result<usize> {
        let first_tag = self.chunk.tags.len();
        for (key, value) in Numbers(object.keys).zip(Numbers(object.values)) {
            self.tag(key?, value?)?;
        }
        Ok(first_tag)
    }

    fn tag(&mut self, key: u64, value: u64) -> Result<()> {
        let pair = [self.text(key)?, self.text(value)?];
        self.chunk.tags.push(pair);
        Ok(())
    }

    /// The chunk's number for one of the block's texts.
    fn text(&mut self, index: u64) -> Result<u32> {
        let known = usize::try_from(index).ok().and_then(|index| self.numbers.get_mut(index));
        let Some(known) = known else {
            return Err(damaged(format!("it has no text {index} where it is used")));
        };
        if let Some(number) = *known {
            return Ok(number);
        }
        let number = self.chunk.strings.number(&String::from_utf8_lossy(self.texts[index as usize]));
        *known = Some(number);
        Ok(number)
    }

    /// A position in units of 1e-9 degrees.
    fn nano(&self, at: [i64; 2]) -> [i64; 2] {
        [0, 1].map(|axis| self.offset[axis].saturating_add(self.granularity.saturating_mul(at[axis])))
    }

    fn see_time(&mut self, time: i64) {
        let ms = time.saturating_mul(self.date_granularity_ms);
        if ms > 0 {
            self.newest_ms = self.newest_ms.max(Some(ms));
        }
    }
}
