//! Wording of the month: its figures, and how each of them is reckoned.

/// What stands for a rate or a number of days where there is nothing to count.
pub const NO_RATE: &str = "—";

phrases! { month;
    TITLE: "{month} 月报", "Month {month}";
    TAKEN: "收件", "taken in";
    ENTERED_LATER: "后补登记", "entered later";
    DECIDED: "作出决定", "decided";
    CLOSED: "办结", "closed";
    ON_TIME: "按时率", "on-time rate";
    EARLY: "提前率", "early rate";
    LAW_ON_TIME: "法定按时率", "statutory on-time rate";
    MEDIAN_USED: "用时中位", "median days used";
    NINETY_USED: "用时九成", "90% days used";
    MEDIAN_HAD: "承诺中位", "median limit";
    DEEMED: "视为受理", "deemed accepted";
    SECOND_NOTICES: "二次告知", "second notices";
    NO_REASONS: "未说明理由", "without reasons";
    YELLOW: "黄牌", "yellow cards";
    RED: "红牌", "red cards";
    URGINGS: "督办", "urgings";
    NOT_CONCLUDED: "未作结论", "without conclusion";

    TAKEN_IS: "收件日在本月的件, 作废的不计", "cases received in the month, voided ones left out";
    ENTERED_LATER_IS: "收件中, 登记晚于收件日的", "of those taken in, entered on a later day than received";
    DECIDED_IS: "决定日在本月的件, 准予和不准都计", "cases decided in the month, granted or denied";
    CLOSED_IS: "本月办结归档的件", "cases closed in the month";
    ON_TIME_IS: "本月在承诺期限内(含当日)兑现的 / (前者 + 承诺期限在本月到期未兑现的). 每个期限只计一次; 停表顺延后的日期为准", "committed limits kept by their due day in the month / (these + those whose due day in the month passed unkept); each limit counts once, by its date after pauses";
    EARLY_IS: "其中早于承诺期限当日兑现的 / 同一分母", "of these, kept before the due day / the same denominator";
    LAW_ON_TIME_IS: "同按时率, 按法定期限计", "as the on-time rate, by the statutory limits";
    MEDIAN_USED_IS: "本月兑现的承诺期限, 从起算日次日到兑现日的工作日, 停表的日子除外; 从少到多排在一半的那个数", "working days after the start up to the day of keeping, paused days left out, of committed limits kept in the month; the value at half of the order";
    NINETY_USED_IS: "同上, 排在九成的那个数", "the same, the value at nine tenths of the order";
    MEDIAN_HAD_IS: "同一批期限, 从起算日次日到期限日的工作日, 停表的日子除外, 排在一半的那个数", "of the same limits, the working days up to the due day; the value at half of the order";
    DEEMED_IS: "未按期一次性告知, 视为受理日在本月的件", "cases deemed accepted, as no notice came in time, by the day from which it holds";
    SECOND_NOTICES_IS: "本月第二次及以后发出的补正告知", "notices after the first, issued in the month";
    NO_REASONS_IS: "本月不准予的决定和办结的不予受理中, 没有写理由的", "denials decided and refusals closed in the month that give no reasons";
    YELLOW_IS: "本月发出的黄牌, 取消的不计", "yellow cards issued in the month, cancelled ones left out";
    RED_IS: "本月发出的红牌, 取消的不计", "red cards issued in the month, cancelled ones left out";
    URGINGS_IS: "本月发出的督办, 收回的不计", "urgings issued in the month, cancelled ones left out";
    NOT_CONCLUDED_IS: "本月的红黄牌中, 还没有作出结论的", "of the month's yellow and red cards, those not concluded yet";
}
