//! How a name is read: pinyin of each character, readings of surnames, characters that the data lacks.

use pinyin::ToPinyinMulti;

use super::fold;
use crate::domain::identifier::name::is_hanzi;

/// Readings of surnames that differ from, or are rare among, the ordinary readings.
const SURNAMES: &[(char, &[&str])] = &[
    ('单', &["shan"]),
    ('單', &["shan"]),
    ('仇', &["qiu"]),
    ('解', &["xie"]),
    ('查', &["zha"]),
    ('区', &["ou"]),
    ('區', &["ou"]),
    ('任', &["ren"]),
    ('盖', &["ge"]),
    ('曾', &["zeng"]),
    ('朴', &["piao"]),
    ('翟', &["zhai"]),
    ('冼', &["xian"]),
    ('缪', &["miao"]),
    ('宓', &["mi", "fu"]),
    ('费', &["fei", "bi"]),
    ('秘', &["bi"]),
    ('繁', &["po"]),
    ('卜', &["bu"]),
    ('覃', &["qin", "tan"]),
    ('柏', &["bai"]),
    ('折', &["she"]),
    ('乐', &["yue", "le"]),
    ('员', &["yun"]),
    ('黑', &["he"]),
    ('召', &["shao"]),
    ('洗', &["xian"]),
    ('句', &["gou"]),
    ('祭', &["zhai"]),
    ('葛', &["ge"]),
    ('尹', &["yin"]),
    ('俞', &["yu"]),
    ('谌', &["chen", "shen"]),
    ('隗', &["wei", "kui"]),
    ('瞿', &["qu"]),
    ('郇', &["xun", "huan"]),
    ('郗', &["xi", "chi"]),
    ('逄', &["pang"]),
    ('佴', &["nai"]),
    ('乜', &["nie"]),
    ('佘', &["she"]),
    ('厍', &["she"]),
    ('訾', &["zi"]),
    ('郝', &["hao"]),
    ('阚', &["kan"]),
    ('笪', &["da"]),
    ('亓', &["qi"]),
    ('於', &["yu"]),
    ('种', &["chong"]),
    ('重', &["chong"]),
    ('车', &["che"]),
    ('沈', &["shen"]),
    ('哈', &["ha"]),
    ('盛', &["sheng"]),
    ('相', &["xiang"]),
    ('应', &["ying"]),
    ('华', &["hua"]),
    ('纪', &["ji"]),
    ('宁', &["ning"]),
    ('强', &["qiang"]),
    ('朝', &["chao"]),
    ('晁', &["chao"]),
    ('长', &["chang"]),
    ('尉', &["wei", "yu"]),
    ('那', &["na"]),
    ('能', &["nai"]),
    ('都', &["du"]),
    ('会', &["gui"]),
    ('隽', &["juan"]),
    ('阙', &["que"]),
    ('宿', &["su"]),
    ('牟', &["mou", "mu"]),
    ('粘', &["nian"]),
    ('莘', &["shen", "xin"]),
    ('薄', &["bo"]),
    ('贲', &["ben"]),
    ('撒', &["sa"]),
    ('占', &["zhan"]),
    ('郄', &["qie", "xi"]),
    ('贾', &["jia"]),
    ('蔚', &["yu"]),
    ('石', &["shi"]),
    ('余', &["yu"]),
    ('万', &["wan"]),
    ('适', &["kuo"]),
    ('臧', &["zang"]),
    ('藏', &["zang"]),
    ('褚', &["chu"]),
    ('眭', &["sui"]),
    ('钭', &["tou"]),
    ('仉', &["zhang"]),
    ('撖', &["han"]),
    ('遆', &["ti"]),
    ('行', &["xing"]),
    ('六', &["lu"]),
];

/// Surnames of two characters, with the reading of each.
const COMPOUND_SURNAMES: &[(&str, [&str; 2])] = &[
    ("尉迟", ["yu", "chi"]),
    ("万俟", ["mo", "qi"]),
    ("长孙", ["zhang", "sun"]),
    ("令狐", ["ling", "hu"]),
    ("单于", ["chan", "yu"]),
    ("澹台", ["tan", "tai"]),
    ("鲜于", ["xian", "yu"]),
    ("濮阳", ["pu", "yang"]),
    ("乐正", ["yue", "zheng"]),
    ("宰父", ["zai", "fu"]),
    ("夏侯", ["xia", "hou"]),
    ("皇甫", ["huang", "fu"]),
    ("闾丘", ["lü", "qiu"]),
    ("亓官", ["qi", "guan"]),
    ("公冶", ["gong", "ye"]),
    ("拓跋", ["tuo", "ba"]),
    ("呼延", ["hu", "yan"]),
    ("诸葛", ["zhu", "ge"]),
    ("谷梁", ["gu", "liang"]),
    ("夹谷", ["jia", "gu"]),
    ("仉督", ["zhang", "du"]),
];

