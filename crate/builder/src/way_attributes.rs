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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Drawing, TagList};

    fn of(tags: TagList) -> Attributes {
        attributes(Class::Path, Drawing::default().line(1, &[[0, 0], [9, 0]], tags).read().way(0).tags)
    }

    #[test]
    fn surfaces_fall_into_groups_and_smoothness_makes_them_worse_only() {
        for (tags, expected) in [
            (&[("surface", "asphalt")][..], Surface::Paved),
            (&[("surface", "concrete:plates")], Surface::Paved),
            (&[("surface", "sett")], Surface::Uneven),
            (&[("surface", "gravel")], Surface::Unpaved),
            (&[("surface", "something")], Surface::Unknown),
            (&[("smoothness", "good")], Surface::Paved),
            (&[("surface", "gravel"), ("smoothness", "excellent")], Surface::Unpaved),
            (&[("surface", "asphalt"), ("smoothness", "bad")], Surface::Uneven),
            (&[("surface", "paving_stones"), ("smoothness", "horrible")], Surface::Unpaved),
        ] {
            assert_eq!(of(tags).surface, expected, "{tags:?}");
        }
    }

    #[test]
    fn levels() {
        for (tags, expected) in [
            (&[("lit", "yes")][..], Level::Ground),
            (&[("bridge", "yes")], Level::Bridge),
            (&[("bridge", "viaduct"), ("covered", "yes")], Level::Bridge),
            (&[("tunnel", "yes"), ("layer", "-1")], Level::Tunnel),
            (&[("tunnel", "no"), ("covered", "arcade")], Level::Covered),
            (&[("tunnel", "building_passage")], Level::Covered),
            (&[("indoor", "yes"), ("level", "-2")], Level::Tunnel),
            (&[("indoor", "yes"), ("level", "1")], Level::Covered),
            (&[("layer", "-1")], Level::Ground),
        ] {
            assert_eq!(of(tags).level, expected, "{tags:?}");
        }
    }

    #[test]
    fn inclines_are_per_cent_along_the_way() {
        for (incline, expected) in [
            ("10%", 10),
            ("-7.6 %", -8),
            ("12", 12),
            ("5,5%", 6),
            ("45°", 100),
            ("-10°", -18),
            ("up", 0),
            ("1000%", 100),
            ("nan", 0),
            ("", 0),
        ] {
            assert_eq!(of(&[("incline", incline)]).incline_percent, expected, "{incline}");
        }
    }

    #[test]
    fn wheelchairs() {
        assert_eq!(of(&[("wheelchair", "designated")]).wheelchair, Wheelchair::Yes);
        assert_eq!(of(&[("wheelchair", "limited")]).wheelchair, Wheelchair::Limited);
        assert_eq!(of(&[("wheelchair", "no"), ("ramp:wheelchair", "yes")]).wheelchair, Wheelchair::No);
        assert_eq!(of(&[("ramp:wheelchair", "yes")]).wheelchair, Wheelchair::Yes);
        assert_eq!(of(&[]).wheelchair, Wheelchair::Unknown);
    }
}
