//! Which ways and nodes of the map a walker may use.

use yike::attributes::{Class, OneWay};

use crate::osm::Tags;

/// Why a way that looks like a street is not walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refusal {
    /// A motorway, a road under construction, a race track or another kind of way that is not for walking.
    NotForWalking,
    /// A trunk or motor road without a word about people on foot.
    TrunkWithoutFootway,
    /// `foot` says no, private or use_sidepath.
    FootForbidden,
    /// `access` says no or private, and `foot` does not allow it.
    Private,
}

/// The class of a way for walkers; `None` for a way that is no street at all.
///
/// A platform of a railway or of public transport counts without a `highway` tag, too.
pub fn walkable_class(tags: Tags) -> Option<Result<Class, Refusal>> {
    let platform = tags.is("railway", "platform") || tags.is("public_transport", "platform");
    let highway = match tags.get("highway") {
        Some(highway) => highway,
        None if platform => "platform",
        None => return None,
    };
    Some(class_of(highway).ok_or(Refusal::NotForWalking).and_then(|class| allowed(class, tags)))
}

fn class_of(highway: &str) -> Option<Class> {
    Some(match highway {
        "residential" => Class::Residential,
        "living_street" => Class::LivingStreet,
        "service" => Class::Service,
        "pedestrian" => Class::Pedestrian,
        "footway" => Class::Footway,
        "path" => Class::Path,
        "steps" => Class::Steps,
        "track" => Class::Track,
        "unclassified" => Class::Unclassified,
        "tertiary" | "tertiary_link" => Class::Tertiary,
        "secondary" | "secondary_link" => Class::Secondary,
        "primary" | "primary_link" => Class::Primary,
        "trunk" | "trunk_link" => Class::Trunk,
        "cycleway" => Class::Cycleway,
        "bridleway" => Class::Bridleway,
        "corridor" => Class::Corridor,
        "platform" => Class::Platform,
        _ => return None,
    })
}

fn allowed(class: Class, tags: Tags) -> Result<Class, Refusal> {
    if tags.is_any("foot", &["no", "private", "use_sidepath"]) {
        return Err(Refusal::FootForbidden);
    }
    let foot_allows = foot_allows(tags);
    if tags.is_any("access", &["no", "private"]) && !foot_allows {
        return Err(Refusal::Private);
    }
    let fast = class == Class::Trunk || tags.is("motorroad", "yes");
    if fast && !foot_allows && !has_sidewalk(tags) {
        return Err(Refusal::TrunkWithoutFootway);
    }
    Ok(class)
}

fn foot_allows(tags: Tags) -> bool {
    tags.is_any(
        "foot",
        &["yes", "designated", "permissive", "official", "public", "destination", "customers"],
    )
}

/// Whether a sidewalk is mapped as part of the way; one that is mapped as a way of its own does not count.
fn has_sidewalk(tags: Tags) -> bool {
    tags.is_any("sidewalk", &["yes", "both", "left", "right"])
        || ["sidewalk:both", "sidewalk:left", "sidewalk:right"].iter().any(|key| tags.is(key, "yes"))
}

/// In which direction of a way a walker may go: `oneway:foot`, never `oneway`.
pub fn one_way(tags: Tags) -> OneWay {
    match tags.get("oneway:foot") {
        Some("yes" | "true" | "1") => OneWay::Forward,
        Some("-1" | "reverse") => OneWay::Backward,
        _ => OneWay::Both,
    }
}

