//! What a life circle says of towns whose every distance is known.

mod street_town;

use std::collections::BTreeMap;

use street_town::{category_ids, from_western_end, street_town};
use yike::ErrorCode;
use yike::added_places::Table;
use yike::circle::{CircleItem, Group, Status};
use yike::datum::Datum;
use yike::engine::{CircleAnswer, CircleRequest, Engine, IsochroneRequest};
use yike::grid::LonLat;
use yike::profile::Profile;
use yike::question::{Direction, Question};
use yike::services::Service;
use yike::standard::{FILES, Reach, Standard};

/// Metres along the street of the place of each category: from 150 m on, 60 m apart.
fn spread(ids: &[&'static str]) -> BTreeMap<&'static str, f64> {
    ids.iter().enumerate().map(|(i, &id)| (id, 150.0 + 60.0 * i as f64)).collect()
}

fn standard(id: &str) -> Standard {
    let (_, text) = FILES.iter().find(|file| file.0 == id).unwrap();
    Standard::new(serde_json::from_str(text).unwrap()).unwrap()
}

fn own_standard(items: serde_json::Value) -> Standard {
    let data = serde_json::json!({
        "id": "own", "name": { "en": "Own" }, "source": "a test", "year": 2024, "items": items
    });
    Standard::new(serde_json::from_value(data).unwrap()).unwrap()
}

fn item(category: &str, reach: (&str, f64), weight: f64) -> serde_json::Value {
    serde_json::json!({
        "name": { "en": category }, "categories": [category], "theme": { "en": "-" }, reach.0: reach.1,
        "weight": weight
    })
}

fn ask<'a>(engine: &mut Engine, standard: &'a Standard) -> CircleAnswer<'a> {
    let request = CircleRequest { standard, group: Group::All, search_minutes: 30.0, open_at: None };
    engine.circle(&from_western_end("uniform"), &request).unwrap()
}

fn statuses(items: &[CircleItem]) -> Vec<Status> {
    items.iter().map(|item| item.status).collect()
}

/// Uniform walkers make 80 metres a minute.
const METRES_PER_MINUTE: f64 = 80.0;

#[test]
fn every_shipped_standard_is_judged_by_the_distances_of_the_town() {
    let ids = category_ids();
    let metres_of = spread(&ids);
    let places: Vec<_> = metres_of.iter().map(|(&id, &metres)| (id, metres)).collect();
    let mut engine = street_town(&places);
    for (id, _) in FILES {
        let standard = standard(id);
        let answer = ask(&mut engine, &standard);
        assert_eq!(answer.circle.items.len(), standard.items().len());
        let (mut covered, mut asked) = (0.0, 0.0);
        for item in &answer.circle.items {
            let metres: Vec<f64> = item.asked.categories.iter().map(|id| metres_of[id.as_str()]).collect();
            let tier_m = match item.asked.reach {
                Reach::Minutes(minutes) => minutes * METRES_PER_MINUTE,
                Reach::Metres(metres) => metres,
            };
            let within = metres.iter().filter(|&&metres| metres <= tier_m).count();
            let nearest = metres.iter().copied().fold(f64::INFINITY, f64::min);
            let name = &item.asked.name.zh;
            assert_eq!(item.count as usize, within, "{id} {name}");
            assert_eq!(item.status == Status::Covered, within > 0, "{id} {name}");
            assert_ne!(item.status, Status::NoRecord, "{id} {name}");
            match item.nearest {
                Some(service) => {
                    assert!((service.metres() - nearest).abs() < 0.01, "{id} {name}");
                    assert!((service.seconds() - nearest / METRES_PER_MINUTE * 60.0).abs() < 0.01);
                }
                None => assert!(nearest > 30.0 * METRES_PER_MINUTE, "{id} {name}"),
            }
            asked += 1.0;
            covered += f64::from(within > 0);
        }
        assert_eq!(answer.circle.score, Some(100.0 * covered / asked), "{id}");
        assert_eq!(answer.circle.gaps.len(), answer.circle.count(Status::Missing));
        assert!(!answer.truncated, "{id}");
    }
}

