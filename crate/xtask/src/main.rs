//! Project automation, run as `cargo xtask COMMAND`.

fn main() {}
