//! How the Chinese characters of a city's names are pronounced, so that they can be found by typing pinyin.

use std::collections::BTreeSet;

use pinyin::ToPinyin;
use yike::network::Names;

/// Characters that sound otherwise in the names on a map than in running text, where the dictionary's first reading is the
/// commonest: 银行, 长江, 重庆, 成都, 佛山, 什刹海, 蚌埠, 莘庄, 浒墅关, 渑池, 荥阳, and the surnames 曾, 翟, 覃, 薄.
const IN_NAMES: [(char, &str); 15] = [
    ('什', "shi"),
    ('佛', "fo"),
    ('曾', "zeng"),
    ('浒', "xu"),
    ('渑', "mian"),
    ('翟', "zhai"),
    ('荥', "xing"),
    ('莘', "xin"),
    ('薄', "bo"),
    ('蚌', "beng"),
    ('行', "hang"),
    ('覃', "qin"),
    ('都', "du"),
    ('重', "chong"),
    ('长', "chang"),
];

/// The pinyin without tones of each Chinese character in the names, ascending by character. A character has the one reading
/// that is commonest in names.
pub fn pinyin_of<'a>(names: impl Iterator<Item = &'a Names>) -> Vec<(char, String)> {
    let characters: BTreeSet<char> = names
        .flat_map(|names| names.local.chars().chain(names.zh.chars()))
        .filter(|character| !character.is_ascii())
        .collect();
    characters.into_iter().filter_map(|character| Some((character, sound(character)?))).collect()
}

fn sound(character: char) -> Option<String> {
    let in_names = IN_NAMES.iter().find(|&&(found, _)| found == character).map(|&(_, sound)| sound);
    in_names.or_else(|| Some(character.to_pinyin()?.plain())).map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(name: &str) -> String {
        let table = pinyin_of([Names { local: name.into(), ..Names::default() }].iter());
        assert!(table.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let sound = |c| table.iter().find(|row| row.0 == c).map(|row| row.1.as_str());
        name.chars().filter_map(sound).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_on_a_map_sound_as_people_say_them() {
        let cases = [
            ("中国工商银行", "zhong guo gong shang yin hang"),
            ("成都重庆长江大厦", "cheng du chong qing chang jiang da sha"),
            ("朝阳公园", "chao yang gong yuan"),
            ("曾家岩", "zeng jia yan"),
            ("佛山路", "fo shan lu"),
            ("Café 24h 绿地", "lü di"),
            ("人民藥房", "ren min yao fang"),
            ("Rue Grimaldi", ""),
        ];
        for (name, sound) in cases {
            assert_eq!(spelt(name), sound, "{name}");
        }
    }

    #[test]
    fn the_chinese_name_of_a_foreign_place_is_covered_too() {
        let names = Names { local: "Mónaco".into(), zh: "摩纳哥".into(), en: "Monaco".into() };
        let sounds: Vec<String> = pinyin_of([names].iter()).into_iter().map(|(_, sound)| sound).collect();
        assert_eq!(sounds, ["ge", "mo", "na"]);
    }
}
