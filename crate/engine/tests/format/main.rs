//! The graph file: what is written is read back, whole or block by block, and no bytes can hurt the reader.

mod canonical;
mod random;
mod roundtrip;
