//! Wording used everywhere: yes and no, weekdays, units.

phrases! { common;
    MONDAY: "周一", "Mon";
    TUESDAY: "周二", "Tue";
    WEDNESDAY: "周三", "Wed";
    THURSDAY: "周四", "Thu";
    FRIDAY: "周五", "Fri";
    SATURDAY: "周六", "Sat";
    SUNDAY: "周日", "Sun";
    WORKING_DAYS: "{n} 工作日", "{n} wd";
    CALENDAR_DAYS: "{n} 天", "{n} d";
    PROVISIONAL: "暂定", "provisional";
    SAMPLE: "示例", "sample";
    TEXT: "{text}", "{text}";
    YES: "是", "yes";
    NO: "否", "no";
}

/// What people call a day of the week.
#[must_use]
pub fn weekday(day: chrono::Weekday) -> &'static super::Phrase {
    use chrono::Weekday;
    match day {
        Weekday::Mon => &MONDAY,
        Weekday::Tue => &TUESDAY,
        Weekday::Wed => &WEDNESDAY,
        Weekday::Thu => &THURSDAY,
        Weekday::Fri => &FRIDAY,
        Weekday::Sat => &SATURDAY,
        Weekday::Sun => &SUNDAY,
    }
}
