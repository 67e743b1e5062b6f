//! Places that a person adds are read row by row and join the search.

mod street_town;

use street_town::{from_western_end, street_town};
use yike::ErrorCode;
use yike::added_places::{Row, Table};
use yike::circle::{CircleItem, Group, Status};
use yike::datum::Datum;
use yike::engine::{Added, CircleRequest, Engine, RouteTarget, ServicesRequest};
use yike::opening_hours::LocalTime;
use yike::search_text::Named;
use yike::standard::{FILES, Standard};

/// Degrees of longitude for so many metres along the street, which lies on the equator.
fn lon(metres: f64) -> f64 {
    metres / 111_319.5
}

fn add(engine: &mut Engine, csv: &str) -> Added {
    engine.add_places(&Table::from_csv(csv), Datum::Wgs84).unwrap()
}

fn reasons(added: &Added) -> Vec<(u32, &str)> {
    added.rejected.iter().map(|rejected| (rejected.line, rejected.reason.as_str())).collect()
}

fn services(engine: &mut Engine, minutes: f64) -> Vec<(u32, f64, f64)> {
    let request = ServicesRequest { minutes, ..ServicesRequest::default() };
    let answer = engine.services(&from_western_end("uniform"), &request).unwrap();
    answer.services.iter().map(|service| (service.place, service.metres(), service.seconds())).collect()
}

#[test]
fn an_added_place_is_reached_by_street_and_then_straight() {
    let mut engine = street_town(&[("bakery", 500.0)]);
    let csv = format!("name,category,lon,lat\nOurs,library,{},{}\n", lon(300.0), 40.0 / 110_574.0);
    assert_eq!(add(&mut engine, &csv), Added { added: 1, rejected: vec![] });
    let found = services(&mut engine, 15.0);
    assert_eq!(found.iter().map(|service| service.0).collect::<Vec<_>>(), [1, 0]);
    assert!((found[0].1 - 340.0).abs() < 2.0, "{} m", found[0].1);
    assert!((found[0].2 - 340.0 / 80.0 * 60.0).abs() < 2.0, "{} s", found[0].2);
    let route = engine.route(&from_western_end("uniform"), RouteTarget::Place(1)).unwrap();
    assert!((f64::from(route.time_ms) / 1000.0 - found[0].2).abs() < 0.01);
}

#[test]
fn added_places_are_known_to_details_counts_circle_and_search() {
    let mut engine = street_town(&[("bakery", 500.0)]);
    let six_ones = FILES.iter().find(|file| file.0 == "six-ones").unwrap().1;
    let standard = Standard::new(serde_json::from_str(six_ones).unwrap()).unwrap();
    let request =
        CircleRequest { standard: &standard, group: Group::All, search_minutes: 30.0, open_at: None };
    let repair = |engine: &mut Engine| {
        engine.circle(&from_western_end("uniform"), &request).unwrap().circle.items[3].status
    };
    assert_eq!(repair(&mut engine), Status::NoRecord);
    assert!(engine.search_text("wang", None, 5).unwrap().is_empty());
    let csv = format!(
        "名称,类别,经度,纬度,电话,营业时间,英文名\n老王修鞋,维修,{},0,123,Mo-Su 08:00-20:00,Wang's\n",
        lon(2000.0)
    );
    assert_eq!(add(&mut engine, &csv).added, 1);
    assert_eq!(repair(&mut engine), Status::Missing, "25 minutes away");
    let again = format!("name,category,lon,lat\nSecond,repair,{},0\n", lon(100.0));
    assert_eq!(add(&mut engine, &again).added, 1);
    assert_eq!(repair(&mut engine), Status::Covered);
    let details = engine.place(1).unwrap();
    assert_eq!(details.texts.names.local, "老王修鞋");
    assert_eq!((details.texts.phone.as_str(), details.place.osm), ("123", None));
    assert_eq!(details.texts.opening_hours, "Mo-Su 08:00-20:00");
    assert_eq!(engine.place(2).unwrap().texts.names.local, "Second");
    assert_eq!(engine.place(3).unwrap_err().code(), ErrorCode::UnknownPlace);
    let info = engine.info();
    let count = |id: &str| info.categories.iter().find(|info| info.category.id == id).unwrap().places;
    assert_eq!((info.places, count("repair"), count("bakery")), (3, 2, 1));
    let hits = |engine: &mut Engine, query: &str| -> Vec<Named> {
        engine.search_text(query, None, 5).unwrap().iter().map(|hit| hit.named).collect()
    };
    assert_eq!(hits(&mut engine, "修鞋"), [Named::Place(1)]);
    assert_eq!(hits(&mut engine, "wangs"), [Named::Place(1)]);
    assert_eq!(hits(&mut engine, "bakery"), [Named::Place(0)]);
    assert_eq!(hits(&mut engine, "long st"), [Named::Street(0)]);
}

