//! Invented names: common surnames, compound ones, polyphones, minority names, rare characters (ID-10).

use super::chance::Chance;
use crate::domain::identifier::Sex;

/// Surnames, the frequent ones several times; the second half of the rows has those that are read
/// unlike the character (单 仇 解 查 区 任 盖 曾) or have two characters.
const SURNAMES: &[&str] = &[
    "王", "王", "王", "王", "王", "王", "李", "李", "李", "李", "李", "李", "张", "张", "张", "张", "张",
    "张", "刘", "刘", "刘", "刘", "陈", "陈", "陈", "陈", "杨", "杨", "杨", "赵", "赵", "黄", "黄", "周",
    "周", "吴", "吴", "徐", "徐", "孙", "孙", "胡", "朱", "朱", "高", "林", "林", "何", "郭", "马", "罗",
    "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈",
    "沈", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "叶", "阎", "余", "潘", "杜",
    "戴", "夏", "钟", "汪", "田", "姜", "范", "方", "石", "姚", "谭", "廖", "邹", "熊", "金", "陆", "郝",
    "孔", "白", "崔", "康", "毛", "邱", "秦", "江", "史", "顾", "侯", "邵", "孟", "龙", "万", "段", "钱",
    "汤", "尹", "黎", "易", "常", "武", "乔", "贺", "赖", "龚", "文", "单", "仇", "解", "查", "区", "任",
    "任", "盖", "曾", "曾", "朴", "乐", "华", "宁", "缪", "覃", "翟", "欧阳", "欧阳", "上官", "司马", "诸葛",
    "尉迟", "万俟", "皇甫", "令狐", "司徒", "夏侯", "慕容",
];

/// Given names of women: the old, the middle, the young generation.
const WOMEN: [&[&str]; 3] = [
    &[
        "秀英", "桂兰", "玉珍", "凤英", "素珍", "淑芬", "桂英", "玉兰", "秀兰", "美华", "爱珍", "阿娟",
        "水仙", "月娥", "惠芳", "玲玲", "慧珍", "菊香", "金花", "文英", "云仙", "杏珍", "国英", "丽华",
    ],
    &[
        "敏", "静", "丽", "艳", "娟", "芳", "霞", "燕", "红梅", "晓燕", "丽萍", "雪梅", "海燕", "春燕",
        "志红", "小红", "建芬", "琴", "洁", "莉莉", "佳", "晶晶", "婷婷", "丹", "晓琳", "文娟", "亚男",
        "乐乐", "重阳", "倩", "蓉",
    ],
    &[
        "子涵", "梓萱", "欣怡", "雨桐", "诗涵", "一诺", "可馨", "思琪", "佳琪", "语嫣", "梦瑶", "若曦",
        "依诺", "紫萱", "雅静", "晨曦", "艺涵", "沐晴", "乐彤", "长歌",
    ],
];

/// Given names of men: the old, the middle, the young generation.
const MEN: [&[&str]; 3] = [
    &[
        "建国", "国强", "志明", "德胜", "福根", "阿毛", "金水", "水根", "永昌", "荣华", "长根", "根生",
        "宝根", "国华", "文德", "炳炎", "祖荣", "庆生", "阿根", "忠良", "伯年", "树人", "建华", "玉林",
    ],
    &[
        "伟", "强", "磊", "军", "勇", "杰", "涛", "明", "超", "刚", "平", "辉", "鹏", "斌", "志强", "建军",
        "海涛", "晓东", "文斌", "立新", "卫东", "永刚", "俊杰", "志伟", "国栋", "一鸣", "长青", "朝晖", "俊",
        "峰", "敏",
    ],
    &[
        "浩然", "子轩", "宇轩", "浩宇", "梓睿", "俊熙", "一凡", "皓轩", "天佑", "博文", "泽宇", "奕辰",
        "亦辰", "沐阳", "嘉懿", "子墨", "睿", "铭轩", "行健", "传奇",
    ],
];

/// Given names with characters that few fonts and few old systems have.
const RARE: &[&str] = &["𠮷祥", "䶮", "文䶮", "喆", "子堃", "㛃", "𠮷", "玥琪", "淼", "犇"];

/// Minority names of women, written with the dot of ID-10.
const DOTTED_WOMEN: &[&str] =
    &["阿依古丽·买买提", "古丽娜尔·艾山", "热依汗·吐尔逊", "帕提古丽·阿卜杜拉", "阿依努尔·哈力克"];

/// Minority names of men, written with the dot of ID-10.
const DOTTED_MEN: &[&str] =
    &["艾力·库尔班", "迪力木拉提·阿不都热依木", "买买提江·吾守尔", "哈力克·沙吾提", "阿卜杜拉·艾合买提"];

/// A surname.
pub fn surname(chance: &mut Chance) -> &'static str {
    chance.one(SURNAMES)
}

/// A whole name for somebody born in `year` with that surname; a few carry another kind of name.
pub fn full(chance: &mut Chance, surname: &str, sex: Sex, year: i32) -> String {
    let roll = chance.below(1000);
    if roll < 8 {
        return chance.one(if sex == Sex::Male { DOTTED_MEN } else { DOTTED_WOMEN }).to_owned();
    }
    if roll < 16 {
        return [surname, chance.one(RARE)].concat();
    }
    let generation = match year {
        ..=1962 => 0,
        1963..=1998 => 1,
        _ => 2,
    };
    let table = if sex == Sex::Male { MEN } else { WOMEN };
    let given = chance.one(table.get(generation).copied().unwrap_or_default());
    [surname, given].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::identifier::name;

    #[test]
    fn id_10_every_name_is_kept_as_it_is_written() {
        let mut chance = Chance::of(1, 1);
        for nth in 0..3000 {
            let family = surname(&mut chance);
            let sex = if nth % 2 == 0 { Sex::Male } else { Sex::Female };
            let name = full(&mut chance, family, sex, 1930 + nth % 90);
            assert_eq!(name::check(&name).unwrap().normalized, name);
        }
    }
}
