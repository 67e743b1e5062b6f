//! The ways from a cell to its neighbours.

/// The way from one cell to a neighbour: kept as its vector, east and north, as whole rings are followed by it and a turn is then two
/// numbers changing places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way([i32; 2]);

impl Way {
    pub(crate) const EAST: Self = Self([1, 0]);
    pub(crate) const WEST: Self = Self([-1, 0]);

    /// 0 if it leads along a row, 1 if along a column.
    #[inline]
    pub(crate) fn axis(self) -> u32 {
        (self.0[1] & 1) as u32
    }

    /// The way to the neighbour: east, north.
    #[inline]
    pub(crate) fn vector(self) -> [i32; 2] {
        self.0
    }

    /// 1 eastwards and northwards, -1 westwards and southwards.
    #[inline]
    pub(crate) fn sign(self) -> i32 {
        self.0[0] + self.0[1]
    }

    /// A quarter turn anticlockwise.
    #[inline]
    pub(crate) fn left(self) -> Self {
        Self([-self.0[1], self.0[0]])
    }

    /// A quarter turn clockwise.
    #[inline]
    pub(crate) fn right(self) -> Self {
        Self([self.0[1], -self.0[0]])
    }
}
