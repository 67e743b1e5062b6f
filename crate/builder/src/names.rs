//! The names of a map object.

use yike::network::Names;

use crate::osm::Tags;

/// The tags that hold a name: the local one, the Chinese ones, the English one, and the chain's.
pub const KEYS: [&str; 5] = ["name", "name:zh-Hans", "name:zh", "name:en", "brand"];

/// The names in the languages that files keep; all empty where the object has none. An object with no name of its own goes
/// by that of its chain.
pub fn of(tags: Tags<'_>) -> Names {
    let [local, simplified, zh, en, brand] = KEYS.map(|key| tags.get(key).map(clean).unwrap_or_default());
    let mut names = Names { local, zh: if simplified.is_empty() { zh } else { simplified }, en };
    if names.local.is_empty() {
        let others = [&names.zh, &names.en, &brand].into_iter().find(|name| !name.is_empty());
        names.local = others.cloned().unwrap_or_default();
    }
    for name in [&mut names.zh, &mut names.en] {
        if *name == names.local {
            name.clear();
        }
    }
    names
}

/// A text on one line: no control characters, no white space around it.
pub fn clean(text: &str) -> String {
    text.replace(char::is_control, " ").trim().to_owned()
}
