//! The names of a map object.

use yike::network::Names;

use crate::osm::Tags;

/// The tags that hold a name: the local one, the Chinese ones, the English one, and the chain's.
pub const KEYS: [&str; 5] = ["name", "name:zh-Hans", "name:zh", "name:en", "brand"];

/// The names in the languages that files keep; all empty where the object has none. An object with no name of its own goes
/// by that of its chain.
pub fn of(tags: Tags<'_>) -> Names {
    let [local, simplified, zh, en, brand] = KEYS.map(|key| tags.get(key).map(clean).unwrap_or_default());
    distinct(local, if simplified.is_empty() { zh } else { simplified }, en, brand)
}

/// Names with a local one wherever there is any, and without repetition.
pub(crate) fn distinct(local: String, mut zh: String, mut en: String, chain: String) -> Names {
    let local =
        [local, zh.clone(), en.clone(), chain].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    for name in [&mut zh, &mut en] {
        if *name == local {
            name.clear();
        }
    }
    Names { local, zh, en }
}

/// A text on one line: no control characters, no white space around it.
pub fn clean(text: &str) -> String {
    text.replace(char::is_control, " ").trim().to_owned()
}
