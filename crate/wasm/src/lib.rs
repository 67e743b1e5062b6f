//! The boundary between the engine and JavaScript: converts options and results, and does nothing else.
