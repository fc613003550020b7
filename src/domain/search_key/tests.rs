//! Names with polyphones, telephones and numbers: each found by what people type at a counter.

use super::*;

fn named(name: &str) -> Vec<String> {
    keys(&PersonWords { name, phones: &[], id_numbers: &[] })
}

fn finds(keys: &[String], name: &str, typed: &str) -> bool {
    query(typed)
        .iter()
        .any(|probe| keys.iter().any(|key| key.starts_with(&probe.prefix)) && probe.keeps(name))
}

/// Name, initials, pinyin: the reading that people use, several separated by spaces.
const NAMES: &[(&str, &str, &str)] = &[
    ("张伟", "zw", "zhangwei"),
    ("王桂英", "wgy", "wangguiying"),
    ("李强", "lq", "liqiang"),
    ("单田芳", "stf dtf", "shantianfang dantianfang"),
    ("仇英", "qy cy", "qiuying chouying"),
    ("解晓东", "xxd jxd", "xiexiaodong jiexiaodong"),
    ("查良镛", "zly cly", "zhaliangyong chaliangyong"),
    ("区志明", "ozm qzm", "ouzhiming quzhiming"),
    ("任静", "rj", "renjing"),
    ("盖叫天", "gjt", "gejiaotian gaijiaotian"),
    ("曾国藩", "zgf cgf", "zengguofan cengguofan"),
    ("尉迟恭", "ycg wcg", "yuchigong weichigong"),
    ("万俟卨", "mqx", "moqixie"),
    ("长孙无忌", "zswj", "zhangsunwuji"),
    ("令狐冲", "lhc", "linghuchong"),
    ("单于夜", "cyy", "chanyuye"),
    ("澹台明", "ttm", "tantaiming"),
    ("朴树", "ps", "piaoshu pushu"),
    ("翟天临", "ztl dtl", "zhaitianlin ditianlin"),
    ("冼星海", "xxh", "xianxinghai"),
    ("缪建民", "mjm", "miaojianmin"),
    ("宓芳", "mf ff", "mifang fufang"),
    ("费玉清", "fyq", "feiyuqing biyuqing"),
    ("秘书成", "bsc msc", "bishucheng mishucheng"),
    ("繁星", "px fx", "poxing fanxing"),
    ("卜学亮", "bxl", "buxueliang"),
    ("覃辉", "qh th", "qinhui tanhui"),
    ("柏杨", "by", "baiyang boyang"),
    ("折可适", "sks zks", "shekeshi zhekeshi"),
    ("乐毅", "yy ly", "yueyi leyi"),
    ("员半千", "ybq", "yunbanqian yuanbanqian"),
    ("黑明", "hm", "heming heiming"),
    ("召明", "sm zm", "shaoming zhaoming"),
    ("洗星", "xx", "xianxing xixing"),
    ("句容", "gr jr", "gourong jurong"),
    ("祭仲", "zz jz", "zhaizhong jizhong"),
    ("葛优", "gy", "geyou"),
    ("尹正", "yz", "yinzheng"),
    ("俞敏洪", "ymh", "yuminhong"),
    ("谌龙", "cl sl", "chenlong shenlong"),
    ("隗静", "wj kj", "weijing kuijing"),
    ("瞿秋白", "qqb", "quqiubai"),
    ("郇飞", "xf hf", "xunfei huanfei"),
    ("郗鉴", "xj cj", "xijian chijian"),
    ("逄先知", "pxz", "pangxianzhi"),
    ("佴明", "nm", "naiming"),
    ("乜华", "nh mh", "niehua miehua"),
    ("佘诗曼", "ssm", "sheshiman"),
    ("厍明", "sm", "sheming"),
    ("訾静", "zj", "zijing"),
    ("郝蕾", "hl", "haolei"),
    ("阚清子", "kqz", "kanqingzi"),
    ("笪重光", "dcg dzg", "dachongguang dazhongguang"),
    ("亓玉台", "qyt", "qiyutai"),
    ("於梨华", "ylh", "yulihua"),
    ("种师道", "csd zsd", "chongshidao zhongshidao"),
    ("重明", "cm zm", "chongming zhongming"),
    ("车晓", "cx", "chexiao"),
    ("沈腾", "st", "shenteng"),
    ("哈文", "hw", "hawen"),
    ("盛一伦", "syl", "shengyilun"),
    ("相明", "xm", "xiangming"),
    ("应采儿", "yce", "yingcaier"),
    ("华罗庚", "hlg", "hualuogeng"),
    ("纪晓岚", "jxl", "jixiaolan"),
    ("宁静", "nj", "ningjing"),
    ("强明", "qm", "qiangming"),
    ("朝明", "cm", "chaoming"),
    ("吕布", "lb", "lvbu lubu"),
    ("闾丘露薇", "lqlw", "lvqiuluwei luqiuluwei"),
    ("吕绿", "ll", "lvlv lulu"),
    ("欧阳娜娜", "oynn", "ouyangnana"),
    ("陈乐", "cl cy", "chenle chenyue"),
    ("刘行", "lx lh", "liuxing liuhang"),
    ("赵重阳", "zzy zcy", "zhaozhongyang zhaochongyang"),
    ("孙朝阳", "scy szy", "sunchaoyang sunzhaoyang"),
    ("周长生", "zcs zzs", "zhouchangsheng zhouzhangsheng"),
    ("𠮷野", "jy", "jiye"),
    ("张𠮷", "zj", "zhangji"),
    ("陶喆", "tz", "taozhe"),
    ("朱镕基", "zrj", "zhurongji"),
    ("買買提", "mmt", "maimaiti"),
    ("買買提·阿不都", "mmtabd", "maimaitiabudou"),
    ("阿不都热依木·买买提明", "abd", "abudoureyimumaimaiti"),
    ("欧阳 娜", "oyn", "ouyangna"),
    ("Ｊ罗琳", "jll", "jluolin"),
    ("葛\u{e0100}城", "gc", "gecheng"),
];