#[test]
fn bad_rows_are_told_by_line_and_reason_and_good_ones_kept() {
    let mut engine = street_town(&[]);
    let csv = format!(
        "\u{FEFF}Name,Category,Lat,Lon\r\n\
         \"Two\nlines, \"\"quoted\"\"\",Library,0,{a}\r\n\
         Nowhere,library,north,{a}\r\n\
         Off the globe,library,91,{a}\r\n\
         \r\n\
         What,flying_school,0,{a}\r\n\
         No category,,0,{a}\r\n\
         Short,library\r\n\
         In the sea,library,0.009,{a}\r\n\
         Far away,library,10,{a}\r\n\
         Both,\"library; bakery\",0,{a}\r\n\
         Last,图书馆、书屋,0,{a}",
        a = lon(200.0)
    );
    let added = add(&mut engine, &csv);
    assert_eq!(added.added, 3);
    let expected = [
        (4, "latitude \"north\" is not a number"),
        (5, "latitude 91 is not a number from -90 to 90"),
        (7, "category \"flying_school\" is unknown"),
        (8, "it has no category"),
        (9, "it has 2 cells, the heading has 4"),
        (10, "no street to walk on lies within 200 m"),
    ];
    assert_eq!(reasons(&added)[..6], expected);
    assert_eq!(added.rejected[6].line, 11);
    assert!(added.rejected[6].reason.contains("outside the data"), "{}", added.rejected[6].reason);
    assert_eq!(engine.place(0).unwrap().texts.names.local, "Two\nlines, \"quoted\"");
    assert_eq!(engine.place(1).unwrap().place.categories.len(), 2);
    assert_eq!(engine.place(2).unwrap().texts.names.local, "Last");
}

/// The category under which a list's place is found that has this cell as its category.
fn understood(engine: &Engine, cell: &str) -> Result<String, String> {
    let table = Table {
        heading: ["category", "lon", "lat"].map(Into::into).to_vec(),
        rows: vec![Row { line: 1, cells: vec![cell.into(), "0".into(), "0".into()] }],
    };
    let (places, rejected) = table.places(engine.categories(), Datum::Wgs84).unwrap();
    match places.first() {
        Some(place) => Ok(engine.categories()[usize::from(place.categories[0])].id.clone()),
        None => Err(rejected[0].reason.clone()),
    }
}

#[test]
fn a_category_is_understood_as_standards_call_it() {
    let engine = street_town(&[]);
    for (id, text) in FILES {
        let standard = Standard::new(serde_json::from_str(text).unwrap()).unwrap();
        for item in standard.items() {
            for name in [&item.name.zh, &item.name.en] {
                let category = understood(&engine, name);
                let is_meant = category.as_ref().is_ok_and(|category| item.categories.contains(category));
                assert!(is_meant, "{id}: {name} is understood as {category:?}");
            }
        }
    }
}

#[test]
fn a_category_is_understood_as_people_call_it() {
    let engine = street_town(&[]);
    for (word, id) in [
        ("卫生室", "health_station"),
        ("养老院", "elderly_care_centre"),
        ("商场", "mall"),
        ("饭店", "restaurant"),
        ("药房", "pharmacy"),
        ("党群服务中心", "community_service_centre"),
        ("菜场（临时）", "marketplace"),
        ("一店：小卖部", "convenience_store"),
        ("School", "school"),
        ("Doctor", "clinic"),
        ("Post office", "post_parcel"),
    ] {
        assert_eq!(understood(&engine, word).as_deref(), Ok(id), "{word}");
    }
    assert_eq!(understood(&engine, "学").unwrap_err(), "category \"学\" is unknown");
    assert_eq!(understood(&engine, "（）").unwrap_err(), "category \"（）\" is unknown");
}

/// A word in two places would be understood as the first, one that is a label never be looked at.
#[test]
fn each_further_name_of_a_category_is_there_once_and_leads_somewhere() {
    let engine = street_town(&[]);
    let words = include_str!("../src/added_places/category_words.tsv");
    let mut seen = std::collections::BTreeSet::new();
    for line in words.lines() {
        let (id, words) = line.split_once('\t').unwrap();
        for word in words.split(',') {
            assert!(seen.insert(word), "{word} is there twice");
            assert_eq!(understood(&engine, word).as_deref(), Ok(id), "{word}");
            let is_label = |label: &String| label.to_lowercase() == word;
            let is_known =
                engine.categories().iter().any(|category| is_label(&category.zh) || is_label(&category.en));
            assert!(!is_known, "{word} is a label");
        }
    }
}

#[test]
fn a_list_without_a_needed_column_is_refused_and_changes_nothing() {
    let mut engine = street_town(&[("bakery", 500.0)]);
    for csv in ["", "name,lon,lat\nx,0,0\n", "category,lat\nbakery,0\n", "\u{0}\u{1}"] {
        let error = engine.add_places(&Table::from_csv(csv), Datum::Wgs84).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidOption, "{csv:?}");
    }
    assert_eq!(engine.info().places, 1);
    assert_eq!(services(&mut engine, 15.0).len(), 1);
}

