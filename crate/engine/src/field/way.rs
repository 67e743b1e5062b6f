//! The ways from a cell to its neighbours.

/// The way from one cell to a neighbour, in quarter turns anticlockwise from the east.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way(u8);

impl Way {
    pub(crate) const EAST: Self = Self(0);
    pub(crate) const WEST: Self = Self(2);

    /// 0 if it leads along a row, 1 if along a column.
    #[inline]
    pub(crate) fn axis(self) -> u32 {
        u32::from(self.0 & 1)
    }

    /// The way to the neighbour: east, north. Without a table or a branch, as whole rings are followed by it.
    #[inline]
    pub(crate) fn vector(self) -> [i32; 2] {
        let (sign, axis) = (self.sign(), i32::from(self.0 & 1));
        [sign & (axis - 1), sign & -axis]
    }

    /// 1 eastwards and northwards, -1 westwards and southwards.
    #[inline]
    pub(crate) fn sign(self) -> i32 {
        1 - i32::from(self.0 & 2)
    }

    /// A quarter turn anticlockwise.
    #[inline]
    pub(crate) fn left(self) -> Self {
        Self((self.0 + 1) & 3)
    }

    /// A quarter turn clockwise.
    #[inline]
    pub(crate) fn right(self) -> Self {
        Self((self.0 + 3) & 3)
    }
}
