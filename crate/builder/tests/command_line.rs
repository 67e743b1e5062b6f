//! The program `yike` as people run it: what it prints, where, and how it exits.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

/// 100 m along Main Street of the little town, 10 m north of it.
const AT: &str = "5.0012447,43.9027901";

fn yike(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yike")).args(arguments).output().unwrap()
}

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The little town as a graph file, built once.
fn town() -> &'static str {
    static TOWN: OnceLock<String> = OnceLock::new();
    TOWN.get_or_init(|| {
        let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/town.osm");
        let output = scratch("town.yike").display().to_string();
        let built = yike(&["build", &input.display().to_string(), "-o", &output, "--name", "Town"]);
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        assert!(built.stdout.is_empty());
        output
    })
}

fn json(arguments: &[&str]) -> Value {
    let output = yike(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Exit code and what was said on standard error; nothing may be on standard output.
fn failure(arguments: &[&str]) -> (i32, String) {
    let output = yike(arguments);
    assert!(output.stdout.is_empty());
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn info_tells_what_the_file_holds() {
    let info = json(&["info", town()]);
    assert_eq!(info["name"], "Town");
    assert_eq!(info["attribution"], "© OpenStreetMap contributors");
    assert_eq!(info["counts"]["places"], 15);
    let categories = info["categories"].as_array().unwrap();
    let places =
        |id: &str| categories.iter().find(|category| category["id"] == id).unwrap()["places"].clone();
    assert_eq!((places("hospital"), places("mall")), (1.into(), 0.into()));
}

#[test]
fn services_are_listed_as_json_and_as_csv() {
    let listed = json(&["services", town(), "--at", AT, "--minutes", "6", "--profile", "uniform"]);
    let names: Vec<&str> = listed["services"]
        .as_array()
        .unwrap()
        .iter()
        .map(|service| service["names"]["en"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Corner Shop", "Plaza Restaurant"]);
    assert_eq!(listed["services"][0]["categories"], serde_json::json!(["convenience_store"]));
    assert!(listed["services"][0]["osm"].as_str().unwrap().starts_with("node/"));
    assert_eq!(listed["truncated"], true);

    let output = yike(&["services", town(), "--at", AT, "--minutes", "6", "--profile", "uniform", "--csv"]);
    let table = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "id,osm,name,name_zh,name_en,categories,lon,lat,seconds,metres");
    assert!(rows[1].contains("便民便利店") && rows[1].contains("convenience_store"));
    assert_eq!(rows.len(), 3);

    let few = json(&["services", town(), "--at", AT, "--categories", "pharmacy,supermarket", "--limit", "1"]);
    assert_eq!(few["services"].as_array().unwrap().len(), 1);
    assert_eq!(few["services"][0]["names"]["en"], "Pharmacy");
}

#[test]
fn isochrones_are_geojson_largest_first() {
    let rings = json(&["isochrone", town(), "--at", AT, "--minutes", "5,10", "--speed", "4"]);
    assert_eq!(rings["type"], "FeatureCollection");
    let minutes: Vec<f64> = rings["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ring| ring["properties"]["minutes"].as_f64().unwrap())
        .collect();
    assert_eq!(minutes, [10.0, 5.0]);
    let outer = rings["features"][1]["geometry"]["coordinates"][0][0].as_array().unwrap();
    assert!(outer.len() > 4 && outer.first() == outer.last());
    let area_m2 = |rings: &Value| rings["features"][0]["properties"]["area_m2"].as_f64().unwrap();
    let slower = json(&["isochrone", town(), "--at", AT, "--minutes", "5,10", "--speed", "3"]);
    assert!(area_m2(&slower) < area_m2(&rings));

    // At the southern end of the one-way passage, one comes from the north and does not go there.
    let south = "5.0074680,43.9009000";
    let from = json(&["isochrone", town(), "--at", south, "--minutes", "4"]);
    let to = json(&["isochrone", town(), "--at", south, "--minutes", "4", "--to"]);
    assert!(area_m2(&from) < area_m2(&to));
}

#[test]
fn a_route_is_a_geojson_line() {
    let route = json(&["route", town(), "--at", AT, "--to", "5.0099573,43.9027001", "--profile", "uniform"]);
    assert_eq!(route["geometry"]["type"], "LineString");
    // 10 m to Main Street, then 700 m along it.
    let metres = route["properties"]["metres"].as_f64().unwrap();
    assert!((metres - 710.0).abs() < 3.0, "{metres}");
    let steps = route["properties"]["steps"].as_array().unwrap();
    assert_eq!((steps[0]["class"].as_str(), steps[0]["name"].as_str()), (Some("straight"), Some("")));
    assert_eq!((steps[1]["class"].as_str(), steps[1]["name"].as_str()), (Some("residential"), Some("正街")));
    let sum: f64 = steps.iter().map(|step| step["metres"].as_f64().unwrap()).sum();
    assert!((sum - metres).abs() < 1e-6);
}

#[test]
fn a_circle_tells_what_is_missing_and_what_has_no_record() {
    let circle = json(&["circle", town(), "--at", AT, "--profile", "uniform", "--standard", "qixian"]);
    let item = |name: &str| {
        let items = circle["items"].as_array().unwrap();
        items
            .iter()
            .find(|item| item["name"]["en"] == name)
            .cloned()
            .unwrap_or_else(|| panic!("{name} in {items:?}"))
    };
    assert_eq!(circle["standard"]["id"], "qixian");
    // The primary school is 1410 m off where five minutes are 400 m; nothing in town is a mall.
    let school = item("Primary school");
    assert_eq!(school["status"], "missing");
    assert_eq!(school["nearest"]["names"]["en"], "Lower Lane Primary School");
    assert!(circle["items"].as_array().unwrap().iter().any(|item| item["status"] == "no-record"));
    assert!(circle["items"].as_array().unwrap().iter().any(|item| item["status"] == "covered"));
    let (code, said) = failure(&["circle", town(), "--at", AT, "--standard", "nowhere.json"]);
    assert!(code == 1 && said.contains("nowhere.json") && said.contains("qixian"));
}

#[test]
fn a_batch_gives_one_document_a_line_in_order() {
    let origins = scratch("origins.csv");
    let rows = "name,LON,lat\nshop,5.0012447,43.9027901\nbad,five,43.9\nfar,6,45\nshort,5\nlast,5.0099573,43.9027001\n";
    std::fs::write(&origins, rows).unwrap();
    let origins = origins.display().to_string();
    let output = yike(&["services", town(), "--batch", &origins, "--minutes", "3", "--limit", "1"]);
    assert!(output.status.success());
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[0]["services"][0]["names"]["en"], "Corner Shop");
    let error = |line: usize| {
        let error = &lines[line]["error"];
        (error["line"].as_u64().unwrap(), error["code"].as_str().unwrap().to_owned())
    };
    assert_eq!(error(1), (3, "invalid-coordinate".to_owned()));
    assert!(lines[1]["error"]["message"].as_str().unwrap().contains("five"));
    assert_eq!(error(2), (4, "outside-data".to_owned()));
    assert_eq!(error(3), (5, "invalid-coordinate".to_owned()));
    assert_eq!(lines[4]["services"][0]["names"]["en"], "Main Street Community Centre");

    // A row's answer is the answer of the point alone.
    let alone = json(&["services", town(), "--at", AT, "--minutes", "3", "--limit", "1"]);
    assert_eq!(lines[0], alone);

    let columns = scratch("columns.csv");
    std::fs::write(&columns, "x,y\n5,43.9\n").unwrap();
    let (code, said) = failure(&["services", town(), "--batch", &columns.display().to_string()]);
    assert!(code == 1 && said.contains("lon"));
}

#[test]
fn errors_go_to_standard_error_with_exit_code_1() {
    for (arguments, expected) in [
        (vec!["services", town(), "--at", "6,45"], "6, 45"),
        (vec!["services", town(), "--at", AT, "--minutes", "-1"], "-1"),
        (vec!["services", town(), "--at", AT, "--minutes", "nan"], "NaN"),
        (vec!["services", town(), "--at", AT, "--categories", "pharmcy"], "pharmcy"),
        (vec!["isochrone", town(), "--at", AT, "--speed", "90"], "90"),
        (vec!["route", town(), "--at", AT, "--to", "4000000000"], "4000000000"),
        (vec!["info", "no-such-file.yike"], "no-such-file.yike"),
        (vec!["info", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")], "Cargo.toml"),
    ] {
        let (code, said) = failure(&arguments);
        assert_eq!(code, 1, "{arguments:?}: {said}");
        assert!(said.starts_with("yike: ") && said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn wrong_usage_exits_with_code_2() {
    for arguments in [
        vec!["services", town()],
        vec!["services", town(), "--at", "5"],
        vec!["services", town(), "--at", "5,95"],
        vec!["services", town(), "--at", AT, "--profile", "runner"],
        vec!["services", town(), "--at", AT, "--minutes", "soon"],
        vec!["isochrone", town(), "--at", AT, "--batch", "origins.csv"],
        vec!["route", town(), "--at", AT],
        vec!["fly"],
        vec![],
    ] {
        assert_eq!(failure(&arguments).0, 2, "{arguments:?}");
    }
}
