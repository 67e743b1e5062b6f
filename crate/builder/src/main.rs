//! The command-line tool `yike`.

fn main() {}