#[test]
fn names_are_found_by_hanzi_initials_and_pinyin() {
    assert!(NAMES.len() >= 60);
    for (name, initials, pinyin) in NAMES {
        let keys = named(name);
        assert!(keys.len() <= MOST_KEYS, "{name}: {}", keys.len());
        let units = readings::units(name);
        for start in 0..units.len() {
            let part: String = units[start..].iter().map(|unit| unit.text.as_str()).collect();
            assert!(finds(&keys, name, &part), "{name} by {part}: {keys:?}");
        }
        for typed in initials.split(' ').chain(pinyin.split(' ')) {
            assert!(finds(&keys, name, typed), "{name} by {typed}: {keys:?}");
            assert!(
                keys.iter().any(|key| key.get(1..).is_some_and(|key| key.starts_with(typed))),
                "{name} {typed}"
            );
            let half = typed.len().div_ceil(2);
            assert!(finds(&keys, name, &typed[..half].to_uppercase()), "{name} by half of {typed}");
        }
    }
}

#[test]
fn given_names_are_found_by_their_own_pinyin() {
    for (name, typed) in [
        ("张伟", "wei"),
        ("王桂英", "guiying"),
        ("王桂英", "ying"),
        ("欧阳娜娜", "nana"),
        ("陈乐", "yue"),
        ("张绿", "lu"),
        ("张绿", "lv"),
        ("买买提·阿不都", "abudou"),
        ("张国强", "guoq"),
    ] {
        assert!(finds(&named(name), name, typed), "{name} by {typed}");
    }
}

#[test]
fn latin_and_other_names_are_found_by_each_word() {
    for (name, typed) in [
        ("John Smith", "john"),
        ("John Smith", "SMITH"),
        ("John Smith", "john s"),
        ("John Smith", "js"),
        ("José García", "jose"),
        ("José García", "garcía"),
        ("O'Brien-Smith", "obrien"),
        ("O'Brien-Smith", "o'b"),
        ("J.R.R. Tolkien", "tolkien"),
        ("Иван Петров", "петров"),
        ("张A伟", "张a"),
    ] {
        assert!(finds(&named(name), name, typed), "{name} by {typed}: {:?}", named(name));
    }
    assert!(named("John Smith").iter().all(|key| !key.starts_with('p')));
}

#[test]
fn hanzi_and_letters_are_asked_together() {
    for (name, typed, found) in [
        ("张伟", "张w", true),
        ("张伟", "张wei", true),
        ("章伟", "张w", false),
        ("王桂英", "王gy", true),
        ("王桂英", "王桂y", true),
        ("张国强", "国q", true),
        ("单田芳", "单tian", true),
        ("单田芳", "单t", true),
        ("张伟", "zhang伟", true),
        ("张薇", "zhang伟", false),
        ("张伟强", "张w强", true),
        ("张伟", "张x", false),
    ] {
        assert_eq!(finds(&named(name), name, typed), found, "{name} by {typed}: {:?}", query(typed));
    }
}

