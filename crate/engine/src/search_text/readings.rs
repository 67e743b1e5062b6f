//! Chinese characters of names that are read in more than one way.
//!
//! A file's table gives each character the reading that is commonest in names; whoever types another one that is right as
//! well (乐 is le in 乐园路 and yue in 音乐厅) should find the name too. The readings are those of the Unihan database
//! (`kHanyuPinyin`, without tones), the characters those that stand in names of Chinese streets, places and shops.

/// The characters, each followed by all the readings that names have.
const READINGS: &str = "\
    万wan mo 乐le yue 会hui kuai 佛fo fu 六liu lu 单dan shan 厦xia sha 参can shen 囤tun dun 圈quan juan 圩wei xu 埔pu bu \
    堡bao pu bu 大da dai 宿su xiu 尉wei yu 尾wei yi 巷xiang hang 弄long nong 曾zeng ceng 朝chao zhao 朴pu piao 柏bai bo \
    校xiao jiao 泊bo po 浒xu hu 浚jun xun 涡guo wo 澄cheng deng 熟shu shou 牟mu mou 番fan pan 盛sheng cheng 禅chan shan \
    翟zhai di 莘xin shen 莞guan wan 蔚wei yu 薄bo bao 藏zang cang 行hang xing 角jiao jue 解jie xie 车che ju 都du dou \
    重chong zhong 铅qian yan 长chang zhang 阿a e 露lu lou";

/// The readings of a character that has several; nothing for all others.
pub(super) fn readings_of(character: char) -> impl Iterator<Item = &'static str> {
    let mut rest = READINGS.chars();
    let is_known = !character.is_ascii() && rest.any(|known| known == character);
    let after = if is_known { rest.as_str() } else { "" };
    let end = after.bytes().position(|byte| !byte.is_ascii()).unwrap_or(after.len());
    after[..end].split(' ').filter(|reading| !reading.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ascend_and_each_has_several_readings_without_tones() {
        let characters: Vec<char> = READINGS.chars().filter(|character| !character.is_ascii()).collect();
        assert_eq!(characters.len(), 50);
        assert!(characters.windows(2).all(|pair| pair[0] < pair[1]));
        for character in characters {
            let readings: Vec<&str> = readings_of(character).collect();
            assert!(readings.len() > 1 && readings[0] != readings[1], "{character}");
            let spelt = |reading: &&str| reading.bytes().all(|letter| letter.is_ascii_lowercase());
            assert!(readings.iter().all(spelt), "{character}");
        }
        assert_eq!(readings_of('堡').collect::<Vec<_>>(), ["bao", "pu", "bu"]);
        assert_eq!(readings_of('人').count(), 0);
    }
}
