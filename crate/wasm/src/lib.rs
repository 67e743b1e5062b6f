//! The boundary between the engine and JavaScript: converts options and results, and does nothing else.
use wasm_bindgen::prelude::*;

/// x
#[wasm_bindgen]
pub fn hello(a: &str, b: &[f64]) -> Result<js_sys::Array, JsValue> {
    let r = js_sys::Array::new();
    r.push(&JsValue::from_str(&format!("{a}{}", b.iter().sum::<f64>() as i32)));
    r.push(&js_sys::Float64Array::from(b).into());
    Ok(r)
}
