//! Wording of supervision: monitors, their groups, supervised matters, cards, letter boxes, and visits.

phrases! { supervision;
    SAVE_WATCH_GROUP: "维护监督组织", "maintain groups";
    SAVE_MONITOR: "登记监督员", "enter a monitor";
    SAVE_MATTER: "维护监督事项", "maintain matters";
    HAND_OUT_CARDS: "发放监督卡", "hand out cards";
    RETURN_CARD: "收回监督卡", "take a card back";
    SAVE_BOX: "维护意见箱", "maintain boxes";
    OPEN_BOX: "开意见箱", "open a box";
    RECORD_MONITOR_VISIT: "记录监督走访", "record a monitor's visit";
    RECTIFY_FINDING: "整改监督发现", "put a finding right";
    READ_SUPERVISION: "查看监督", "look at supervision";

    KIND_COMMITTEE: "居务监督委员会", "committee";
    KIND_GROUP: "监督小组", "group";
    AREA_SERVICE: "服务", "service";
    AREA_FINANCE: "财务", "finance";
    AREA_AFFAIRS: "居务", "affairs";
    AREA_POLICY: "政策", "policy";
    ANY_DAY: "任何一天", "any day";

    NOT_SERVING: "{name} 在 {day} 不是监督员, 任期 {since} 到 {last}", "{name} is no monitor on {day}: the term is {since} to {last}";
    NOT_SERVING_ADVICE: "换一位在任的, 或先续任期", "take one in office, or renew the term first";
    RELATIVE: "{name} 是 {operator} 本人或近亲属, 不能当监督员", "{name} is {operator} or a near relative, and cannot be a monitor";
    RELATIVE_ADVICE: "换一位与工作人员没有亲属关系的", "take somebody who is no relative of anybody who works here";
    NOT_DECLARED: "{name} 没有声明与居委会成员无近亲属关系", "{name} did not declare to be no relative of the committee's members";
    NOT_DECLARED_ADVICE: "请本人声明, 或写证件号由程序核对", "let them declare it, or enter the identity number to be compared";
    BARRED_SECOND: "{name} 是您的近亲属, 不能一起开箱", "{name} is a near relative of yours: you cannot open it together";
    BARRED_SECOND_ADVICE: "换另一位同事或监督员", "take another colleague or a monitor";
    NO_MONITOR: "没有监督员 {name}", "there is no monitor {name}";
    NO_MONITOR_ADVICE: "写姓名或编号, 名单见 supervision list monitors", "write a name or id, see supervision list monitors";
    SEVERAL_MONITORS: "监督员 {name} 有 {n} 位", "{n} monitors are called {name}";
    SEVERAL_MONITORS_ADVICE: "写编号: {ids}", "write the id: {ids}";
    MONITOR_ALREADY: "{name} 已是监督员, 任期到 {last}", "{name} is a monitor already, until {last}";
    MONITOR_ALREADY_ADVICE: "在原来的记录上续任期; 同名的另一人写上电话", "renew that record; for somebody else of that name enter the telephone";
    TERM_TWISTED: "任期到 {last}, 早于开始 {since}", "the term ends on {last}, before it begins on {since}";
    NO_GROUP: "没有监督组织 {name}", "there is no group {name}";
    NO_GROUP_ADVICE: "先维护监督组织", "enter the group first";
    GROUP_ENDED: "{name} 已结束", "{name} has ended";
    NO_MATTER: "没有监督事项 {name}", "there is no matter {name}";
    NO_MATTER_ADVICE: "先维护监督事项, 或不写", "enter it first, or leave it blank";
    MATTER_ENDED: "{name} 已不在监督事项里", "{name} is off the list";
    NO_BOX: "没有意见箱 {name}", "there is no box {name}";
    NO_BOX_ADVICE: "先维护意见箱", "enter the box first";
    BOX_ENDED: "{name} 已拆除", "{name} was taken down";
    BAD_WEEKDAY: "开箱日写 1 到 7, 0 是任何一天", "the day of opening is 1 to 7, or 0 for any day";
    OPENED_ALONE: "意见箱要两个人一起开", "a box is opened by two people";
    OPENED_ALONE_ADVICE: "写上在场的同事或监督员", "name the colleague or the monitor who is there";
    OTHER_DAY: "{name} 的开箱日是{weekday}, {day} 不是", "{name} is opened on {weekday}, {day} is another day";
    OTHER_DAY_ADVICE: "等到开箱日, 或写明原因", "wait for its day, or say why";
    OPENED_ALREADY: "{name} 在 {day} 已开过", "{name} was opened on {day} already";
    OPENED_ALREADY_ADVICE: "当天后来的放到下次开箱", "what came later that day waits for the next opening";
    BAD_SLIPS: "意见条数在 0 到 {most} 之间", "there are 0 to {most} slips";
    BAD_CARDS: "一次发 1 到 {most} 张", "1 to {most} cards at a time";
    WHO_GETS: "写发给哪位监督员, 或发给谁, 两样写一样", "say which monitor gets them, or who else: one of the two";
    NO_CARD: "没有发出 {n} 号监督卡", "card {n} was not handed out";
    CARD_BACK: "{n} 号监督卡 {day} 已收回", "card {n} came back on {day}";
    CARD_LOST: "{n} 号监督卡已报遗失", "card {n} is reported lost";
    CARD_ADVICE: "核对卡上的号码", "check the number on the card";
    BEFORE_ISSUED: "{n} 号监督卡 {day} 才发出", "card {n} was handed out on {day} only";
    FINDING_WANTED: "写了整改, 没写发现什么", "there is something to put right, and nothing was found";
    MEASURE_WANTED: "写了整改人, 没写怎么整改", "somebody is named, and nothing is to be put right";
    OWNER_WANTED: "写了整改, 没写由谁整改", "say who puts it right";
    NO_COLLEAGUE: "没有在岗的操作员“{code}”", "there is no operator \"{code}\" at work";
    NO_COLLEAGUE_ADVICE: "写工号或姓名; 监督员写在监督员栏", "write a code or name; a monitor stands in the monitor's field";
    NO_VISIT: "没有监督走访 {id}", "there is no visit {id}";
    NO_VISIT_ADVICE: "编号见 supervision list visits", "see supervision list visits";
    RECTIFIED_ALREADY: "{day} 已整改", "it was put right on {day}";
    NOTHING_TO_RECTIFY: "这次走访没有要整改的", "this visit left nothing to put right";
    NOT_YOURS: "由整改人, 督办员或站长办", "this is for who puts it right, a supervisor or a manager";
    NOT_YOURS_ADVICE: "请他们填写", "ask one of them";
    USED_SINCE: "{name} 已有人用到, 不能撤销", "{name} is used since: it cannot be undone";
    USED_SINCE_ADVICE: "改为结束, 或先撤销后来的", "end it instead, or undo what came later first";
    TWICE_SINCE: "{name} 在 {day} 已有另一次开箱, 不能恢复", "{name} was opened again on {day} since: it cannot be done again";

    DONE_WATCH_GROUP: "已保存 {name}", "{name} saved";
    DONE_MONITOR: "已登记监督员 {name}, 任期到 {last}", "{name} is a monitor until {last}";
    DONE_MONITOR_ENDED: "{name} 不再担任监督员", "{name} is no monitor any more";
    DONE_MATTER: "已保存监督事项 {name}", "matter {name} saved";
    DONE_CARDS: "已发给 {name} {n} 张, {from} 到 {to} 号", "{name} got {n} cards, {from} to {to}";
    DONE_CARD: "已收回 {n} 号监督卡", "card {n} is back";
    DONE_CARD_LOST: "{n} 号监督卡已记遗失", "card {n} is recorded as lost";
    DONE_BOX: "已保存意见箱 {name}", "box {name} saved";
    DONE_OPEN: "{name} 已开箱, 意见 {n} 条, 依次写上 {from} 到 {to} 号", "{name} opened: {n} slips, number them {from} to {to}";
    DONE_OPEN_EMPTY: "{name} 已开箱, 是空的", "{name} opened, it was empty";
    DONE_VISIT: "已记录 {name} 的走访", "the visit of {name} is recorded";
    DONE_VISIT_DUE: "已记录 {name} 的走访, {owner} 在 {due} 前整改", "the visit of {name} is recorded; {owner} puts it right by {due}";
    DONE_RECTIFY: "整改已记录", "it is recorded as put right";

    F_NAME: "名称", "name";
    F_NAME_HELP: "已有的名称就是修改", "a known name is changed";
    F_KIND: "类型", "kind";
    F_PURPOSE: "监督什么", "purpose";
    F_PURPOSE_HELP: "如 监督社区事务和财务公开. 空着: 不改", "what it watches; blank: unchanged";
    F_SINCE: "从哪天", "since";
    F_SINCE_HELP: "如 t 今天, 0101. 空着: 今天, 已有的不改", "like t, 0101; blank: today, or unchanged";
    F_ENDED: "已结束", "ended";
    F_ENDED_HELP: "1 结束, 2 恢复. 空着: 不改", "1 ended, 2 goes on; blank: unchanged";
    F_GROUP_WHY: "监督组织由党代表、居民代表等组成, 成员不是居委会成员或近亲属", "groups are made of representatives, never of committee members or relatives";
    F_MONITOR: "监督员", "monitor";
    F_MONITOR_ID: "监督员编号", "monitor's id";
    F_MONITOR_HELP: "姓名或编号. 空着: 没有", "a name or id; blank: none";
    F_WHO_HELP: "姓名或编号", "a name or id";
    F_MONITOR_NAME: "姓名", "name";
    F_MONITOR_NAME_HELP: "监督员的姓名. 空着: 不改", "the monitor's name; blank: unchanged";
    F_UNIT: "单位或身份", "unit";
    F_UNIT_HELP: "如 居民代表, 党代表, 单位名称. 空着: 不改", "where they come from; blank: unchanged";
    F_OWN_NUMBER: "证件号", "ID number";
    F_OWN_NUMBER_HELP: "在册居民的证件号, 用来核对亲属关系. 空着: 由本人声明", "of a resident in the register, to compare relatives; blank: they declare it";
    F_NO_RELATIVE: "无亲属声明", "no relative";
    F_NO_RELATIVE_HELP: "声明与居委会成员无近亲属关系: 1 已声明, 2 没有", "declared to be no relative of the committee's members: 1 yes, 2 no";
    F_RELATIVE_WHY: "监督机构成员不能是居委会成员或近亲属 (CP-14)", "who supervises is no committee member or near relative (CP-14)";
    F_GROUP: "监督组织", "group";
    F_GROUP_HELP: "组织名称. 空着: 不改, -: 退出", "a name; blank: unchanged, - leaves it";
    F_POST: "职务", "post";
    F_POST_HELP: "如 组长, 成员. 空着: 不改", "like 组长, 成员; blank: unchanged";
    F_FINANCE: "懂财务", "knows finance";
    F_FINANCE_HELP: "1 懂财会, 2 不懂. 空着: 不改", "1 yes, 2 no; blank: unchanged";
    F_FINANCE_WHY: "监督委员会里要有懂财会的", "a committee has somebody who knows finance";
    F_UNTIL: "任期到", "until";
    F_UNTIL_HELP: "任期最后一天, 如 1231. 空着: 不改", "the last day of the term, like 1231; blank: unchanged";
    F_TERM_WHY: "监督员有任期, 任期外不走访不开箱", "monitors have a term, and do nothing outside it";
    F_WHY_ENDED: "结束原因", "why it ended";
    F_WHY_ENDED_HELP: "写明为什么提前结束", "why it ended before its time";
    F_AREA: "类别", "area";
    F_WAY: "监督方式", "way";
    F_WAY_HELP: "如 查账, 列席会议, 明察暗访. 空着: 不改", "how it is watched, like reading the books; blank: unchanged";
    F_MATTER: "监督事项", "matter";
    F_MATTER_NAME_HELP: "如 低保评议. 已有的就是修改", "what is watched; a known one is changed";
    F_MATTER_HELP: "清单里的名称. 空着: 不在清单里", "a name of the list; blank: not on it";
    F_MATTER_WHY: "明确监督事项和流程: 服务, 财务, 居务, 政策", "matters and the way of watching are laid down: service, finance, affairs, policy";
    F_TO_WHOM: "发给谁", "handed to";
    F_TO_WHOM_HELP: "居民姓名或楼栋. 空着: 发给监督员", "a resident's name or a building; blank: to the monitor";
    F_COUNT: "几张", "cards";
    F_COUNT_HELP: "1 到 200. 空着: 1 张", "1 to 200; blank: one";
    F_DAY: "日期", "day";
    F_DAY_HELP: "如 t 今天, z5. 空着: 今天", "like t, z5; blank: today";
    F_CARD_WHY: "监督卡逐张编号, 发出收回都登记", "cards are numbered, what goes out and comes back is registered";
    F_CARD_NUMBER: "卡号", "number";
    F_CARD_NUMBER_HELP: "监督卡上的号码", "the number on the card";
    F_OUTCOME: "卡的情况", "condition";
    F_OUTCOME_HELP: "如 空白, 已填写, 破损", "like 空白, 已填写, 破损";
    F_LOST: "遗失", "lost";
    F_LOST_HELP: "1 遗失, 2 收回", "1 it was lost, 2 it is back";
    F_BOX: "意见箱", "box";
    F_BOX_NAME_HELP: "如 北门意见箱. 已有的就是修改", "a name; a known one is changed";
    F_BOX_HELP: "意见箱的名称", "the box's name";
    F_PLACE: "位置", "place";
    F_PLACE_HELP: "挂在哪里. 空着: 不改", "where it hangs; blank: unchanged";
    F_WEEKDAY: "开箱日", "opening day";
    F_WEEKDAY_HELP: "1 周一 到 7 周日, 0 任何一天. 空着: 不改", "1 Monday to 7 Sunday, 0 any day; blank: unchanged";
    F_BOX_WHY: "固定日子由两人开箱, 意见条逐条编号", "opened on fixed days by two people, the slips are numbered";
    F_SECOND: "同开操作员", "2nd operator";
    F_SECOND_HELP: "在场同事的工号或姓名. 空着: 由监督员同开", "the colleague who is there; blank: a monitor is";
    F_SECOND_MONITOR: "同开监督员", "2nd monitor";
    F_SLIPS: "意见条数", "slips";
    F_SLIPS_HELP: "箱里有几条, 没有写 0", "how many there were, 0 for none";
    F_OTHER_DAY: "改日原因", "why today";
    F_OTHER_DAY_HELP: "不在开箱日时写. 空着: 就是开箱日", "on another day than its own; blank: it is its day";
    F_NOTE: "备注", "note";
    F_NOTE_HELP: "锁和箱的情况. 空着: 没有", "lock and box; blank: nothing";
    F_SEEN: "看了什么", "looked at";
    F_SEEN_HELP: "如 查阅三月账目和凭证", "like: the books of March";
    F_FINDING: "发现", "finding";
    F_FINDING_HELP: "发现的问题. 空着: 没有问题", "what was found; blank: all was well";
    F_MEASURE: "整改要求", "to put right";
    F_MEASURE_HELP: "要改什么. 空着: 不用整改", "what is to be put right; blank: nothing";
    F_OWNER: "整改人", "owner";
    F_OWNER_HELP: "工号或姓名. 空着: 不用整改", "a code or name; blank: nothing is to be put right";
    F_VISIT_WHY: "监督发现要有整改期限和结果 (RT-6)", "what is found is put right within a limit, with the result (RT-6)";
    F_VISIT: "走访编号", "visit";
    F_RECTIFIED: "整改结果", "what was done";
    F_RECTIFIED_HELP: "做了什么", "what was done";
    F_RECORD_HELP: "编号, 见 supervision list", "the id, as supervision list says it";
    C_SUPERVISION: "监督员, 监督事项, 监督卡, 意见箱, 监督走访", "monitors, what they watch, cards, boxes, visits";
    C_LIST: "列出一种", "lists one kind";
    H_WHAT: "列出什么: monitors 监督员, groups 组织, matters 事项, cards 监督卡, boxes 意见箱, openings 开箱记录, visits 走访", "what: monitors, groups, matters, cards, boxes, openings, visits";
    F_MEMBERS: "人数", "members";
    F_LAST: "到哪天", "until";
    F_STATE: "状态", "state";
    F_OPENED: "上次开箱", "opened last";
    F_PEOPLE: "开箱人", "opened by";
    F_NUMBERS: "编号", "numbers";
    F_ISSUED: "发出", "handed out";
    F_RETURNED: "收回", "back";
    F_DUE: "整改期限", "due";
    SERVING: "在任", "serving";
    OVER: "已结束", "over";
    BARRED: "要回避", "barred";
    CARD_OUT: "在外", "out";
    LOST: "遗失", "lost";
}

/// What people call a fixed day of opening: 1 to 7 is Monday to Sunday, everything else any day.
#[must_use]
pub fn weekday(number: i64) -> &'static super::Phrase {
    use super::common;
    match number {
        1 => &common::MONDAY,
        2 => &common::TUESDAY,
        3 => &common::WEDNESDAY,
        4 => &common::THURSDAY,
        5 => &common::FRIDAY,
        6 => &common::SATURDAY,
        7 => &common::SUNDAY,
        _ => &ANY_DAY,
    }
}
