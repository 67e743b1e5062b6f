//! Life circles and names in the town drawn by hand: every standard, judged by distances worked out on paper.

use std::path::Path;

use indicatif::ProgressBar;
use yike::Engine;
use yike::circle::{Circle, Group, Status};
use yike::engine::CircleRequest;
use yike::grid::{LonLat, metres_per_degree};
use yike::profile::Profile;
use yike::question::{Direction, Question};
use yike::standard::{FILES, Reach, Standard};
use yike_builder::build::{BuildOptions, build};

fn town() -> Engine {
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/town.osm");
    let options = BuildOptions { input, ..BuildOptions::default() };
    let (parts, _) = build(&options, &ProgressBar::hidden()).unwrap();
    Engine::open(yike::format::write(&parts).unwrap()).unwrap()
}

/// At so many metres east and north, at 80 metres a minute, looking for half an hour.
fn circle(engine: &mut Engine, standard: &str, east_m: f64, north_m: f64) -> Circle<'static> {
    circle_of("uniform", engine, standard, east_m, north_m)
}

fn circle_of(
    profile: &str,
    engine: &mut Engine,
    standard: &str,
    east_m: f64,
    north_m: f64,
) -> Circle<'static> {
    let (_, text) = FILES.iter().find(|file| file.0 == standard).unwrap();
    // What it says of an item is borrowed from it; a handful of them may stay.
    let standard: &Standard =
        Box::leak(Box::new(Standard::new(serde_json::from_str(text).unwrap()).unwrap()));
    let [lon_m, lat_m] = metres_per_degree(43.9);
    let question = Question {
        origin: LonLat { lon: 5.0 + east_m / lon_m, lat: 43.9 + north_m / lat_m },
        profile: Profile::named(profile).unwrap(),
        direction: Direction::From,
    };
    let request = CircleRequest { standard, group: Group::All, search_minutes: 30.0, open_at: None };
    engine.circle(&question, &request).unwrap().circle
}

/// Covered items and gaps by their Chinese names with the metres to the nearest, `None` where it was not found. All other
/// items are without record.
#[track_caller]
fn assert_circle(circle: &Circle, covered: &[(&str, f64)], gaps: &[(&str, Option<f64>)]) {
    let near = |found: Option<f64>, expected: Option<f64>| match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() <= 3.0,
        (found, expected) => found == expected,
    };
    let metres = |index: usize| circle.items[index].nearest.map(|nearest| nearest.metres());
    let name = |index: usize| circle.items[index].asked.name.zh.as_str();
    let with = |status: Status| (0..circle.items.len()).filter(move |&at| circle.items[at].status == status);
    assert_eq!(
        with(Status::Covered).map(name).collect::<Vec<_>>(),
        covered.iter().map(|c| c.0).collect::<Vec<_>>()
    );
    for (index, &(_, expected)) in with(Status::Covered).zip(covered) {
        assert!(near(metres(index), Some(expected)), "{} at {:?}", name(index), metres(index));
    }
    let found = circle.gaps.iter().map(|&index| index as usize);
    assert_eq!(found.clone().map(name).collect::<Vec<_>>(), gaps.iter().map(|gap| gap.0).collect::<Vec<_>>());
    for (index, &(_, expected)) in found.zip(gaps) {
        assert!(near(metres(index), expected), "{} at {:?}", name(index), metres(index));
    }
    assert!(with(Status::NoRecord).all(|index| metres(index).is_none()));
    let all = (covered.len() + gaps.len()) as f64;
    assert_eq!(circle.score, Some(100.0 * covered.len() as f64 / all));
}

