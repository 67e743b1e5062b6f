//! Checks which version of WebAssembly a module needs.

use anyhow::Result;
use wasmparser::{Validator, WasmFeatures};

/// Accepts a module only if an engine that knows WebAssembly 1.0 as it shipped in 2017, and nothing later, can run it:
/// no sign extension, saturating casts, bulk memory, multiple values, reference types or exported mutable globals.
///
/// # Errors
/// The first opcode or section that is later, with its offset.
pub fn check(module: &[u8]) -> Result<()> {
    Validator::new_with_features(WasmFeatures::MVP).validate_all(module)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    /// A module with one function of the given type and body.
    fn module(function_type: &[u8], body: &[u8]) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        let code = [&[0], body, &[0x0b]].concat();
        let types = [&[1, 0x60], function_type].concat();
        for (id, content) in [(1, types), (3, vec![1, 0]), (10, [&[1, code.len() as u8], &code[..]].concat())]
        {
            bytes.extend([id, content.len() as u8]);
            bytes.extend(content);
        }
        bytes
    }

    #[test]
    fn the_first_instructions_pass() {
        check(&module(&[1, 0x7f, 1, 0x7f], &[0x20, 0])).unwrap();
    }

    #[test]
    fn later_instructions_and_types_are_refused() {
        let sign_extension = [0x20, 0, 0xc0];
        let saturating_cast = [0x43, 0, 0, 0, 0, 0xfc, 0];
        for body in [&sign_extension[..], &saturating_cast] {
            assert!(check(&module(&[1, 0x7f, 1, 0x7f], body)).is_err(), "{body:x?}");
        }
        let two_results = module(&[0, 2, 0x7f, 0x7f], &[0x41, 0, 0x41, 0]);
        assert!(check(&two_results).is_err());
        let reference = module(&[0, 1, 0x6f], &[0xd0, 0x6f]);
        assert!(check(&reference).is_err());
    }
}
