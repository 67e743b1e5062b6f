//! Numbering the nodes of one tile.

/// Numbers nodes as they are met, for one tile after the other.
///
/// A sparse set after Briggs and Torczon ("An efficient representation for sparse sets", 1993): what is left of the tile
/// before needs no clearing, as a number counts only if its place in the tile's own list holds that very node.
#[derive(Debug, Clone, Default)]
pub(super) struct NodeNumbers {
    number_of_node: Vec<u16>,
}

impl NodeNumbers {
    /// Makes room for the nodes of a graph.
    pub(super) fn begin(&mut self, node_count: usize) {
        self.number_of_node.resize(node_count, 0);
    }

    /// The index of a node in `nodes`, to which it is added if it is new.
    #[inline]
    pub(super) fn number(&mut self, nodes: &mut Vec<u32>, node: u32) -> u16 {
        let number = &mut self.number_of_node[node as usize];
        if nodes.get(usize::from(*number)) != Some(&node) {
            *number = nodes.len() as u16;
            nodes.push(node);
        }
        *number
    }
}
