//! Wording of the month: its figures, and how each of them is reckoned.

/// What stands for a rate or a number of days where there is nothing to count.
pub const NO_RATE: &str = "—";

phrases! { month;
    TITLE: "{month} 月报", "Month {month}";
    AS_OF: "截至 {time}  F4 换月份", "as of {time}  F4 another month";
    GROUP_TITLE: "{month} {name}", "{month} {name}";
    FIGURE: "{figure} {worth}", "{figure} {worth}";
    BEFORE: "上月 {worth}", "before {worth}";
    GROUPS: "按{by} {total}  每日收件 {marks}", "By {by} {total}  {marks}";
    BY_FIGURE: "{figure}高的在上", "by {figure}";
    TABLE_RIGHT: "{order} {page}/{pages}页", "{order}, page {page}/{pages}";
    NOTHING: "本月还没有可计的. F4 换月份", "nothing to count in this month. F4 another month";
    DEFINED: "{figure}: {definition}", "{figure}: {definition}";
    DEFINED_NOTHING: "分母为 0 显示 —", "— where there is nothing to count";
    DEFINITIONS: "口径", "What they mean";
    ALL_DEFINITIONS: "全部口径 F1", "all of them: F1";
    DAYS: "每日收件和办结", "Taken in and closed, day by day";
    NO_MONTH_AFTER: "还没到下个月", "the next month has not come yet";
    SHORT_TAKEN: "收件", "in";
    SHORT_CLOSED: "办结", "out";
    SHORT_ON_TIME: "按时率", "kept";
    SHORT_EARLY: "提前率", "early";
    SHORT_DAYS: "中/九/限", "m/90/lim";
    HEADS: "中/九/限: 用时中位/用时九成/承诺中位. 视/二/无: 视为受理/二次告知/未说明理由", "m/90/lim: median/90%/limit days. d/2nd/nr: deemed/2nd notices/without reasons";
    SHORT_ON_13: "视/二/无", "d/2nd/nr";
    SHORT_NOT_CONCLUDED: "未结", "open";

    HELP: "报表: 一个月收了多少, 办结多少, 期限兑现得怎样. F4 选月份和分组, 左右键换月, Tab 换分组.\n< > 换排序, Enter 看一行的全部数字, F8 列出未作结论的牌, F7 导出, F5 重新计算. 有超期的行标红.", "Month: what came in, what was closed, how limits were kept. F4 picks month and groups, Left and Right turn the month, Tab the groups.\n< > change the order, Enter shows all figures of a row, F8 lists the cards without a conclusion, F7 exports, F5 counts again. Rows with something late are red.";

    TAKEN: "收件", "taken in";
    ENTERED_LATER: "后补登记", "entered later";
    DECIDED: "作出决定", "decided";
    CLOSED: "办结", "closed";
    ON_TIME: "按时率", "on time";
    EARLY: "提前率", "early";
    LAW_ON_TIME: "法定按时率", "on time by law";
    MEDIAN_USED: "用时中位", "median days";
    NINETY_USED: "用时九成", "90% days";
    MEDIAN_HAD: "承诺中位", "median limit";
    DEEMED: "视为受理", "deemed accepted";
    SECOND_NOTICES: "二次告知", "2nd notices";
    NO_REASONS: "未说明理由", "without reasons";
    YELLOW: "黄牌", "yellow cards";
    RED: "红牌", "red cards";
    URGINGS: "督办", "urgings";
    NOT_CONCLUDED: "未作结论", "without conclusion";

    TAKEN_IS: "收件日在本月的件, 作废的不计", "cases received in the month, voided ones left out";
    ENTERED_LATER_IS: "收件中, 登记晚于收件日的", "of those taken in, entered on a later day than received";
    DECIDED_IS: "决定日在本月的件, 准予和不准都计", "cases decided in the month, granted or denied";
    CLOSED_IS: "本月办结归档的件", "cases closed in the month";
    ON_TIME_IS: "承诺期限内兑现 / (承诺期限内兑现 + 本月到期未兑现), 每个期限只计一次", "limits kept in time / (these + those due and not kept), each once";
    EARLY_IS: "期限日之前兑现 / 同一分母", "kept before the due day / the same";
    LAW_ON_TIME_IS: "同按时率, 按法定期限", "by statutory limits";
    MEDIAN_USED_IS: "起算日次日到兑现日的工作日, 停表除外, 即办不计, 从少到多一半处", "working days to the keeping, pauses out, at-once ones out, at half";
    NINETY_USED_IS: "同上, 九成处", "at nine tenths";
    MEDIAN_HAD_IS: "同一批承诺到期限日的工作日, 一半处", "the same to the due day";
    DEEMED_IS: "未按期一次性告知, 视为受理日在本月的件", "cases deemed accepted, as no notice came in time, by the day from which it holds";
    SECOND_NOTICES_IS: "本月第二次及以后发出的补正告知", "notices after the first, issued in the month";
    NO_REASONS_IS: "本月不准予的决定和办结的不予受理中, 没有写理由的", "denials decided and refusals closed in the month that give no reasons";
    YELLOW_IS: "本月发出的黄牌, 取消的不计", "yellow cards issued in the month, cancelled ones left out";
    RED_IS: "本月发出的红牌, 取消的不计", "red cards issued in the month, cancelled ones left out";
    URGINGS_IS: "本月发出的督办, 收回的不计", "urgings issued in the month, cancelled ones left out";
    NOT_CONCLUDED_IS: "本月的红黄牌中, 还没有作出结论的", "of the month's yellow and red cards, those not concluded yet";
}
