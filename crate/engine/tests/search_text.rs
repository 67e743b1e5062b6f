//! Names are found as people type them: in Chinese, pinyin and initials, other scripts, and with a slip.

use yike::grid::{Grid, Point};
use yike::network::{Edge, Names, Network, Place, PlaceTexts, Texts};
use yike::search_text::{Named, TextSearch};

const CENTRE: Point = Point { x: 0, y: 0 };

fn names(local: &str, en: &str) -> Names {
    Names { local: local.into(), zh: String::new(), en: en.into() }
}

/// A town with one edge per street: street `i` at `(100 i, 0)`, place `i` at `(0, 100 i)`.
fn town(streets: &[Names], places: &[Names], sounds: &[(char, &str)]) -> (Texts, TextSearch) {
    // As in a file: ascending by character.
    let mut pinyin: Vec<(char, String)> =
        sounds.iter().map(|&(character, sound)| (character, sound.into())).collect();
    pinyin.sort_unstable();
    let texts = Texts {
        streets: streets.to_vec(),
        places: places
            .iter()
            .map(|names| PlaceTexts { names: names.clone(), ..PlaceTexts::default() })
            .collect(),
        pinyin,
    };
    let network = Network {
        grid: Grid::for_latitude(0.0),
        nodes: (0..=streets.len() as i32).map(|i| Point { x: 100 * i, y: 0 }).collect(),
        border_nodes: vec![],
        edges: (0..streets.len() as u32)
            .map(|i| Edge { from: i, to: i + 1, first_inner_point: 0, attributes: 0, street: i + 1 })
            .collect(),
        inner_points: vec![],
        attribute_sets: vec![],
        places: (0..places.len() as u32)
            .map(|id| Place { id, point: Point { x: 0, y: 100 * id as i32 }, osm: None, categories: vec![0] })
            .collect(),
        entrances: vec![],
    };
    let search = TextSearch::new(&texts.streets, &texts.places, &texts.pinyin, &network);
    (texts, search)
}

fn found(town: &(Texts, TextSearch), query: &str) -> Vec<String> {
    let name = |named| match named {
        Named::Place(place) => town.0.places[place as usize].names.local.clone(),
        Named::Street(street) => town.0.streets[street as usize].local.clone(),
    };
    town.1.find(query, CENTRE, 10).into_iter().map(|hit| name(hit.named)).collect()
}

fn chinese_town() -> (Texts, TextSearch) {
    let streets = [names("人民路", ""), names("绿地大道", "Lüdi Avenue"), names("重庆路", "")];
    let places = [names("人民公园", "People's Park"), names("市人民医院", ""), names("7天酒店", "")];
    let sounds = [
        ('人', "ren"),
        ('公', "gong"),
        ('医', "yi"),
        ('地', "di"),
        ('大', "da"),
        ('天', "tian"),
        ('市', "shi"),
        ('店', "dian"),
        ('庆', "qing"),
        ('民', "min"),
        ('绿', "lü"),
        ('路', "lu"),
        ('道', "dao"),
        ('酒', "jiu"),
        ('园', "yuan"),
        ('院', "yuan"),
        ('重', "chong"),
    ];
    town(&streets, &places, &sounds)
}

#[test]
fn chinese_is_found_as_written_beginning_before_inside() {
    let town = chinese_town();
    assert_eq!(found(&town, "人民公园"), ["人民公园"]);
    assert_eq!(found(&town, "人民"), ["人民公园", "人民路", "市人民医院"]);
    assert_eq!(found(&town, "医院"), ["市人民医院"]);
}

#[test]
fn chinese_is_found_by_pinyin_initials_and_mixtures_of_both() {
    let town = chinese_town();
    for typed in ["renmingongyuan", "rmgy", "renmgongy", "REN MIN GONG YUAN", "rmgongyu", "rénmín gōngyuán"]
    {
        assert_eq!(found(&town, typed), ["人民公园"], "{typed}");
    }
    assert_eq!(found(&town, "renmin"), ["人民公园", "人民路", "市人民医院"]);
    assert_eq!(found(&town, "rml"), ["人民路"]);
    assert_eq!(found(&town, "yiyuan"), ["市人民医院"], "from the middle of a name");
    assert_eq!(found(&town, "chql"), ["重庆路"], "ch is one initial");
    assert_eq!(found(&town, "cql"), ["重庆路"], "and so is its first letter");
    for typed in ["lvdi", "ludi", "lüdi", "lddd"] {
        assert_eq!(found(&town, typed), ["绿地大道"], "{typed}");
    }
    assert_eq!(found(&town, "7tian"), ["7天酒店"], "letters and digits stand for themselves");
    assert_eq!(found(&town, "renmx"), [""; 0]);
}

