//! What is known of an edge: the tags of a street that change how it is walked.

macro_rules! coded_enum {
    ($(#[$enum_doc:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident,)+ }) => {
        $(#[$enum_doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        #[repr(u8)]
        pub enum $name {
            #[default]
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// All values, in the order of their codes in the file format.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The value for a code of the file format, if there is one.
            pub fn from_code(code: u8) -> Option<Self> {
                Self::ALL.get(usize::from(code)).copied()
            }

            /// The code in the file format.
            pub fn code(self) -> u8 {
                self as u8
            }
        }
    };
}

coded_enum! {
    /// The kind of way, after OpenStreetMap's `highway` values. Link roads count as the road they link.
    Class {
        /// `residential`
        Residential,
        /// `living_street`
        LivingStreet,
        /// `service`
        Service,
        /// `pedestrian`
        Pedestrian,
        /// `footway`
        Footway,
        /// `path`
        Path,
        /// `steps`
        Steps,
        /// `track`
        Track,
        /// `unclassified`
        Unclassified,
        /// `tertiary`
        Tertiary,
        /// `secondary`
        Secondary,
        /// `primary`
        Primary,
        /// `trunk`, where walking is allowed
        Trunk,
        /// `cycleway`
        Cycleway,
        /// `bridleway`
        Bridleway,
        /// `corridor`, indoors
        Corridor,
        /// `platform`
        Platform,
        /// A straight walk across a walkable area such as a square.
        Crossing,
    }
}

impl Class {
    /// The value of OpenStreetMap's `highway` tag; `crossing` for a straight walk across an area.
    pub fn name(self) -> &'static str {
        match self {
            Self::Residential => "residential",
            Self::LivingStreet => "living_street",
            Self::Service => "service",
            Self::Pedestrian => "pedestrian",
            Self::Footway => "footway",
            Self::Path => "path",
            Self::Steps => "steps",
            Self::Track => "track",
            Self::Unclassified => "unclassified",
            Self::Tertiary => "tertiary",
            Self::Secondary => "secondary",
            Self::Primary => "primary",
            Self::Trunk => "trunk",
            Self::Cycleway => "cycleway",
            Self::Bridleway => "bridleway",
            Self::Corridor => "corridor",
            Self::Platform => "platform",
            Self::Crossing => "crossing",
        }
    }
}

coded_enum! {
    /// Groups of OpenStreetMap's `surface` and `smoothness` values.
    Surface {
        /// Not tagged.
        Unknown,
        /// Smooth: asphalt, concrete, paving stones.
        Paved,
        /// Firm but uneven: cobblestone, sett, compacted, fine gravel.
        Uneven,
        /// Loose or soft: gravel, ground, grass, sand.
        Unpaved,
    }
}

coded_enum! {
    /// How the edge lies relative to the ground.
    Level {
        /// On the ground.
        Ground,
        /// On a bridge.
        Bridge,
        /// In a tunnel, or indoors below the ground.
        Tunnel,
        /// On the ground under a roof.
        Covered,
    }
}

coded_enum! {
    /// The `wheelchair` tag.
    Wheelchair {
        /// Not tagged.
        Unknown,
        /// `yes` or `designated`
        Yes,
        /// `limited`
        Limited,
        /// `no`
        No,
    }
}

coded_enum! {
    /// In which direction of an edge (from its `from` node to its `to` node) a walker may go.
    OneWay {
        /// In both.
        Both,
        /// Only from `from` to `to`.
        Forward,
        /// Only from `to` to `from`.
        Backward,
    }
}

/// Everything known of an edge besides its shape and its street's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Attributes {
    /// The kind of way.
    pub class: Class,
    /// The surface underfoot.
    pub surface: Surface,
    /// Ground, bridge, tunnel or covered.
    pub level: Level,
    /// Fitness for wheelchairs as tagged.
    pub wheelchair: Wheelchair,
    /// `oneway:foot`.
    pub one_way: OneWay,
    /// Whether the edge holds one crossing with traffic lights.
    pub signals: bool,
    /// Slope in percent, −100..=100, rising from `from` to `to` where positive; 0 where not tagged.
    pub incline_percent: i8,
}
