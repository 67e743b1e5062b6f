//! The green rule: 300 m to green, 500 m to a park.

use std::sync::LazyLock;

use crate::standard::{Label, Reach, StandardItem};

/// Green within 300 m and a park within 500 m on foot, as the plan of Shancheng district (Hebi, 2023) has it. A walk ends
/// at the entrance, since that is where a file ties a park to the street.
pub fn green_rule() -> &'static [StandardItem; 2] {
    static RULE: LazyLock<[StandardItem; 2]> = LazyLock::new(|| {
        [item("绿地", "Green space", &["green_space", "park"], 300.0), item("公园", "Park", &["park"], 500.0)]
    });
    &RULE
}

fn item(zh: &str, en: &str, categories: &[&str], metres: f64) -> StandardItem {
    StandardItem {
        name: Label { zh: zh.into(), en: en.into() },
        categories: categories.iter().map(|&id| id.into()).collect(),
        maybe: vec![],
        theme: Label { zh: "公园绿地".into(), en: "Parks and green".into() },
        reach: Reach::Metres(metres),
        weight: 1.0,
        note: Label::default(),
    }
}
