//! Turns OpenStreetMap extracts into Yike graph files.