#[test]
fn a_character_with_several_readings_is_found_by_each() {
    let sounds =
        [('乐', "le"), ('厅', "ting"), ('园', "yuan"), ('校', "xiao"), ('长', "chang"), ('音', "yin")];
    let town = town(&[], &[names("音乐厅", ""), names("乐园", ""), names("校长园", "")], &sounds);
    for typed in ["yinyueting", "yinleting", "yyt", "ylt", "yueting"] {
        assert_eq!(found(&town, typed), ["音乐厅"], "{typed}");
    }
    assert_eq!(found(&town, "leyuan"), ["乐园"]);
    assert_eq!(found(&town, "xiaozhang"), ["校长园"]);
    assert_eq!(found(&town, "xiaochangy"), ["校长园"]);
    assert_eq!(found(&town, "xiaoshang"), [""; 0]);
}

#[test]
fn the_english_name_is_found_too_and_apostrophes_do_not_matter() {
    let town = chinese_town();
    for typed in ["people's park", "Peoples Park", "PEOPLE’S", "park peo"] {
        assert_eq!(found(&town, typed), ["人民公园"], "{typed}");
    }
}

#[test]
fn case_accents_word_order_and_one_slip_are_forgiven() {
    let streets =
        [names("Triq ir-Repubblika", "Republic Street"), names("Triq il-Kbira", ""), names("Għajn", "")];
    let town = town(&streets, &[names("Ħamrun Pharmacy", "")], &[]);
    for typed in
        ["triq ir-repubblika", "repubblika triq", "republic st", "Rebublic", "repubbilka", "TRIQ REPUBLIKA"]
    {
        assert_eq!(found(&town, typed), ["Triq ir-Repubblika"], "{typed}");
    }
    assert_eq!(found(&town, "ghajn"), ["Għajn"]);
    assert_eq!(found(&town, "hamrun farmacy"), [""; 0], "two slips in one word are too many");
    assert_eq!(found(&town, "hamrun pharmcy"), ["Ħamrun Pharmacy"]);
    assert_eq!(found(&town, "macy"), ["Ħamrun Pharmacy"], "inside a word");
    assert_eq!(
        found(&town, "tri"),
        ["Triq ir-Repubblika", "Triq il-Kbira"],
        "equally good: the nearest first"
    );
}

#[test]
fn a_slip_is_not_forgiven_in_short_words_and_numbers() {
    let town = town(&[names("Rue A", ""), names("Strada 1234", "")], &[], &[]);
    assert_eq!(found(&town, "rve"), [""; 0]);
    assert_eq!(found(&town, "1235"), [""; 0]);
    assert_eq!(found(&town, "strada"), ["Strada 1234"]);
}

#[test]
fn exact_names_come_first_then_beginnings_then_words_then_parts_then_slips() {
    let places = [names("Carparke", ""), names("Skate Park", ""), names("Parkway", ""), names("Park", "")];
    assert_eq!(found(&town(&[], &places, &[]), "park"), ["Park", "Parkway", "Skate Park", "Carparke"]);
    let places = [names("Pakr", ""), names("Park", "")];
    assert_eq!(found(&town(&[], &places, &[]), "park"), ["Park", "Pakr"]);
}

#[test]
fn of_equal_names_the_nearest_comes_first_and_a_street_is_where_it_is_nearest() {
    let town = town(&[names("High Street", "")], &[names("Shop", ""), names("Shop", "")], &[]);
    let far = Point { x: 0, y: 5_000 };
    let ids = |near| town.1.find("shop", near, 10).iter().map(|hit| hit.named).collect::<Vec<_>>();
    assert_eq!(ids(CENTRE), [Named::Place(0), Named::Place(1)]);
    assert_eq!(ids(far), [Named::Place(1), Named::Place(0)]);
    assert_eq!(town.1.find("high", far, 1)[0].point, Point { x: 0, y: 0 });
}

#[test]
fn a_limit_is_kept_and_nothing_is_found_for_nothing() {
    let town = chinese_town();
    assert_eq!(town.1.find("renmin", CENTRE, 2).len(), 2);
    for typed in ["", "  ", "…", "\n", &"x".repeat(10_000), &"人".repeat(500)] {
        assert_eq!(found(&town, typed), [""; 0]);
    }
}

#[test]
fn a_table_and_names_out_of_a_hostile_file_do_no_harm() {
    let sounds = [('甲', ""), ('乙', "é北"), ('丙', &*"a".repeat(500)), ('a', "zh"), ('\n', "x")];
    let town = town(&[names("甲乙丙", ""), names("a\nb\nc", ""), names("\n\n", "")], &[], &sounds);
    for typed in ["a", &"a".repeat(63), "b", "bc", "e", "甲", "\n"] {
        found(&town, typed);
    }
    assert_eq!(found(&town, "b c"), ["a\nb\nc"]);
}