/// Whether a node stops a walker: a barrier that is closed to people on foot, or one that nobody passes.
pub fn is_blocked(tags: Tags) -> bool {
    let Some(barrier) = tags.get("barrier") else { return false };
    if tags.is_any("foot", &["no", "private"]) {
        return true;
    }
    if foot_allows(tags) {
        return false;
    }
    let solid = matches!(barrier, "wall" | "fence" | "city_wall" | "retaining_wall" | "hedge" | "guard_rail");
    let opening =
        tags.get("gate").or(tags.get("entrance")).or(tags.get("door")).is_some_and(|value| value != "no");
    tags.is_any("access", &["no", "private"]) || (solid && !opening)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Drawing, TagList};

    fn class(tags: TagList) -> Option<Result<Class, Refusal>> {
        let data = Drawing::default().line(1, &[[0, 0], [9, 0]], tags).read();
        walkable_class(data.way(0).tags)
    }

    fn blocked(tags: TagList) -> bool {
        let data = Drawing::default().node(1, [0, 0], tags).read();
        is_blocked(data.node_tags(0))
    }

    #[test]
    fn streets_are_walked_and_motorways_building_sites_and_race_tracks_are_not() {
        for (highway, expected) in [
            ("residential", Class::Residential),
            ("tertiary_link", Class::Tertiary),
            ("primary_link", Class::Primary),
            ("steps", Class::Steps),
            ("cycleway", Class::Cycleway),
            ("bridleway", Class::Bridleway),
            ("corridor", Class::Corridor),
            ("platform", Class::Platform),
        ] {
            assert_eq!(class(&[("highway", highway)]), Some(Ok(expected)), "{highway}");
        }
        for highway in ["motorway", "motorway_link", "construction", "proposed", "raceway", "bus_guideway"] {
            let tags = [("highway", highway), ("foot", "yes")];
            assert_eq!(class(&tags), Some(Err(Refusal::NotForWalking)), "{highway}");
        }
        assert_eq!(class(&[("route", "ferry"), ("foot", "yes")]), None);
        assert_eq!(class(&[("railway", "platform")]), Some(Ok(Class::Platform)));
    }

    #[test]
    fn a_trunk_road_is_walked_only_with_a_word_about_people_on_foot() {
        let trunk = |tag| class(&[("highway", "trunk"), tag]);
        for tag in [
            ("foot", "yes"),
            ("foot", "designated"),
            ("foot", "permissive"),
            ("sidewalk", "right"),
            ("sidewalk:both", "yes"),
        ] {
            assert_eq!(trunk(tag), Some(Ok(Class::Trunk)), "{tag:?}");
        }
        for tag in [("lit", "yes"), ("sidewalk", "no"), ("sidewalk", "separate")] {
            assert_eq!(trunk(tag), Some(Err(Refusal::TrunkWithoutFootway)), "{tag:?}");
        }
        assert_eq!(
            class(&[("highway", "trunk_link"), ("sidewalk", "both"), ("foot", "no")]),
            Some(Err(Refusal::FootForbidden))
        );
    }

    #[test]
    fn foot_goes_before_access() {
        let service = |tags: TagList| class(&[&[("highway", "service")], tags].concat());
        for foot in ["no", "private", "use_sidepath"] {
            assert_eq!(service(&[("foot", foot)]), Some(Err(Refusal::FootForbidden)), "{foot}");
        }
        for access in ["no", "private"] {
            assert_eq!(service(&[("access", access)]), Some(Err(Refusal::Private)), "{access}");
            assert_eq!(service(&[("access", access), ("foot", "yes")]), Some(Ok(Class::Service)), "{access}");
        }
        assert_eq!(service(&[("access", "destination")]), Some(Ok(Class::Service)));
        assert_eq!(service(&[("vehicle", "no")]), Some(Ok(Class::Service)));
    }

    #[test]
    fn only_what_is_said_of_people_on_foot_makes_a_street_one_way() {
        let direction = |tag| {
            let tags = [("highway", "footway"), tag];
            one_way(Drawing::default().line(1, &[[0, 0], [9, 0]], &tags).read().way(0).tags)
        };
        assert_eq!(direction(("oneway", "yes")), OneWay::Both);
        assert_eq!(direction(("oneway:foot", "yes")), OneWay::Forward);
        assert_eq!(direction(("oneway:foot", "-1")), OneWay::Backward);
        assert_eq!(direction(("oneway:foot", "no")), OneWay::Both);
    }

    #[test]
    fn gates_and_bollards_let_pass_and_walls_do_not() {
        for barrier in ["gate", "bollard", "lift_gate", "stile", "kerb", "turnstile"] {
            assert!(!blocked(&[("barrier", barrier)]), "{barrier}");
            assert!(blocked(&[("barrier", barrier), ("access", "private")]), "{barrier}");
            assert!(blocked(&[("barrier", barrier), ("foot", "no")]), "{barrier}");
            assert!(!blocked(&[("barrier", barrier), ("access", "no"), ("foot", "yes")]), "{barrier}");
        }
        for barrier in ["wall", "fence"] {
            assert!(blocked(&[("barrier", barrier)]), "{barrier}");
            assert!(!blocked(&[("barrier", barrier), ("foot", "yes")]), "{barrier}");
            assert!(!blocked(&[("barrier", barrier), ("gate", "yes")]), "{barrier}");
        }
        assert!(!blocked(&[("access", "private")]), "no barrier");
    }
}
