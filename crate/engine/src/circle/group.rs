//! Groups of people: who looks at a circle, and what of it is theirs.

use crate::error::{Error, ErrorCode, Result};
use crate::standard::StandardItem;

/// Who asks. A group is a view of a standard: it picks the items that matter to these people, and comes with the profile
/// that they walk with unless another is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// Everybody: all items.
    #[default]
    All,
    /// 一老: the old. Care, canteens, health, green, toilets and the way to the bus.
    Elder,
    /// 一小: children and those who bring them up. Schools, childcare, playgrounds, books, sport, health.
    Child,
    /// 青壮: people of working age. Work, training, sport, parcels, transit, childcare, food, culture.
    Working,
}

const ELDER: &[&str] = &[
    "community_service_centre",
    "elderly_day_care",
    "elderly_care_centre",
    "community_canteen",
    "health_centre",
    "health_station",
    "clinic",
    "hospital",
    "pharmacy",
    "marketplace",
    "fresh_food",
    "fitness_station",
    "cultural_centre",
    "park",
    "green_space",
    "public_toilet",
    "bus_stop",
];

const CHILD: &[&str] = &[
    "childcare",
    "kindergarten",
    "primary_school",
    "middle_school",
    "education_training",
    "library",
    "bookshop",
    "health_centre",
    "health_station",
    "hospital",
    "playground",
    "ball_court",
    "sports_ground",
    "park",
    "green_space",
];

const WORKING: &[&str] = &[
    "employment_service",
    "education_training",
    "childcare",
    "breakfast",
    "fast_food",
    "restaurant",
    "convenience_store",
    "supermarket",
    "post_parcel",
    "gym",
    "sports_ground",
    "cinema",
    "bus_stop",
    "metro_station",
    "railway_station",
    "charging_station",
    "parking",
];

impl Group {
    /// The group called `all`, `elder`, `child` or `working`.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOption`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            "all" => Ok(Self::All),
            "elder" => Ok(Self::Elder),
            "child" => Ok(Self::Child),
            "working" => Ok(Self::Working),
            _ => {
                let message = format!("group \"{name}\" is not one of all, elder, child, working");
                Err(Error::new(ErrorCode::InvalidOption, message))
            }
        }
    }

    /// The name of the profile that the group walks with unless another is asked for.
    pub fn profile_name(self) -> &'static str {
        match self {
            Self::All | Self::Working => "adult",
            Self::Elder => "elder",
            Self::Child => "child",
        }
    }

    /// The categories that matter to the group; `None` for all.
    pub fn categories(self) -> Option<&'static [&'static str]> {
        match self {
            Self::All => None,
            Self::Elder => Some(ELDER),
            Self::Child => Some(CHILD),
            Self::Working => Some(WORKING),
        }
    }

    /// Whether any category of an item matters to the group.
    pub fn picks(self, item: &StandardItem) -> bool {
        let matters =
            |category: &String| self.categories().is_none_or(|ids| ids.contains(&category.as_str()));
        item.categories.iter().any(matters)
    }
}