/// Characters of names whose readings the data lacks.
const MISSING: &[(char, &str)] = &[('𠮷', "ji"), ('㐂', "xi"), ('𬱖', "wei")];

/// Characters frequent in names whose further readings live in old books only: the first one counts.
///
/// The data lists every reading ever attested (王 also "yu", 英 also "yang"); without this list a
/// common name would have twice as many keys, none of which anybody types.
const ONE_READING: &str = "王吴朱许邓冯彭蔡潘董于余叶杜丁沈姚汪陆石贾夏方白尹陶郝莫汤温施邢齐倪庄殷詹焦俞甘祝包宁尚舒\
    阮童裴霍涂谷冉蓝路游柴祁蒲房屈艾司古车芦褚戚景冷瞿臧卞姬隋沙甄明池英洋超平红浩思俊洁莉可枝露冰羽月勤青姣蕊婕瑗园\
    育馥广波胜才彬信达有震承亨奇之伯言若以家致炎土娃妞大六百提不汗合帕扎次格央堆强倩莎会万和阿任苑";

/// At most this many readings of one character are kept.
const READINGS: usize = 5;

/// One piece of a name: a Hanzi, or a word of another script.
#[derive(Debug)]
pub(super) struct Unit {
    /// The folded text as it stands in the name.
    pub text: String,
    /// How it is read, likeliest first; a word of another script reads as itself.
    pub readings: Vec<String>,
    /// Whether it is a Hanzi.
    pub hanzi: bool,
}

/// Cuts a name into units; spaces, dots and other marks part words and are dropped.
pub(super) fn units(name: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut in_word = false;
    for c in fold(name).chars() {
        if is_hanzi(c) {
            units.push(Unit { text: c.to_string(), readings: readings(c), hanzi: true });
        } else if c.is_alphanumeric() {
            match units.last_mut().filter(|_| in_word) {
                Some(word) => word.text.push(c),
                None => units.push(Unit { text: c.to_string(), readings: Vec::new(), hanzi: false }),
            }
        }
        in_word = c.is_alphanumeric() && !is_hanzi(c) || in_word && matches!(c, '\'' | '’');
    }
    for unit in units.iter_mut().filter(|unit| !unit.hanzi) {
        unit.readings.push(unit.text.clone());
    }
    read_as_surname(&mut units);
    units
}

/// The ordinary readings of a Hanzi, likeliest first; none for a character that nobody has read yet.
pub(super) fn readings(c: char) -> Vec<String> {
    let mut all = Vec::with_capacity(2);
    if let Some((_, reading)) = MISSING.iter().find(|(missing, _)| *missing == c) {
        push(&mut all, reading);
    }
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        push(&mut all, reading.plain());
    }
    let most = if ONE_READING.contains(c) { 1 } else { READINGS };
    all.truncate(most);
    all
}

/// Puts the readings of the surname first; the ordinary ones stay behind them.
fn read_as_surname(units: &mut [Unit]) {
    let single = units.first().and_then(|unit| {
        let c = unit.text.chars().next()?;
        SURNAMES.iter().find(|(surname, _)| *surname == c).map(|(_, readings)| *readings)
    });
    if let (Some(readings), [first, _, ..]) = (single, &mut *units) {
        prepend(first, readings);
    }
    if let [first, second, ..] = units {
        let compound = COMPOUND_SURNAMES.iter().find(|(surname, _)| {
            surname.strip_prefix(first.text.as_str()).is_some_and(|rest| rest == second.text)
        });
        if let Some((_, [one, two])) = compound {
            prepend(first, &[one]);
            prepend(second, &[two]);
        }
    }
}

fn prepend(unit: &mut Unit, readings: &[&str]) {
    let mut all = Vec::with_capacity(READINGS);
    readings.iter().for_each(|reading| push(&mut all, reading));
    for ordinary in &unit.readings {
        if !all.contains(ordinary) {
            all.push(ordinary.clone());
        }
    }
    all.truncate(READINGS);
    unit.readings = all;
}

/// Adds a reading once; ü is typed as v or as u, so that it gives two.
fn push(all: &mut Vec<String>, reading: &str) {
    let mut add = |reading: String| {
        if !reading.is_empty() && !all.contains(&reading) {
            all.push(reading);
        }
    };
    if reading.contains('ü') {
        add(reading.replace('ü', "v"));
        add(reading.replace('ü', "u"));
    } else {
        add(reading.replace('ê', "e"));
    }
}
