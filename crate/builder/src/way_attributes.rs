//! What a way's tags tell of walking on it.

use yike::attributes::{Attributes, Class, Level, Surface, Wheelchair};

use crate::osm::Tags;
use crate::walkable::one_way;

/// The attributes of a way of this class, but for crossings with signals, which are found by place.
pub fn attributes(class: Class, tags: Tags) -> Attributes {
    Attributes {
        class,
        surface: surface(tags),
        level: level(tags),
        wheelchair: wheelchair(tags),
        one_way: one_way(tags),
        signals: false,
        incline_percent: incline_percent(tags),
    }
}

/// The group of `surface`, made worse by a bad `smoothness`; a good `smoothness` alone tells of a paved surface.
fn surface(tags: Tags) -> Surface {
    let surface =
        match tags.get("surface").map(|value| value.split([';', ':']).next().unwrap_or(value).trim()) {
            Some(
                "paved" | "asphalt" | "concrete" | "paving_stones" | "bricks" | "brick" | "metal" | "wood"
                | "tiles" | "tartan" | "rubber" | "chipseal" | "acrylic" | "glass" | "marble" | "granite",
            ) => Surface::Paved,
            Some(
                "cobblestone" | "sett" | "unhewn_cobblestone" | "compacted" | "fine_gravel" | "grass_paver"
                | "stepping_stones" | "metal_grid" | "stone" | "artificial_turf",
            ) => Surface::Uneven,
            Some(
                "unpaved" | "gravel" | "ground" | "grass" | "sand" | "dirt" | "earth" | "mud" | "pebblestone"
                | "clay" | "woodchips" | "rock" | "soil" | "shells" | "snow" | "ice" | "salt",
            ) => Surface::Unpaved,
            _ => Surface::Unknown,
        };
    let smoothness = match tags.get("smoothness") {
        Some("excellent" | "good") if surface == Surface::Unknown => Surface::Paved,
        Some("bad") => Surface::Uneven,
        Some("very_bad" | "horrible" | "very_horrible" | "impassable") => Surface::Unpaved,
        _ => Surface::Unknown,
    };
    surface.max(smoothness)
}

fn level(tags: Tags) -> Level {
    let below_ground = ["layer", "level"]
        .iter()
        .any(|key| tags.get(key).is_some_and(|value| value.trim_start().starts_with('-')));
    let indoor = tags.get("indoor").is_some_and(|value| value != "no") || tags.is("highway", "corridor");
    let yes = |key: &str| tags.get(key).is_some_and(|value| value != "no");
    if tags.is("tunnel", "building_passage") {
        Level::Covered
    } else if yes("tunnel") || tags.is("location", "underground") || (indoor && below_ground) {
        Level::Tunnel
    } else if yes("bridge") {
        Level::Bridge
    } else if yes("covered") || indoor {
        Level::Covered
    } else {
        Level::Ground
    }
}

fn wheelchair(tags: Tags) -> Wheelchair {
    match tags.get("wheelchair") {
        Some("yes" | "designated") => Wheelchair::Yes,
        Some("limited") => Wheelchair::Limited,
        Some("no") => Wheelchair::No,
        _ if tags.is("ramp:wheelchair", "yes") => Wheelchair::Yes,
        _ => Wheelchair::Unknown,
    }
}

/// `incline` in percent along the way; `up` and `down` tell no slope and count as not tagged.
fn incline_percent(tags: Tags) -> i8 {
    let Some(text) = tags.get("incline").map(str::trim) else { return 0 };
    let (number, degrees) = match (text.strip_suffix('%'), text.strip_suffix('°')) {
        (Some(number), _) => (number, false),
        (_, Some(number)) => (number, true),
        _ => (text, false),
    };
    let Ok(value) = number.trim().replace(',', ".").parse::<f64>() else { return 0 };
    if !value.is_finite() {
        return 0;
    }
    let percent = if degrees { value.clamp(-45.0, 45.0).to_radians().tan() * 100.0 } else { value };
    percent.clamp(-100.0, 100.0).round() as i8
}