#[test]
fn numbers_are_found_from_both_ends() {
    let person = PersonWords {
        name: "张伟",
        phones: &["13812348812", "0571-88880000-12", "4008001234-5", "661234"],
        id_numbers: &["11010519491231002X", "CAN110081080310"],
    };
    let keys = keys(&person);
    for typed in [
        "13812348812",
        "138-1234-8812",
        "+86 138 1234 8812",
        "１３８１２",
        "1381",
        "8812",
        "12348812",
        "057188880000",
        "0571-88880000",
        "88880000",
        "0000",
        "4008001234",
        "1234",
        "661234",
        "11010519491231002X",
        "11010519491231002x",
        "110105",
        "110105 1949",
        "002x",
        "002X",
        "1231002X",
        "1002x",
        "CAN110081080310",
        "can1100",
        "0310",
    ] {
        assert!(finds(&keys, "张伟", typed), "{typed}: {:?}", query(typed));
    }
    for typed in ["8813", "110106", "001X", "can12", "3881", "9999"] {
        assert!(!finds(&keys, "张伟", typed), "{typed}");
    }
    assert!(!finds(&keys, "张伟", "888800012"), "an extension is no tail");
}

#[test]
fn probes_stand_in_order_of_likelihood() {
    for (typed, prefixes) in [
        ("张伟", &["n张伟"] as &[&str]),
        ("张 伟", &["n张伟"]),
        ("买买提•阿", &["n买买提阿"]),
        ("zw", &["izw", "pzw", "nzw"]),
        ("ZHW", &["izhw", "izw", "pzhw", "nzhw"]),
        ("zhangw", &["pzhangw", "izhangw", "nzhangw"]),
        ("lyub", &["plyub", "ilyub", "plvb", "nlyub"]),
        ("张w", &["m张w", "pzhangw", "izw", "n张w"]),
        ("8812", &["T2188", "D2188", "t8812"]),
        ("1236", &["T6321", "D6321", "t1236"]),
        ("13812", &["t13812", "T21831", "D21831"]),
        ("138123", &["t138123", "d138123", "T321831", "D321831"]),
        ("330106", &["d330106", "T601033", "D601033"]),
        ("110105", &["d110105", "t110105", "T501011", "D501011"]),
        ("123x", &["Dx321"]),
        ("330106199003071236", &["d330106199003071236"]),
        ("can11", &["dcan11", "D11nac", "ncan11"]),
        ("3-2-501", &[]),
        ("3-2", &[]),
        ("·", &[]),
        ("", &[]),
    ] {
        let probes: Vec<String> = query(typed).into_iter().map(|probe| probe.prefix).collect();
        assert_eq!(probes, prefixes, "{typed}");
    }
}

#[test]
fn keys_are_few_and_each_once() {
    let keys = keys(&PersonWords {
        name: "王桂英",
        phones: &["13812348812", "13812348812"],
        id_numbers: &["330106199003071236"],
    });
    assert_eq!(
        keys,
        [
            "t13812348812",
            "T21884321831",
            "d330106199003071236",
            "D632170300991601033",
            "n王桂英",
            "pwangguiying",
            "n桂英",
            "pguiying",
            "n英",
            "pying",
            "m王gy",
            "iwgy",
        ]
    );
    let long: String = ('\u{4e00}'..'\u{4ec8}').collect();
    let crowded = super::keys(&PersonWords {
        name: &long,
        phones: &["13812348812"; 9],
        id_numbers: &["330106199003071236", "CAN110081080310"],
    });
    assert_eq!(crowded.len(), MOST_KEYS);
    assert!(crowded.iter().all(|key| key.chars().count() <= LONGEST + 1));
    assert!(named("").is_empty() && named(" · ").is_empty());
}

#[test]
fn a_name_longer_than_a_key_is_found_by_all_of_itself() {
    let long = "买买提阿不都".repeat(10);
    assert!(finds(&named(&long), &long, &long));
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_keys_or_questions(text in "\\PC{0,24}|[朝阳里张伟3三十幢号楼单元室#0-9a-zA-Z -]{0,24}") {
        let keys = named(&text);
        proptest::prop_assert!(keys.len() <= MOST_KEYS);
        let _ = query(&text);
        let _ = crate::domain::mask::to_building(&text);
        let words = address_words(&text);
        proptest::prop_assert!(words.chars().all(|c| c == ' ' || c.is_alphanumeric()), "{}", words);
        for term in address_query(&text).iter().flat_map(|question| question.split(" AND ")) {
            let phrase = term.strip_suffix('*').unwrap_or(term);
            let inner = phrase.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap();
            proptest::prop_assert!(!inner.is_empty() && inner.chars().all(|c| c == ' ' || c.is_alphanumeric()), "{}", term);
        }
    }

    #[test]
    fn a_name_is_found_by_every_part_of_it(name in "[\u{4e00}-\u{9fa5}]{2,6}", from in 0_usize..2) {
        let part: String = name.chars().skip(from).collect();
        proptest::prop_assert!(finds(&named(&name), &name, &part));
    }
}