#[test]
fn cells_may_be_divided_by_semicolons_or_tabs_and_need_no_quotation_marks() {
    let read = |csv: &str| Table::from_csv(csv).rows.into_iter().map(|row| row.cells).collect::<Vec<_>>();
    assert_eq!(read("a;b\n1,5;2\n"), [["1,5", "2"]]);
    assert_eq!(read("a\tb\nx\ty"), [["x", "y"]]);
    assert_eq!(read("a,b\n3\" pipe,\"open"), [["3\" pipe", "open"]]);
    assert_eq!(read("a,b\n,\n\n , \nx,\n"), [["x", ""]]);
    assert_eq!(read("a,b\n\"x\"y,\"\"\n"), [["xy", ""]]);
}

#[test]
fn positions_may_be_in_another_datum() {
    let table = Table::from_csv("category,lon,lat\nlibrary,116.410244,39.916404\n");
    let categories = [yike::network::Category { id: "library".into(), zh: "".into(), en: "".into() }];
    let at = |datum| table.places(&categories, datum).unwrap().0[0].at;
    assert!((at(Datum::Gcj02).lon - 116.404).abs() < 1e-5 && (at(Datum::Gcj02).lat - 39.915).abs() < 1e-5);
    assert_eq!((at(Datum::Wgs84).lon, at(Datum::Wgs84).lat), (116.410244, 39.916404));
}

#[test]
fn what_is_known_to_be_closed_is_left_out_and_takes_nobodys_room() {
    let mut engine = street_town(&[("bakery", 300.0)]);
    let csv = format!(
        "name,category,lon,lat,opening_hours\nShut,bakery,{},0,Mo-Fr 08:00-12:00\n\
         Open,bakery,{},0,\"Mo-Fr 08:00-12:00,14:00-18:00\"\nPuzzle,bakery,{},0,call before\n",
        lon(100.0),
        lon(200.0),
        lon(400.0)
    );
    assert_eq!(add(&mut engine, &csv).added, 3);
    let monday_afternoon = LocalTime::parse("2024-05-06T15:00").unwrap();
    let mut open = |limit: Option<u32>, open_at: Option<LocalTime>| {
        let request = ServicesRequest { minutes: 15.0, limit, open_at, ..ServicesRequest::default() };
        let answer = engine.services(&from_western_end("uniform"), &request).unwrap();
        answer.services.iter().map(|service| service.place).collect::<Vec<_>>()
    };
    assert_eq!(open(None, None), [1, 2, 0, 3]);
    // The first place of the file tells no hours.
    assert_eq!(open(None, Some(monday_afternoon)), [2, 0, 3]);
    assert_eq!(open(Some(2), Some(monday_afternoon)), [2, 0]);
}

#[test]
fn a_circle_does_not_count_what_is_known_to_be_closed_and_counts_what_is_not_known() {
    let mut engine = street_town(&[("library", 100.0)]);
    let csv = format!(
        "name,category,lon,lat,opening_hours\nShut,bakery,{},0,Mo-Fr 08:00-12:00\nFar,bakery,{},0,24/7\n\
         Shut,park,{},0,Sa 08:00-12:00\n",
        lon(100.0),
        lon(900.0),
        lon(50.0)
    );
    assert_eq!(add(&mut engine, &csv).added, 3);
    let asked = |category: &str| {
        serde_json::json!({
            "name": { "en": category }, "categories": [category], "theme": { "en": "-" }, "minutes": 5
        })
    };
    let standard = serde_json::json!({
        "id": "own", "name": { "en": "Own" }, "source": "a test", "year": 2024,
        "items": [asked("bakery"), asked("library"), asked("park")]
    });
    let standard = Standard::new(serde_json::from_value(standard).unwrap()).unwrap();
    let mut judged = |open_at: Option<&str>| {
        let open_at = open_at.map(|text| LocalTime::parse(text).unwrap());
        let request = CircleRequest { standard: &standard, group: Group::All, search_minutes: 30.0, open_at };
        let circle = engine.circle(&from_western_end("uniform"), &request).unwrap().circle;
        let of = |item: &CircleItem| (item.status, item.nearest.map(|nearest| nearest.place));
        (circle.items.iter().map(of).collect::<Vec<_>>(), circle.green[1].status)
    };
    use Status::{Covered, Missing};
    let all = vec![(Covered, Some(1)), (Covered, Some(0)), (Covered, Some(3))];
    assert_eq!(judged(None), (all.clone(), Covered));
    // A park that is shut is still on record: it is missing at that hour.
    let evening = vec![(Missing, Some(2)), (Covered, Some(0)), (Missing, None)];
    assert_eq!(judged(Some("2024-05-06T15:00")), (evening, Missing));
    let hours = |place| engine.is_open(place, LocalTime::parse("2024-05-06T15:00").unwrap()).unwrap();
    assert_eq!([0, 1, 2, 3].map(hours), [None, Some(false), Some(true), Some(false)]);
}