#[test]
fn every_standard_at_the_east_end_of_main_street() {
    let mut engine = town();
    // At 1500 m east: 10 m to the health station; round the level end of Lower Lane to the school (100 + 100 + 200 + 10);
    // along Main Street; across the plaza to South Lane (1000 + 141 + 100 + 100 + 10); over the bridge (700 + 250 + …).
    let mut at = |standard: &str| circle(&mut engine, standard, 1500.0, 300.0);
    let (school, shop, restaurant, supermarket) = (410.0, 1410.0, 1060.0, 510.0);
    let (kindergarten, day_care, market) = (1351.4, 1501.4, 1160.0);
    let (community, park, hospital, books) = (700.0, 1260.0, 1760.0, 1810.0);
    assert_circle(
        &at("qixian"),
        &[("卫生服务站", 10.0), ("超市", supermarket)],
        &[
            ("日间照料中心", Some(day_care)),
            ("幼儿园", Some(kindergarten)),
            ("社区综合服务中心（党群服务中心）", Some(community)),
            ("餐饮", Some(restaurant)),
            ("公园", Some(park)),
            ("小学", Some(school)),
        ],
    );
    assert_circle(
        &at("mofcom-2021"),
        &[("综合超市", supermarket), ("特色餐饮", restaurant)],
        &[
            ("便利店", Some(shop)),
            ("新式书店", Some(books)),
            ("菜市场", Some(market)),
            ("社区养老", Some(day_care)),
            ("药店", Some(910.0)),
        ],
    );
    assert_circle(
        &at("gb50180-2018"),
        &[("社区卫生服务站", 10.0), ("小学", school), ("街道服务中心", community)],
        &[
            // The only library is on the island.
            ("文化活动站", None),
            ("老年人日间照料中心", Some(day_care)),
            ("幼儿园", Some(kindergarten)),
            ("街头绿地", Some(park)),
            ("卫生服务中心", Some(hospital)),
            ("菜市场", Some(market)),
            ("社区服务站", Some(community)),
            ("公交站", Some(790.0)),
            ("公园", Some(park)),
            ("商业", Some(supermarket)),
        ],
    );
    assert_circle(
        &at("six-ones"),
        &[("一菜：菜市场", market)],
        &[("一老：养老服务", Some(day_care)), ("一店：便利店", Some(shop))],
    );
    assert_circle(
        &at("wuhai-eight"),
        &[
            ("超市", supermarket),
            ("菜市场与生鲜店", market),
            ("小学", school),
            ("社区卫生服务", 10.0),
            ("医院与诊所", 10.0),
            ("药店", 910.0),
            ("社区服务中心", community),
        ],
        &[
            ("图书馆与书屋", Some(books)),
            ("日间照料与养老服务", Some(day_care)),
            ("便利店", Some(shop)),
            ("幼儿园", Some(kindergarten)),
            ("公园绿地", Some(park)),
        ],
    );
}

#[test]
fn tiers_in_metres_are_missed_by_metres_walked_and_not_by_how_long_they_take() {
    let mut engine = town();
    let circle = circle_of("elder", &mut engine, "gb50180-2018", 900.0, 300.0);
    let walk = |zh: &str| {
        let gap = |&&index: &&u32| circle.items[index as usize].asked.name.zh == zh;
        let item = &circle.items[*circle.gaps.iter().find(gap).unwrap() as usize];
        let Reach::Metres(tier_m) = item.asked.reach else { panic!("a tier in metres") };
        let nearest = item.nearest.unwrap();
        (nearest.metres() - tier_m, nearest.seconds() - tier_m * 3.6 / 3.5)
    };
    // The way to the school leads over steps, which the old climb slowly.
    let (health, school) = (walk("卫生服务中心"), walk("小学"));
    assert!(health.0 > school.0 + 40.0 && health.1 < school.1 - 40.0, "{health:?} {school:?}");
    let names: Vec<_> =
        circle.gaps.iter().map(|&index| circle.items[index as usize].asked.name.zh.as_str()).collect();
    let at = |zh: &str| names.iter().position(|name| *name == zh).unwrap();
    assert!(at("卫生服务中心") < at("小学"), "{names:?}");
}

#[test]
fn green_is_measured_to_the_gate_of_the_park() {
    let mut engine = town();
    let mut green = |east_m: f64, north_m: f64| {
        let green = circle(&mut engine, "six-ones", east_m, north_m).green;
        green.iter().map(|item| item.status).collect::<Vec<_>>()
    };
    // The gate is at 1100 m; the park's fence comes nearer to other points, and its middle lies farther.
    assert_eq!(green(1100.0, 550.0), [Status::Covered, Status::Covered]);
    assert_eq!(green(700.0, 550.0), [Status::Missing, Status::Covered]);
    assert_eq!(green(500.0, 550.0), [Status::Missing, Status::Missing]);
}

#[test]
fn names_are_found_in_chinese_pinyin_initials_and_english() {
    let mut engine = town();
    let mut first = |query: &str| {
        let hits = engine.search_text(query, None, 1).unwrap();
        hits.first().map_or(String::new(), |hit| hit.names.local.clone())
    };
    for query in ["南巷幼儿园", "nanxiangyoueryuan", "nxyey", "south lane kinder", "幼儿", "kindergraten"]
    {
        assert_eq!(first(query), "南巷幼儿园", "{query}");
    }
    assert_eq!(first("zhengjie"), "正街");
    assert_eq!(first("great bridge"), "大桥");
    assert_eq!(first("csgy"), "城市公园");
    assert_eq!(first("harbour"), "");
}
