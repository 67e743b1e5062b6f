//! Chinese characters of names that are read in more than one way.
//!
//! A file's table gives each character the reading that is commonest in names; whoever types another one that is right as
//! well (乐 is le in 乐园路 and yue in 音乐厅) should find the name too. The readings are those of the Unihan database
//! (`kHanyuPinyin`, without tones), the characters those that stand in names of Chinese streets, places and shops.

/// The characters with all their readings that names have, separated by blanks.
const READINGS: [(char, &str); 50] = [
    ('万', "wan mo"),
    ('乐', "le yue"),
    ('会', "hui kuai"),
    ('佛', "fo fu"),
    ('六', "liu lu"),
    ('单', "dan shan"),
    ('厦', "xia sha"),
    ('参', "can shen"),
    ('囤', "tun dun"),
    ('圈', "quan juan"),
    ('圩', "wei xu"),
    ('埔', "pu bu"),
    ('堡', "bao pu bu"),
    ('大', "da dai"),
    ('宿', "su xiu"),
    ('尉', "wei yu"),
    ('尾', "wei yi"),
    ('巷', "xiang hang"),
    ('弄', "long nong"),
    ('曾', "zeng ceng"),
    ('朝', "chao zhao"),
    ('朴', "pu piao"),
    ('柏', "bai bo"),
    ('校', "xiao jiao"),
    ('泊', "bo po"),
    ('浒', "xu hu"),
    ('浚', "jun xun"),
    ('涡', "guo wo"),
    ('澄', "cheng deng"),
    ('熟', "shu shou"),
    ('牟', "mu mou"),
    ('番', "fan pan"),
    ('盛', "sheng cheng"),
    ('禅', "chan shan"),
    ('翟', "zhai di"),
    ('莘', "xin shen"),
    ('莞', "guan wan"),
    ('蔚', "wei yu"),
    ('薄', "bo bao"),
    ('藏', "zang cang"),
    ('行', "hang xing"),
    ('角', "jiao jue"),
    ('解', "jie xie"),
    ('车', "che ju"),
    ('都', "du dou"),
    ('重', "chong zhong"),
    ('铅', "qian yan"),
    ('长', "chang zhang"),
    ('阿', "a e"),
    ('露', "lu lou"),
];

/// The readings of a character that has several; nothing for all others.
pub(super) fn readings_of(character: char) -> impl Iterator<Item = &'static str> {
    let known = READINGS.binary_search_by_key(&character, |&(known, _)| known);
    known.ok().into_iter().flat_map(|row| READINGS[row].1.split(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ascend_and_each_has_several_readings_without_tones() {
        assert!(READINGS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (character, readings) in READINGS {
            let readings: Vec<&str> = readings.split(' ').collect();
            assert!(readings.len() > 1 && readings[0] != readings[1], "{character}");
            let spelt = |reading: &&str| reading.bytes().all(|letter| letter.is_ascii_lowercase());
            assert!(readings.iter().all(spelt), "{character}");
        }
        assert_eq!(readings_of('堡').collect::<Vec<_>>(), ["bao", "pu", "bu"]);
        assert_eq!(readings_of('人').count(), 0);
    }
}
