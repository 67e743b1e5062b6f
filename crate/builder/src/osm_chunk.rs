//! A stretch of an extract as a reader delivers it, and how chunks become one [`OsmData`].

use crate::osm::{MISSING, Member, MemberKind, Nodes, OsmData, Row, TaggedNodeRow};
use crate::strings::Strings;

/// Objects in the order of the file, referring to each other by id.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    pub strings: Strings,
    pub tags: Vec<[u32; 2]>,
    pub node_ids: Vec<i64>,
    pub lon_e7: Vec<i32>,
    pub lat_e7: Vec<i32>,
    /// Ids of nodes that have tags, with where their tags end in `tags`.
    pub tagged_nodes: Vec<ChunkRow>,
    pub ways: Vec<ChunkRow>,
    pub way_refs: Vec<i64>,
    pub relations: Vec<ChunkRow>,
    pub members: Vec<ChunkMember>,
    /// The day of the newest object as `YYYY-MM-DD`, or empty.
    pub newest_day: String,
}

/// An object's id and its stretches of the tags and of the references.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChunkRow {
    pub id: i64,
    pub first_tag: u32,
    pub first_ref: u32,
    pub tag_end: u32,
    pub ref_end: u32,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ChunkMember {
    pub kind: MemberKind,
    pub id: i64,
    pub role: u32,
}

impl Chunk {
    pub fn push_tag(&mut self, key: &str, value: &str) {
        let pair = [self.strings.number(key), self.strings.number(value)];
        self.tags.push(pair);
    }

    /// Adds a node at `[longitude, latitude]` in units of 1e-9 degrees; one that lies nowhere on earth is left out.
    pub fn push_node(&mut self, id: i64, nano: [i64; 2], first_tag: usize) {
        let [lon_e7, lat_e7] = nano.map(|nano| nano.saturating_add(50).div_euclid(100));
        if lon_e7.abs() > 1_800_000_000 || lat_e7.abs() > 900_000_000 {
            return;
        }
        self.node_ids.push(id);
        self.lon_e7.push(lon_e7 as i32);
        self.lat_e7.push(lat_e7 as i32);
        if self.tags.len() > first_tag {
            let row = self.row(id, first_tag, 0, 0);
            self.tagged_nodes.push(row);
        }
    }

    pub fn push_way(&mut self, id: i64, first_tag: usize, first_ref: usize) {
        let row = self.row(id, first_tag, first_ref, self.way_refs.len());
        self.ways.push(row);
    }

    pub fn push_relation(&mut self, id: i64, first_tag: usize, first_ref: usize) {
        let row = self.row(id, first_tag, first_ref, self.members.len());
        self.relations.push(row);
    }

    fn row(&self, id: i64, first_tag: usize, first_ref: usize, ref_end: usize) -> ChunkRow {
        ChunkRow {
            id,
            first_tag: first_tag as u32,
            tag_end: self.tags.len() as u32,
            first_ref: first_ref as u32,
            ref_end: ref_end as u32,
        }
    }
}

/// Joins chunks, in order, to one chunk.
pub(crate) fn join(chunks: Vec<Chunk>) -> Chunk {
    let mut all = Chunk::default();
    for chunk in chunks {
        let numbers: Vec<u32> = chunk.strings.texts().map(|text| all.strings.number(text)).collect();
        let number = |local: u32| numbers[local as usize];
        let (tags, refs, members) =
            (all.tags.len() as u32, all.way_refs.len() as u32, all.members.len() as u32);
        let shifted = |rows: Vec<ChunkRow>, refs: u32| {
            rows.into_iter().map(move |row| ChunkRow {
                id: row.id,
                first_tag: row.first_tag + tags,
                tag_end: row.tag_end + tags,
                first_ref: row.first_ref + refs,
                ref_end: row.ref_end + refs,
            })
        };
        all.tags.extend(chunk.tags.iter().map(|&[key, value]| [number(key), number(value)]));
        all.node_ids.extend(chunk.node_ids);
        all.lon_e7.extend(chunk.lon_e7);
        all.lat_e7.extend(chunk.lat_e7);
        all.tagged_nodes.extend(shifted(chunk.tagged_nodes, 0));
        all.ways.extend(shifted(chunk.ways, refs));
        all.way_refs.extend(chunk.way_refs);
        all.relations.extend(shifted(chunk.relations, members));
        all.members.extend(
            chunk.members.into_iter().map(|member| ChunkMember { role: number(member.role), ..member }),
        );
        all.newest_day = all.newest_day.max(chunk.newest_day);
    }
    all
}