#[test]
fn what_the_data_has_no_record_of_is_not_missing_and_does_not_count() {
    let mut engine = street_town(&[("bakery", 100.0)]);
    let standard = own_standard(serde_json::json!([
        item("bakery", ("minutes", 5.0), 1.0),
        item("library", ("minutes", 5.0), 1.0),
        item("unheard_of", ("minutes", 5.0), 1.0),
    ]));
    let circle = ask(&mut engine, &standard).circle;
    assert_eq!(statuses(&circle.items), [Status::Covered, Status::NoRecord, Status::NoRecord]);
    assert_eq!((circle.score, circle.gaps.len()), (Some(100.0), 0));
    let nothing = own_standard(serde_json::json!([item("library", ("metres", 500.0), 1.0)]));
    assert_eq!(ask(&mut engine, &nothing).circle.score, None);
}

#[test]
fn one_that_the_file_has_far_beyond_the_walk_is_missing_and_not_without_record() {
    let mut engine = street_town(&[("library", 5900.0)]);
    let standard = own_standard(serde_json::json!([item("library", ("minutes", 5.0), 1.0)]));
    let circle = ask(&mut engine, &standard).circle;
    assert_eq!(statuses(&circle.items), [Status::Missing]);
    assert_eq!((circle.items[0].nearest, circle.score), (None, Some(0.0)));
    assert!(circle.score.is_some_and(f64::is_sign_positive), "0 and not −0");
    let request =
        CircleRequest { standard: &standard, group: Group::All, search_minutes: 100.0, open_at: None };
    let further = engine.circle(&from_western_end("uniform"), &request).unwrap().circle;
    assert_eq!(further.items[0].nearest.unwrap().metres(), 5900.0);
}

#[test]
fn the_score_is_the_weight_of_what_is_covered() {
    let mut engine = street_town(&[("bakery", 100.0), ("library", 900.0)]);
    let standard = own_standard(serde_json::json!([
        item("bakery", ("minutes", 5.0), 3.0),
        item("library", ("minutes", 5.0), 1.0),
        item("cinema", ("minutes", 5.0), 10.0),
    ]));
    assert_eq!(ask(&mut engine, &standard).circle.score, Some(75.0));
}

#[test]
fn gaps_come_with_the_widest_miss_first_and_before_them_what_was_not_found() {
    let mut engine = street_town(&[
        ("bakery", 900.0),
        ("library", 1300.0),
        ("cinema", 5000.0),
        ("gym", 5500.0),
        ("mall", 1350.0),
        ("cafe", 50.0),
    ]);
    let standard = own_standard(serde_json::json!([
        item("bakery", ("minutes", 10.0), 1.0), // 100 m too far
        item("library", ("minutes", 5.0), 1.0), // 900 m too far
        item("cinema", ("minutes", 15.0), 1.0), // not found in 30 minutes
        item("cafe", ("minutes", 5.0), 1.0),    // covered
        item("gym", ("metres", 300.0), 1.0),    // not found, and asked for nearer by
        item("mall", ("metres", 1000.0), 1.0),  // 350 m too far
    ]));
    assert_eq!(ask(&mut engine, &standard).circle.gaps, [4, 2, 1, 5, 0]);
}

#[test]
fn a_school_of_unknown_level_within_the_tier_is_neither_a_primary_school_nor_a_missing_one() {
    let asked = serde_json::json!([
        { "name": { "en": "School" }, "categories": ["primary_school"], "maybe": ["school"],
          "theme": { "en": "-" }, "minutes": 5 }
    ]);
    let standard = own_standard(asked);
    let judged = |places: &[(&'static str, f64)]| {
        let circle = ask(&mut street_town(places), &standard).circle;
        let [item] = &circle.items[..] else { panic!("one item") };
        let metres = |service: Option<Service>| service.map(|service| service.metres());
        (item.status, metres(item.nearest), metres(item.maybe), circle.score)
    };
    let (near, far) = (("school", 300.0), ("school", 500.0));
    use Status::{Covered, Missing, NoRecord};
    assert_eq!(judged(&[near]), (NoRecord, None, Some(300.0), None));
    assert_eq!(judged(&[far]), (NoRecord, None, None, None));
    assert_eq!(judged(&[far, near, ("primary_school", 900.0)]), (NoRecord, Some(900.0), Some(300.0), None));
    assert_eq!(judged(&[far, ("primary_school", 900.0)]), (Missing, Some(900.0), None, Some(0.0)));
    assert_eq!(judged(&[near, ("primary_school", 400.0)]), (Covered, Some(400.0), None, Some(100.0)));
}

#[test]
fn items_are_gathered_under_their_themes() {
    for (id, _) in FILES {
        let standard = standard(id);
        let circle = ask(&mut street_town(&[("bakery", 100.0)]), &standard).circle;
        let mut seen: Vec<u32> = vec![];
        for theme in &circle.themes {
            assert!(theme.items.windows(2).all(|pair| pair[0] < pair[1]), "{id}");
            let themes = theme.items.iter().map(|&index| &circle.items[index as usize].asked.theme);
            assert!(themes.clone().all(|name| name == theme.name), "{id}");
            seen.extend(&theme.items);
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..circle.items.len() as u32).collect::<Vec<_>>(), "{id}: each item once");
    }
    let wuhai = standard("wuhai-eight");
    let circle = ask(&mut street_town(&[]), &wuhai).circle;
    assert_eq!(circle.themes.len(), 8);
}

