//! Wording of where a limit comes from, which stands in the file beside the date, in Chinese, and of why
//! each day on the way counts or does not.

phrases! { basis;
    SERVICE_COMMITMENT: "服务承诺", "service commitment";
    DEFERRED_ACCEPTANCE: "容缺受理", "deferred material";
    SPECIAL_PROCEDURE: "特别程序承诺时限", "special procedure's own limit";
    AT_ONCE: "当场一次性告知", "notice at once";
    SUPPLEMENT_LIMIT: "告知单所写补正期限", "time for supplements given in the notice";

    MARK_START: "起", "st";
    MARK_PAUSED: "停", "||";
    MARK_ROLLED: "顺", "next";
    MARK_HOLIDAY: "休", "hol";
    WHY_START: "起算日, 不计", "starting day, not counted";
    WHY_WORKING: "工作日", "working day";
    WHY_MAKE_UP: "调休上班 ({name})", "make-up working day ({name})";
    WHY_WEEKEND: "周末", "weekend";
    WHY_HOLIDAY: "放假 ({name})", "holiday ({name})";
    WHY_PAUSED: "停表, 不计", "paused, not counted";
    WHY_UNANNOUNCED_WORKING: "放假安排未公布, 暂按工作日", "calendar not announced, taken as a working day";
    WHY_UNANNOUNCED_OFF: "放假安排未公布, 暂按休息日", "calendar not announced, taken as a day off";
    WHY_ROLLED: "{day} 是休息日, 顺延到这天", "{day} is a day off, the period ends here";
}