/// Sorts objects by id (of several versions of one object the last in the file counts) and turns ids into indices.
pub(crate) fn resolve(mut chunk: Chunk, header_bbox: Option<[f64; 4]>, header_day: String) -> OsmData {
    let nodes = sorted_nodes(&mut chunk);
    let tagged_nodes = sorted_rows(chunk.tagged_nodes)
        .into_iter()
        .filter_map(|row| {
            let node = nodes.index_of(row.id)?;
            Some(TaggedNodeRow { node, first_tag: row.first_tag, tag_count: row.tag_end - row.first_tag })
        })
        .collect();
    let ways = sorted_rows(chunk.ways);
    let relations = sorted_rows(chunk.relations);
    let mut near = 0;
    let way_nodes = chunk.way_refs.iter().map(|&id| search_near(&nodes.ids, id, &mut near)).collect();
    let row_index = |rows: &[ChunkRow], id: i64| {
        rows.binary_search_by_key(&id, |row| row.id).map_or(MISSING, |index| index as u32)
    };
    let members = chunk
        .members
        .iter()
        .map(|&ChunkMember { kind, id, role }| {
            let index = match kind {
                MemberKind::Node => nodes.index_of(id).unwrap_or(MISSING),
                MemberKind::Way => row_index(&ways, id),
                MemberKind::Relation => row_index(&relations, id),
            };
            Member { kind, index, role }
        })
        .collect();
    let rows = |rows: Vec<ChunkRow>| {
        rows.into_iter()
            .map(|row| Row {
                id: row.id,
                first_tag: row.first_tag,
                tag_count: row.tag_end - row.first_tag,
                first_ref: row.first_ref,
                ref_count: row.ref_end - row.first_ref,
            })
            .collect()
    };
    OsmData {
        header_bbox,
        data_date: if header_day.is_empty() { chunk.newest_day } else { header_day },
        nodes,
        strings: chunk.strings,
        tags: chunk.tags,
        tagged_nodes,
        ways: rows(ways),
        way_nodes,
        relations: rows(relations),
        members,
    }
}

fn sorted_nodes(chunk: &mut Chunk) -> Nodes {
    if chunk.node_ids.is_sorted_by(|a, b| a < b) {
        return Nodes {
            ids: std::mem::take(&mut chunk.node_ids),
            lon_e7: std::mem::take(&mut chunk.lon_e7),
            lat_e7: std::mem::take(&mut chunk.lat_e7),
        };
    }
    let mut order: Vec<u32> = (0..chunk.node_ids.len() as u32).collect();
    order.sort_by_key(|&index| chunk.node_ids[index as usize]);
    let mut nodes = Nodes::default();
    for index in order {
        let index = index as usize;
        if nodes.ids.last() == Some(&chunk.node_ids[index]) {
            nodes.ids.pop();
            nodes.lon_e7.pop();
            nodes.lat_e7.pop();
        }
        nodes.ids.push(chunk.node_ids[index]);
        nodes.lon_e7.push(chunk.lon_e7[index]);
        nodes.lat_e7.push(chunk.lat_e7[index]);
    }
    nodes
}

fn sorted_rows(mut rows: Vec<ChunkRow>) -> Vec<ChunkRow> {
    rows.sort_by_key(|row| row.id);
    let mut kept: Vec<ChunkRow> = Vec::with_capacity(rows.len());
    for row in rows {
        if kept.last().is_some_and(|last| last.id == row.id) {
            kept.pop();
        }
        kept.push(row);
    }
    kept
}

/// Binary search that first looks a few places around the last find: neighbours on a way often have neighbouring ids.
fn search_near(ids: &[i64], id: i64, near: &mut usize) -> u32 {
    let window = near.saturating_sub(8)..(*near + 8).min(ids.len());
    let found = match ids[window.clone()].binary_search(&id) {
        Ok(offset) => Ok(window.start + offset),
        Err(_) => ids.binary_search(&id),
    };
    match found {
        Ok(index) => {
            *near = index;
            index as u32
        }
        Err(_) => MISSING,
    }
}