#[test]
fn a_place_is_counted_once_and_within_a_tier_to_the_second() {
    let mut engine = street_town(&[("bakery", 400.0), ("bakery", 401.0), ("cafe", 100.0), ("bakery", 80.0)]);
    let both = own_standard(serde_json::json!([
        { "name": { "en": "both" }, "categories": ["bakery", "cafe", "bakery"], "theme": { "en": "-" }, "minutes": 5 },
        { "name": { "en": "metres" }, "categories": ["bakery"], "theme": { "en": "-" }, "metres": 400 }
    ]));
    let circle = ask(&mut engine, &both).circle;
    assert_eq!(circle.items[0].count, 3, "400 m are exactly five minutes");
    assert_eq!(circle.items[1].count, 2);
    assert_eq!(circle.items[1].nearest.unwrap().metres(), 80.0);
    // One place that is both, 111 m along the street.
    engine.add_places(&Table::from_csv("category,lon,lat\nbakery;cafe,0.001,0\n"), Datum::Wgs84).unwrap();
    let circle = ask(&mut engine, &both).circle;
    assert_eq!([circle.items[0].count, circle.items[1].count], [4, 3]);
}

#[test]
fn tiers_by_metres_do_not_depend_on_the_pace() {
    let mut engine = street_town(&[("park", 480.0), ("green_space", 320.0), ("primary_school", 1900.0)]);
    let standard = own_standard(serde_json::json!([
        item("park", ("metres", 500.0), 1.0),
        item("primary_school", ("metres", 2000.0), 1.0),
    ]));
    for profile in ["uniform", "elder", "wheelchair"] {
        let request =
            CircleRequest { standard: &standard, group: Group::All, search_minutes: 1.0, open_at: None };
        let circle = engine.circle(&from_western_end(profile), &request).unwrap().circle;
        assert_eq!(statuses(&circle.items), [Status::Covered; 2], "{profile}");
        assert_eq!(statuses(&circle.green), [Status::Missing, Status::Covered], "{profile}: 320 m to green");
    }
}

#[test]
fn a_park_is_green_too_and_no_record_of_green_says_nothing() {
    let standard = own_standard(serde_json::json!([item("bakery", ("minutes", 5.0), 1.0)]));
    let mut engine = street_town(&[("park", 290.0)]);
    assert_eq!(statuses(&ask(&mut engine, &standard).circle.green), [Status::Covered; 2]);
    let mut engine = street_town(&[("bakery", 290.0)]);
    assert_eq!(statuses(&ask(&mut engine, &standard).circle.green), [Status::NoRecord; 2]);
}

#[test]
fn groups_pick_their_items_out_of_each_standard() {
    let known = category_ids();
    for group in [Group::Elder, Group::Child, Group::Working] {
        for id in group.categories().unwrap() {
            assert!(known.contains(id), "{id}");
        }
        assert!(Profile::named(group.profile_name()).is_ok());
    }
    let names = |id: &str, group: Group| -> Vec<String> {
        let standard = standard(id);
        let picked = standard.items().iter().filter(|item| group.picks(item));
        picked.map(|item| item.name.zh.clone()).collect()
    };
    assert_eq!(names("six-ones", Group::Elder), ["一菜：菜市场", "一老：养老服务"]);
    assert_eq!(names("six-ones", Group::Child), ["一小：托育服务"]);
    assert_eq!(names("qixian", Group::Child), ["卫生服务站", "幼儿园", "小学", "综合体育场", "公园"]);
    for (id, _) in FILES {
        assert!(!names(id, Group::Working).is_empty(), "{id}");
    }
    let mut engine = street_town(&[("childcare", 100.0)]);
    let six_ones = standard("six-ones");
    let request =
        CircleRequest { standard: &six_ones, group: Group::Child, search_minutes: 30.0, open_at: None };
    let circle = engine.circle(&from_western_end("child"), &request).unwrap().circle;
    assert_eq!((circle.items.len(), circle.score), (1, Some(100.0)));
    assert_eq!(Group::from_name("old").unwrap_err().code(), ErrorCode::InvalidOption);
}

