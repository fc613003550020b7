//! Wording of the service catalogue: kinds, field names, what an item lacks, problems of an import.

phrases! { item;
    ON_THE_SPOT: "即办件", "done on the spot";
    COMMITTED_KIND: "承诺件", "committed limit";
    JOINT: "联办件", "joint";
    REPORTED: "上报件", "goes up";
    URGENT: "急办件", "urgent";
    AGENCY: "代办件", "agency";

    FIRST_LICENCE: "许可: 5 工作日内一次性告知", "licence: notice within 5 working days";
    FIRST_ON_SPOT: "须当场告知", "notice on the spot";
    FIRST_ONCE: "一次性告知", "once and all";
    FIRST_WITHDRAWN: "不补正视为撤回", "not supplemented: withdrawn";
    FIRST_ABANDONED: "逾期视为放弃", "overdue: abandoned";

    ORIGINAL_CHECKED: "核原件", "original checked";
    COPY_KEPT: "收复印件", "copy kept";
    ORIGINAL_KEPT: "收原件", "original kept";
    FROM_APPLICANT: "申请人提供", "from the applicant";
    FROM_SHARED: "数据共享", "shared data";
    FROM_PROMISE: "告知承诺", "promise";

    THIS_STATION: "本站", "this station";
    ENTRUSTED: "本站受{organ}委托", "this station for {organ}";
    SAME_DAY: "当日", "same day";

    CODE: "编码", "code";
    QUICK: "快捷号", "quick number";
    NAME: "事项名称", "name";
    CATEGORY: "类别", "category";
    KIND: "件型", "kind";
    FIRST_STEP: "首次处理", "first step";
    PROMISES_NOTICE: "服务承诺", "promises notice";
    STATUTORY: "法定时限", "statutory limit";
    COMMITTED: "承诺时限", "committed limit";
    EXTENSION: "延期时限", "extension";
    APPROVER: "延期批准人", "extension approver";
    DEPARTMENT: "主管部门", "department";
    STATION_ROLE: "本站职责", "station role";
    ACCEPTS: "受理机关", "accepting party";
    DECIDES: "决定机关", "deciding party";
    PERSONAL_PRESENCE: "须本人到场", "personal presence";
    AGENT_ALLOWED: "可代办", "agent allowed";
    CONFIDENTIAL: "保密", "confidential";
    PUBLICITY: "公示期", "publicity";
    FEE: "收费", "fee";
    MATERIALS: "材料", "materials";
    STEPS: "办理环节", "steps";
    ROUTE: "代办路线", "route";
    LEGAL_BASIS: "设定依据", "legal basis";
    CONDITIONS: "受理条件", "conditions";
    QUANTITY: "数量", "quantity";
    PROCEDURE: "办理流程", "procedure";
    SAMPLE_FORM: "样表", "sample form";
    ENQUIRY_PHONE: "咨询电话", "enquiry phone";
    COMPLAINT_PHONE: "投诉电话", "complaint phone";
    REMEDIES: "救济途径", "remedies";
    NOTE: "备注", "note";
    CERTAINTY: "来源", "certainty";

    MISSING: "缺{field}. 补上后才能发布", "{field} is missing; fill it in before publishing";
    STILL_SAMPLE: "{field}还是示例. 按本站办事指南改写后才能发布",
        "{field} is still a sample; replace it with the station's own before publishing";
    OVER_STATUTORY: "承诺时限 {committed} 长于法定时限 {statutory}. 改短承诺时限",
        "the committed limit of {committed} is longer than the statutory {statutory}; shorten it";
    MAY_OVERRUN: "承诺时限 {committed} 逢长假最长跨 {longest} 天, 会超过法定时限 {statutory}. 改短, 或与法定时限用同一单位",
        "the committed {committed} can stretch over {longest} days across a long holiday, past the statutory {statutory}; shorten it or use the same unit";
    SPOT_HAS_LIMIT: "即办件当日办结, 承诺时限却是 {committed}. 改为 0, 或把件型改为承诺件",
        "done on the spot means the same day, yet the committed limit is {committed}; set it to 0 or change the kind";
    QUICK_RANGE: "快捷号 {n} 不在 10 到 999 之间. 另选一个", "quick number {n} is not within 10 to 999; choose another";
    AGENT_AND_PRESENCE: "须本人到场的事项不能代办. 把可代办改为否",
        "personal presence is required, so no agent may act; set agent allowed to no";
    DEFERRAL_MISSING: "材料 {material} 可容缺, 却没有容缺天数. 写明几个工作日内补齐",
        "material {material} may be deferred but has no days; state within how many days it must follow";
    MATERIAL_NAMELESS: "第 {n} 项材料没有名称. 补上名称", "material {n} has no name; give it one";
    MATERIAL_KEY_TWICE: "材料序号 {n} 用了两次. 每项材料一个序号", "material key {n} stands twice; give each its own";
    LICENCE_FEE: "行政许可不收费, 现在写 {fee} 元. 改为 0", "a licence is free of charge, yet the fee is {fee}; set it to 0";
    FEE_NEGATIVE: "收费不能为负, 现在写 {fee} 元", "the fee must not be negative; it is {fee}";
    WITHHELD: "{code} 是保密事项, 不在窗口发布", "{code} is confidential and is not published to the counter";

    FIXTURE_BROKEN: "内置事项目录读不出: {why}. 请重新安装程序",
        "the built-in catalogue cannot be read: {why}; reinstall the program";

    EMPTY_TABLE: "表头下面没有一行事项. 每行写一个事项", "there is no item below the header; write one item a row";
    COLUMN_UNKNOWN: "表头 {header} 不认识, 这一列没有读. 改用事项表的列名, 或用 --map 指明",
        "header {header} is not known and the column was not read; use a column name of the item table, or name it with --map";
    COLUMN_TWICE: "第 {first} 列和第 {second} 列都是{field}. 只留一列",
        "columns {first} and {second} are both {field}; keep one of them";
    COLUMN_MISSING: "表里没有{field}一列. 加上这一列再导入", "there is no column for {field}; add it and import again";
    MAP_UNKNOWN: "--map 把 {header} 指到 {target}, 没有这个字段",
        "--map sends {header} to {target}, which is no field";
    CELL_EMPTY: "{field}是空的. 补上", "{field} is empty; fill it in";
    CODE_FORM: "编码 {value} 不合要求. 只用字母和数字, 最多 16 个", "code {value} is not valid; use letters and digits only, 16 at most";
    NUMBER_FORM: "{field}应为整数, 现在是 {value}", "{field} must be a whole number; it is {value}";
    UNIT_FORM: "{field}的单位 {value} 不认识. 写 工作日 或 天 (wd, cd)",
        "the unit {value} of {field} is not known; write wd (working days) or cd (calendar days)";
    UNIT_MISSING: "{field} {value} 没有单位. 写 工作日 或 天 (wd, cd)",
        "{field} {value} has no unit; write wd (working days) or cd (calendar days)";
    UNIT_TWICE: "{field}写了两个单位: {value} 和 {other}. 只留一个", "{field} has two units: {value} and {other}; keep one";
    WORD_FORM: "{field} {value} 不认识. 可写: {choices}", "{field} {value} is not known; write one of: {choices}";
    FEE_FORM: "收费 {value} 不是金额. 写 0、免费 或 12.50", "fee {value} is no amount; write 0 or 12.50";
    MATERIAL_MARK: "材料 {material} 的说明 {value} 不认识. 可写: 核原件、收复印件、收原件、2份、选交、容缺5工作日、数据共享、取得:…、出具:…",
        "the mark {value} of material {material} is not known; write for example original-checked, copy-kept, original-kept, 2份, optional, defer 5wd, shared, get:…, by:…";
    TOO_LONG: "{field}有 {n} 个字, 最多 {max} 个. 写短些", "{field} has {n} characters, at most {max}; shorten it";
    CODE_TWICE: "编码 {value} 在第 {line} 行已用. 改掉其中一个, 本行未导入",
        "code {value} already stands in line {line}; change one of them, this row was not taken";
    QUICK_TWICE: "快捷号 {n} 在第 {line} 行已用 (编码 {code}). 另选一个, 本行未导入",
        "quick number {n} already stands in line {line} (code {code}); choose another, this row was not taken";
    QUICK_TAKEN: "快捷号 {n} 已归 {code}, 不再给别的事项. 另选一个",
        "quick number {n} belongs to {code} and is never reused; choose another";
}
