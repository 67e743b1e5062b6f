//! The standards that ship are sound, and those of callers are checked field by field.

use std::collections::BTreeSet;

use yike::ErrorCode;
use yike::standard::{FILES, Reach, Standard, StandardData};

fn shipped(id: &str) -> Standard {
    let text = FILES.iter().find(|file| file.0 == id).map(|file| file.1).expect("a standard of that id");
    Standard::new(serde_json::from_str(text).expect("JSON of the right form")).expect("a sound standard")
}

fn reach(standard: &Standard, zh: &str) -> Reach {
    standard.items().iter().find(|item| item.name.zh == zh).expect("an item of that name").reach
}

#[test]
fn every_shipped_standard_is_sound_and_names_itself_its_source_and_its_doubts() {
    for (id, _) in FILES {
        let standard = shipped(id);
        assert_eq!(standard.id, id);
        assert!(
            !standard.note.zh.is_empty() && !standard.note.en.is_empty(),
            "{id} tells what is not certain"
        );
        for item in standard.items() {
            assert!(!item.name.zh.is_empty() && !item.name.en.is_empty(), "{id}: {:?}", item.name);
            assert!(!item.theme.zh.is_empty() && !item.theme.en.is_empty(), "{id}: {:?}", item.theme);
        }
        let names: BTreeSet<_> = standard.items().iter().map(|item| &item.name.zh).collect();
        assert_eq!(names.len(), standard.items().len(), "{id} names each item once");
    }
}

#[test]
fn shipped_standards_use_only_categories_that_the_builder_knows() {
    let table = include_str!("../../builder/data/categories.tsv");
    let known: BTreeSet<&str> = table.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    for (id, _) in FILES {
        for category in shipped(id).items().iter().flat_map(|item| item.categories.iter().chain(&item.maybe))
        {
            assert!(known.contains(category.as_str()), "{id}: {category}");
        }
    }
}

#[test]
fn the_tiers_are_those_of_the_sources() {
    let qixian = shipped("qixian");
    for (minutes, names) in [
        (5.0, &["社区综合服务中心（党群服务中心）", "日间照料中心", "卫生服务站", "幼儿园", "小学"][..]),
        (10.0, &["养老服务中心", "超市", "餐饮"]),
        (15.0, &["综合体育场", "大型商超", "特色商业街", "公园"]),
    ] {
        for name in names {
            assert_eq!(reach(&qixian, name), Reach::Minutes(minutes), "{name}");
        }
    }
    assert_eq!(qixian.items().len(), 12);
    let mofcom = shipped("mofcom-2021");
    assert_eq!(reach(&mofcom, "便利店"), Reach::Minutes(5.0));
    assert_eq!(reach(&mofcom, "药店"), Reach::Minutes(8.0));
    assert_eq!(mofcom.items().iter().filter(|item| item.theme.zh == "基本保障类").count(), 13);
    assert_eq!(mofcom.items().iter().filter(|item| item.theme.zh == "品质提升类").count(), 12);
    let gb50180 = shipped("gb50180-2018");
    for (name, metres) in [("幼儿园", 300.0), ("小学", 500.0), ("轨道交通站", 800.0), ("中学", 1000.0)]
    {
        assert_eq!(reach(&gb50180, name), Reach::Metres(metres), "{name}");
    }
    assert_eq!(shipped("six-ones").items().len(), 6);
    let wuhai = shipped("wuhai-eight");
    assert_eq!(wuhai.items().iter().map(|item| &item.theme.zh).collect::<BTreeSet<_>>().len(), 8);
}

fn own() -> serde_json::Value {
    serde_json::json!({
        "id": "own", "name": { "zh": "自定" }, "source": "me", "year": 2024,
        "items": [
            { "name": { "en": "Bread" }, "categories": ["bakery"], "theme": { "zh": "餐饮" }, "minutes": 7.5 },
            { "name": { "en": "Books" }, "categories": ["library", "bookshop"], "theme": { "en": "Culture" },
              "metres": 800, "weight": 2, "maybe": ["kiosk"] }
        ]
    })
}

#[test]
fn a_standard_of_ones_own_needs_one_language_and_no_weights() {
    let standard = Standard::new(serde_json::from_value(own()).unwrap()).unwrap();
    assert_eq!((standard.name.zh.as_str(), standard.name.en.as_str()), ("自定", "自定"));
    assert_eq!((standard.note.zh.as_str(), standard.items()[0].name.zh.as_str()), ("", "Bread"));
    assert_eq!(standard.items()[0].reach, Reach::Minutes(7.5));
    assert_eq!(standard.items()[0].weight, 1.0);
    assert_eq!(standard.items()[1].reach, Reach::Metres(800.0));
    assert_eq!(standard.items()[1].weight, 2.0);
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    use serde_json::{Value, json};
    let faults: [(&str, Value, &str); 17] = [
        ("/id", json!(" "), "id"),
        ("/name", json!({}), "name"),
        ("/source", json!(""), "source"),
        ("/year", json!(20), "year 20"),
        ("/items", json!([]), "items: 0"),
        ("/items", Value::Array(vec![own()["items"][0].clone(); 201]), "items: 201"),
        ("/items/1/name", json!({ "zh": " " }), "items[1].name"),
        ("/items/0/theme", json!({}), "items[0].theme"),
        ("/items/1/categories", json!([]), "items[1].categories"),
        ("/items/1/categories", json!(["library", ""]), "items[1].categories"),
        ("/items/1/maybe", json!([" "]), "items[1].maybe"),
        ("/items/0/minutes", json!(0), "items[0].minutes 0"),
        ("/items/0/minutes", json!(120.5), "items[0].minutes 120.5"),
        ("/items/0/minutes", Value::Null, "both absent"),
        ("/items/1/metres", json!(-5), "items[1].metres -5"),
        ("/items/1/metres", json!(20_000), "items[1].metres 20000"),
        ("/items/1/weight", json!(0), "items[1].weight 0"),
    ];
    for (field, value, named) in faults {
        let mut data = own();
        *data.pointer_mut(field).unwrap() = value;
        let error = Standard::new(serde_json::from_value(data).unwrap()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidStandard, "{field}");
        assert!(error.to_string().contains(named), "{error} names {named}");
    }
    let mut both = own();
    both["items"][0]["metres"] = json!(500);
    let error = Standard::new(serde_json::from_value(both).unwrap()).unwrap_err();
    assert!(error.to_string().contains("both given"), "{error}");
    let mut nan: StandardData = serde_json::from_value(own()).unwrap();
    nan.items[0].minutes = Some(f64::NAN);
    assert_eq!(Standard::new(nan).unwrap_err().code(), ErrorCode::InvalidStandard);
}

#[test]
fn an_unknown_field_is_not_overlooked() {
    let mut data = own();
    data["items"][0]["minute"] = 5.into();
    assert!(serde_json::from_value::<StandardData>(data).unwrap_err().to_string().contains("minute"));
}