#[test]
fn the_edge_of_the_data_matters_only_where_a_tier_reaches_it() {
    let mut engine = street_town(&[("bakery", 100.0)]);
    let standard =
        |minutes: f64| own_standard(serde_json::json!([item("bakery", ("minutes", minutes), 1.0)]));
    assert!(!ask(&mut engine, &standard(60.0)).truncated);
    assert!(ask(&mut engine, &standard(80.0)).truncated, "6 km are 75 minutes");
}

#[test]
fn minutes_out_of_range_are_refused() {
    let mut engine = street_town(&[("bakery", 100.0)]);
    let standard = standard("qixian");
    for search_minutes in [0.0, -1.0, 121.0, f64::NAN] {
        let request = CircleRequest { standard: &standard, group: Group::All, search_minutes, open_at: None };
        let error = engine.circle(&from_western_end("adult"), &request).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidMinutes);
    }
}

#[test]
fn the_ring_is_that_of_the_longest_tier_compared_with_the_plain_circle() {
    let mut engine = street_town(&[("bakery", 100.0)]);
    let standard = own_standard(serde_json::json!([
        item("bakery", ("minutes", 5.0), 1.0),
        item("library", ("metres", 1200.0), 1.0),
    ]));
    let ring = ask(&mut engine, &standard).ring.unwrap();
    assert_eq!(ring.minutes, 15.0, "1200 m at 80 m a minute");
    // From its end a straight street opens up a strip of 40 m to either side, the farther the narrower.
    assert!((1200.0 * 40.0..1240.0 * 80.0).contains(&ring.area_m2), "{} m²", ring.area_m2);
    let plain_m2 = std::f64::consts::PI * 1200.0 * 1200.0;
    assert!((ring.catchment_ratio - ring.area_m2 / plain_m2).abs() < 1e-12);
    let elders = own_standard(serde_json::json!([item("gym", ("minutes", 5.0), 1.0)]));
    let request =
        CircleRequest { standard: &elders, group: Group::Elder, search_minutes: 30.0, open_at: None };
    let nothing = engine.circle(&from_western_end("elder"), &request).unwrap();
    assert_eq!((nothing.ring, nothing.circle.score, nothing.circle.items.len()), (None, None, 0));
}

#[test]
fn a_ring_does_not_depend_on_the_isochrones_asked_before() {
    let monaco = || {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/monaco.yike");
        Engine::open(std::fs::read(file).unwrap()).unwrap()
    };
    let at = |lon: f64| Question {
        origin: LonLat { lon, lat: 43.7355 },
        profile: Profile::named("adult").unwrap(),
        direction: Direction::From,
    };
    let standard = standard("qixian");
    let ring = |engine: &mut Engine, question: &Question| {
        let request =
            CircleRequest { standard: &standard, group: Group::All, search_minutes: 30.0, open_at: None };
        engine.circle(question, &request).unwrap().ring
    };
    let alone = ring(&mut monaco(), &at(7.4205));
    assert_eq!(alone.map(|ring| ring.minutes), Some(15.0));
    let area_m2 = |engine: &mut Engine, lon: f64, minutes: &[f64], min_hole_area_m2: f64| {
        let request = IsochroneRequest { minutes: minutes.to_vec(), min_hole_area_m2 };
        engine.isochrone(&at(lon), &request).unwrap().isochrone.contours[0].area_m2
    };
    let mut engine = monaco();
    let filled_m2 = area_m2(&mut engine, 7.4205, &[15.0], 1e9);
    assert!(alone.is_some_and(|ring| ring.area_m2 < filled_m2), "there are holes to fill");
    assert_eq!(ring(&mut engine, &at(7.4205)), alone, "after one with all holes filled");
    area_m2(&mut engine, 7.4255, &[15.0], 1000.0);
    assert_eq!(ring(&mut engine, &at(7.4205)), alone, "after one from elsewhere");
    area_m2(&mut engine, 7.4205, &[5.0, 10.0], 1000.0);
    assert_eq!(ring(&mut engine, &at(7.4205)), alone, "after one of other limits");
    area_m2(&mut engine, 7.4205, &[5.0, 10.0, 15.0], 1000.0);
    assert_eq!(ring(&mut engine, &at(7.4205)), alone, "after the same");
}
