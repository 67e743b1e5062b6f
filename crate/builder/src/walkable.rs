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
