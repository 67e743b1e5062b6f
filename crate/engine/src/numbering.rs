//! The distinct values of a list, numbered as they are met.

/// Finds the numbers of values by halving: the numbers given so far, in the order of their values.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    ascending: Vec<u16>,
}

impl Numbering {
    /// The index of a value in `list`, to which it is added if it is new; `None` if a `u16` cannot hold its index. The list
    /// is empty at first and changed by nothing else.
    pub(crate) fn number<T: Ord>(&mut self, list: &mut Vec<T>, value: T) -> Option<u16> {
        match self.ascending.binary_search_by(|&number| list[usize::from(number)].cmp(&value)) {
            Ok(at) => Some(self.ascending[at]),
            Err(at) => {
                let number = u16::try_from(list.len()).ok()?;
                self.ascending.insert(at, number);
                list.push(value);
                Some(number)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    #[test]
    fn values_are_numbered_as_they_are_met() {
        let (mut list, mut numbering) = (vec![], Numbering::default());
        let numbers = ["m", "a", "z", "a", "m", "b"].map(|value| numbering.number(&mut list, value));
        assert_eq!(numbers, [0, 1, 2, 1, 0, 3].map(Some));
        assert_eq!(list, ["m", "a", "z", "b"]);
    }

    #[test]
    fn a_full_list_takes_no_more() {
        let (mut list, mut numbering) = (vec![], Numbering::default());
        for value in (0..1 << 16).rev() {
            assert!(numbering.number(&mut list, value).is_some());
        }
        assert_eq!(numbering.number(&mut list, -1), None);
        assert_eq!(numbering.number(&mut list, 7), Some(u16::MAX - 7));
    }
}
