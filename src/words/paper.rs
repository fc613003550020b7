//! Wording of printed documents: marks, labels, set sentences; documents are said in Chinese.

phrases! { paper;
    NO_FONT: "这台机器没有中文字体, 出不了 PDF. 请管理员安装 {package}; 文本和小票仍可打印",
        "this machine has no Chinese font, so no PDF: an administrator installs {package}; text and slips still print";
    FONT_UNREADABLE: "字体文件 {file} 读不了. 改配置里的 font, 或安装 {package}", "the font file {file} cannot be read: change `font` in the settings, or install {package}";
    NO_GLYPH: "字体缺字: {signs}. 请管理员装收字更全的字体, 如 {package}; 文本和小票仍可打印",
        "no font has {signs}: an administrator installs one with more signs, such as {package}; text and slips still print";
    DEMO: "*演示*", "*demo*";
    VOID: "====== 作废 ======", "====== VOID ======";
    REPRINT: "补打 {n}", "reprint {n}";
    PAGE: "{number}  第 {n} 页, 共 {total} 页", "{number}  page {n} of {total}";
    NUMBER_LINE: "编号 {number}", "no. {number}";
    LABEL: "{label}: ", "{label}: ";

    MONDAY: "星期一", "Monday";
    TUESDAY: "星期二", "Tuesday";
    WEDNESDAY: "星期三", "Wednesday";
    THURSDAY: "星期四", "Thursday";
    FRIDAY: "星期五", "Friday";
    SATURDAY: "星期六", "Saturday";
    SUNDAY: "星期日", "Sunday";
    DATE: "{year}年{month}月{day}日 {weekday}", "{weekday} {year}-{month}-{day}";
    DATE_SHORT: "{year}年{month}月{day}日", "{year}-{month}-{day}";
    DATE_TIME: "{date} {time}", "{date} {time}";
    PROVISIONAL: "{date} (暂定)", "{date} (provisional)";
    PROVISIONAL_WHY: "暂定: 途经年度的放假安排尚未公布, 公布后日期如有变动, 另行告知.",
        "Provisional: the holidays of a year on the way are not announced; you will be told if the date changes.";
    SAMPLE: "{text}(示例)", "{text} (sample)";
    YUAN: "{yuan} 元", "CNY {yuan}";
    FREE: "不收费", "free of charge";
    WORKING_DAYS: "{n} 个工作日", "{n} working days";
    CALENDAR_DAYS: "{n} 日", "{n} days";
    SAME_DAY: "当日", "same day";

    CASE_NUMBER: "件编号", "case number";
    ENQUIRY_NUMBER: "咨询编号", "enquiry number";
    RECEIVED_AT: "收件时间", "received";
    APPLICANT: "申请人", "applicant";
    ID_NUMBER: "证件号码", "identity number";
    AGENT: "代办人", "agent";
    AGENT_ID: "代办人证件号码", "agent's identity number";
    AGENT_PHONE: "代办人电话", "agent's phone";
    ITEM: "事项", "item";
    ITEM_WITH_CODE: "{name} ({code})", "{name} ({code})";
    CLERK: "经办人", "clerk";
    WINDOW: "窗口", "window";
    ASK: "咨询电话", "enquiries";
    COMPLAIN: "投诉电话", "complaints";
    PLACE: "办理地点", "place";
    HOURS: "办公时间", "opening hours";
    BASIS: "设定依据", "legal basis";
    FLOW: "办理流程", "procedure";
    FEE: "收费", "fee";
    CONDITIONS: "受理条件", "conditions";
    QUANTITY: "数量限制", "quantity";
    SAMPLE_FORM: "样表", "sample form";
    REMEDIES: "救济途径", "remedies";
    DEPARTMENT: "主管部门", "department";
    KIND: "件型", "kind";
    PRESENCE: "到场要求", "attendance";
    PRESENCE_NEEDED: "须本人到场", "the applicant attends in person";
    AGENT_MAY: "可由代办人办理", "an agent may apply";
    AGENT_MAY_NOT: "须本人申请, 不能代办", "the applicant applies, no agent";

    MATERIALS: "材料清单", "materials";
    SERIAL: "序", "no.";
    MATERIAL: "材料", "material";
    FORM: "形式", "form";
    COUNT: "份页数", "copies and pages";
    STATE: "状态", "state";
    COPIES: "份数", "copies";
    NEEDED: "要求", "required";
    ISSUED_BY: "出具单位", "issuing unit";
    HOW: "如何取得", "how to obtain";
    PROBLEM: "缺少或不合要求之处", "what is missing or wrong";
    COPIES_N: "{n} 份", "{n} copies";
    COPIES_PAGES: "{n} 份 {pages} 页", "{n} copies, {pages} pages";
    NOT_HANDED_IN: "未交, 非必需", "not handed in, optional";
    STATE_REMARK: "{state}: {remark}", "{state}: {remark}";
    NAME_BASIS: "{name} (依据: {basis})", "{name} (basis: {basis})";
    MANDATORY: "必需", "mandatory";
    OPTIONAL: "非必需", "optional";
    MAY_FOLLOW: "必需, 可容缺 {n} 个工作日", "mandatory, may follow within {n} working days";
    NEEDED_SOURCE: "{needed}, {source}", "{needed}, {source}";

    LIMITS: "办理时限", "time limits";
    LIMIT: "办理时限", "time limit";
    ON_THE_SPOT: "即办件, 当场办结", "done on the spot";
    LIMIT_START: "时限起算", "limit starts";
    START_DAY: "自{date}起算, 当日不计入", "from {date}, that day not counted";
    START_ORGAN: "自{organ}收到材料之日起算, 当日不计入", "from the day {organ} receives the materials, not counted";
    START_COMPLETE: "不另出受理通知书的, 自{date}起算, 当日不计入",
        "without a separate acceptance notice from {date}, that day not counted";
    START_SUPPLEMENTED: "自必要材料补齐之日起算, 当日不计入", "from the day the mandatory materials are complete, not counted";
    STATUTORY_LIMIT: "法定时限", "statutory limit";
    COMMITTED_LIMIT: "承诺时限", "committed limit";
    STATUTORY_DAY: "法定办结", "statutory due date";
    COMMITTED_DAY: "承诺办结", "promised date";
    NOTICE_BY: "需要补正的, 最迟于{date}一次性告知全部内容.", "If anything must be supplemented, you are told all of it by {date}.";
    NOTICE_OR_DEEMED: "需要补正的, 最迟于{date}一次性告知全部内容; 逾期不告知的, 自收到申请材料之日起即为受理.",
        "If anything must be supplemented, you are told all of it by {date}; otherwise the case is accepted from the day of receipt.";
    NOTICE_OR_DEEMED_PROMISED: "本站服务承诺: 需要补正的, 最迟于{date}一次性告知全部内容; 逾期不告知的, 自收到申请材料之日起即为受理.",
        "The station promises: if anything must be supplemented, you are told all of it by {date}; otherwise the case is accepted from the day of receipt.";
    KEEP_RECEIPT: "请保管好本回执 {number}. 查询进度请报件编号或来电, 领取结果请带本回执和有效证件.",
        "Keep this receipt {number}. To ask, give the case number; to collect the result, bring it with your identity card.";

    HANDED_IN_DAY: "补交日期", "handed in on";
    HANDED_IN: "本次收到的补正材料", "supplements received now";
    STILL_OPEN: "尚需补交", "still open";
    ALL_IN: "必要材料已于{date}补齐, 受理日期以补齐之日为准, 办理时限自该日起算.",
        "All mandatory materials are in since {date}; acceptance and time limit count from that day.";
    SUPPLEMENT_BY: "补交期限", "supplements due";
    PROMISED_MATERIALS: "容缺待补材料", "materials to follow";
    PROMISED_LINE: "{name}, 最迟{date}补交", "{name}, by {date} at the latest";

    NOTICE_OPENING: "您申请办理的事项“{item}”, 经核对, 下列 {n} 项材料缺少或不合要求. 现将需要补正的全部内容一次性告知如下.",
        "For your application {item}, {n} materials are missing or not in order. This is everything that must be supplemented.";
    NOTICE_ITEMS: "需要补正的内容", "what must be supplemented";
    NOTICE_INFO: "办事信息", "about the matter";
    JOINT_ORDER: "联办顺序", "order of departments";
    STEP_BY: "{step} ({by})", "{step} ({by})";
    STEP_BY_WITHIN: "{step} ({by}), {limit}", "{step} ({by}), {limit}";
    SUPPLEMENT_UNTIL: "{date} (含当日)", "{date} (inclusive)";
    SUPPLEMENT_ANY_DAY: "未设期限, 补齐后随时递交", "none set: hand them in once complete";
    SUPPLEMENT_SOON: "未写期限, 请尽快补齐", "none set: hand them in soon";
    AFTER_SUPPLEMENT: "按本告知单补齐且符合要求的, 本站即予办理, 不再要求其他材料.",
        "Once everything above is handed in properly, the case goes on and nothing else is asked.";
    AFTER_NOTHING_REFUSED: "不补正的, 不予受理.", "If it is not supplemented, the application is not accepted.";
    AFTER_NOTHING_WITHDRAWN: "逾期不补正的, 视为撤回申请.", "If it is not supplemented in time, the application counts as withdrawn.";
    AFTER_NOTHING_ABANDONED: "逾期不补正的, 视为放弃申请.", "If it is not supplemented in time, the application counts as abandoned.";
    NOTICE_REMEDIES: "认为告知内容不当的, 可以当场提出, 或拨打投诉电话 {phone}.",
        "If you think this notice is wrong, say so at once or call {phone}.";
    DELIVERED_TO: "送达对象", "delivered to";

    ACCEPTANCE_OPENING: "您申请办理的事项“{item}”, 申请材料齐全, 符合要求, 现予受理.", "Your application {item} is complete and in order and is accepted.";
    DEEMED_OPENING: "您申请办理的事项“{item}”, 本机关逾期未告知补正内容, 自收到申请材料之日起即为受理.",
        "No notice about your application {item} was given in time; it counts as accepted from the day of receipt.";
    RECORDED: "本件由{organ}作出{act}决定, 本站据实登记并转告.", "{organ} decided this ({act}); the station records it and passes it on.";
    DECISION: "办理", "decided";
    ACCEPTED_DAY: "受理日期", "accepted on";
    ORGAN: "承办机关", "organ";
    ORGAN_DOCUMENT: "机关文号", "organ's document number";
    EXCLUDED: "不计入时限的程序", "not counted";
    EXCLUDED_TEXT: "依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的, 所需时间不计入, 另行书面告知",
        "hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review where law asks for them; you are told the time in writing";
    EXCLUDED_PUBLICITY: "{text}; 公示 {limit}, 不计入", "{text}; publicity of {limit}";
    ASK_WAY: "查询方式", "how to ask";
    ASK_WAY_TEXT: "凭件编号到窗口, 或拨打 {phone}", "with the case number at the window, or call {phone}";

    REFUSAL_OPENING: "您于{date}申请办理的事项“{item}”, 经审查, 决定不予受理.", "Your application of {date} for {item} was examined and is not accepted.";
    DENIAL_OPENING: "您于{date}申请办理的事项“{item}”, 经审查, 决定不予许可.", "Your application of {date} for {item} was examined and is denied.";
    GROUND: "情形", "ground";
    REASON: "理由", "reasons";
    GROUND_BASIS_NOT_NEEDED: "《行政许可法》第三十二条第一款第一项", "Administrative Licensing Law art. 32(1)(1)";
    GROUND_BASIS_NO_POWER: "《行政许可法》第三十二条第一款第二项", "Administrative Licensing Law art. 32(1)(2)";
    GROUND_BASIS: "{ground}; {basis}", "{ground}; {basis}";
    COMPETENT: "有权办理的机关", "competent body";
    COMPETENT_TEXT: "{organ}. 请向该机关申请", "{organ}; please apply there";
    REMEDIES_GENERAL: "不服本决定的, 可以自收到本通知书之日起 60 日内依法申请行政复议, 也可以自收到本通知书之日起 6 个月内依法向人民法院提起行政诉讼.",
        "Against this decision you may apply for administrative reconsideration within 60 days, or bring an administrative action before the people's court within 6 months, of receiving this notice.";
    DECIDED_DAY: "决定日期", "decided on";

    RESULT_OPENING: "您申请办理的事项“{item}”已经办结, 结果如下.", "Your application {item} is finished with this result.";
    OUTCOME: "办理结论", "outcome";
    RESULT: "结果", "result";
    RESULT_DOCUMENT: "结果文书号", "result document";
    READY_DAY: "可领取日", "ready on";
    DELIVER_BY: "最迟送达", "delivered by";
    COLLECT: "领取方式", "how to collect";
    COLLECT_TEXT: "带收件回执和有效证件到{place}领取; 代领的, 另带委托书和双方证件",
        "bring the receipt and your identity card to {place}; whoever collects for you brings a letter of authority and both cards";

    COLLECTED_DAY: "领取日期", "collected on";
    COLLECTOR: "领取人", "collected by";
    COLLECTOR_SELF: "{name} (本人)", "{name} (in person)";
    COLLECTOR_AGENT: "{name} (代办人)", "{name} (agent)";
    COLLECTOR_OTHER: "{name} (代领)", "{name} (for the applicant)";
    COLLECTOR_ID: "领取人证件", "collector's identity";
    COLLECTOR_CHECK: "[ ] 已核对原件  号码末四位 ________", "[ ] original checked  last four ________";
    COLLECTOR_CHECKED: "{masked}  已核对原件", "{masked}  original checked";
    PAGES_N: "{n} 页", "{n} pages";
    RETURNED: "退还的原件", "originals returned";
    RETURNED_NONE: "没有需要退还的原件.", "There are no originals to return.";
    KEPT: "留存的材料", "materials kept";
    DELIVERY_SIGNED: "上列结果和原件已当面点清.", "The result and the originals above were counted face to face.";

    FROM: "移交方", "from";
    TO: "接收方", "to";
    HANDED_OVER_AT: "移交时间", "handed over";
    WAY: "移交方式", "way";
    WAY_CHOICE: "[ ] 当面清点  [ ] 邮寄, 单号 ________________", "[ ] face to face  [ ] post, no. ________________";
    HANDED_OVER: "移交的材料", "materials handed over";
    HANDED_OVER_TOTAL: "共 {n} 项.", "{n} in all.";
    ONLY_CHECKED: "已核对原件并当场退回, 不移交", "originals checked and given back, not handed over";

    MATERIALS_OPENING: "办理“{item}”所需的全部材料如下, 除此以外不再要求其他材料. 表格免费.",
        "These are all the materials for {item}; nothing else is asked. Forms are free.";

    SIGN_APPLICANT: "申请人或代办人签字", "applicant or agent";
    SIGN_RECEIVED: "签收人签字", "received by";
    SIGN_CLERK: "经办人签字", "clerk";
    SIGN_COLLECTOR: "领取人签字", "collector";
    SIGN_FROM: "移交人签字", "handed over by";
    SIGN_TO: "接收人签字", "taken over by";
    SIGN_DATE: "日期", "date";
    NO_SEAL: "{issuer}\n{date}", "{issuer}\n{date}";
    SEAL: "{issuer}\n(盖章)\n{date}", "{issuer}\n(seal)\n{date}";
    SEAL_SPECIAL: "{issuer}\n(专用印章)\n{date}", "{issuer}\n(special seal)\n{date}";
    SPECIAL_OPENING: "您申请办理的 {item} 依法需要{kind}, 现将所需时间告知如下.", "Your application for {item} needs by law: {kind}. The time that it takes:";
    SPECIAL_KIND: "程序种类", "procedure";
    SPECIAL_DAYS: "所需时间", "time needed";
    SPECIAL_FROM: "开始日期", "begins on";
    SPECIAL_BODY: "负责单位", "carried out by";
    SPECIAL_EFFECT: "依照行政许可法第四十五条, 上述时间不计入办理时限.", "Under article 45 of the Licensing Law this time does not count towards the limits.";
    EXTENSION_OPENING: "您申请办理的 {item} 不能在原定期限内办结, 经批准延长办理期限.", "Your application for {item} cannot be decided in time; its limit is extended.";
    PRINCIPAL: "委托人", "principal";
    PRINCIPAL_ID: "委托人证件号码", "principal's identity number";
    PRINCIPAL_PHONE: "委托人电话", "principal's phone";
    NAME_AS: "{name} ({what})", "{name} ({what})";
    BY_HAND: "{masked}  签字时当面写全 ____________________", "{masked}  written in full when signing ____________________";
    BLANK_BY_HAND: "____________________", "____________________";
    SUBSTITUTE: "替补代办人", "substitute";
    POWERS: "委托权限", "powers";
    TERM: "委托期限", "term";
    TERM_TEXT: "{from}至{until}", "{from} to {until}";
    NO_SUBDELEGATION: "代办人不得转委托.", "The agent delegates to nobody else.";
    SUBSTITUTE_TAKES: "代办人不能办理时, 由上列替补代办人接替.", "Where the agent cannot act, the substitute above takes over.";
    AGENCY_FREE: "代办不收费, 不拖延, 不泄露. 依法收取的费用凭票据据实结算.", "Agency is free, prompt and confidential; fees set by law are settled by receipt.";
    SUSPENSION_TEXT: "因下列原因, 代办中止. 中止期间材料和原件的保管如下.", "The agency is suspended for this reason. Materials and originals are kept as follows meanwhile.";
    CONTINUATION_TEXT: "中止或到期的代办继续办理, 委托内容如下.", "The agency goes on; the authority is as follows.";
    TERMINATION_TEXT: "因下列原因, 代办终止. 材料和原件的去向如下.", "The agency ends for this reason. Materials and originals are as follows.";
    COMPLETION_TEXT: "委托事项已经办结, 材料和原件的去向如下.", "The matter is finished. Materials and originals are as follows.";
    NO_ORIGINALS: "本件没有在外保管的原件.", "No originals are in custody.";
    ORIGINALS: "原件", "originals";
    ORIGINAL: "原件", "original";
    PAGES: "页数", "pages";
    HOLDER: "现在何处", "held by";
    HOLDER_LOST: "已报失, 最后在{holder}", "lost, last at {holder}";
    HOLDER_KEPT: "依法留存于{holder}: {reason}", "lawfully kept at {holder}: {reason}";
    WAY_BY_POST: "邮寄, 单号 {number}", "by post, no. {number}";
    WAY_FACE_TO_FACE: "当面清点", "counted face to face";
    EACH_GIVER: "见各行", "see each row";
    STILL_OUT: "尚未退还的原件", "originals still out";
    REMARK: "备注", "remark";
    ORIGINALS_TOTAL: "共 {n} 件 {pages} 页, 双方当面或凭单号点清.", "{n} originals, {pages} pages, counted by both.";
    LOSS_REPORT: "遗失经过", "what happened";
    LOSS_CONSEQUENCE: "对当事人的影响", "what follows for the owner";
    LOSS_REMEDY: "补救措施", "what is done about it";
    SUBJECT: "证明事项", "subject";
    PURPOSE: "用途", "purpose";
    CERTIFICATE_FOR: "特此证明. 本证明仅用于{purpose}.", "Certified for this purpose only: {purpose}.";
    ROUND_DAY: "日期", "day";
    ROUND_COUNT: "件数", "cases";
    ROUND_COUNT_N: "{n} 件", "{n}";
    ROUND_DO: "办", "do";
    ROUND_HAND_IN: "交", "in";
    ROUND_FETCH: "取", "out";
    ROUND_EMPTY: "今天没有要跑的件.", "There is nothing to do today.";
    DONE_BOX: "办妥", "done";
    EMPTY_BOX: "[ ]", "[ ]";
    OFFICE_AT: "{office}  {place}", "{office}  {place}";
    SIGN_PRINCIPAL: "委托人签字", "principal";
    SIGN_AGENT: "代办人签字", "agent";
    SIGN_OFFICE: "接收单位签字", "office";
    OLD_DUE: "原办结日期", "due before";
    NEW_DUE: "新办结日期", "due now";
    EXTENDED_BY: "延长时间", "extended by";
    APPROVER: "批准人", "approved by";
    APPROVED_DAY: "批准日期", "approved on";
    PROOF_NUMBER: "证明编号", "number";
    VOLUNTEER: "志愿者", "volunteer";
    VOLUNTEER_ID: "证件号", "id number";
    VOLUNTEER_NUMBER: "志愿者号码", "volunteer number";
    SERVED_FROM: "起始日期", "from";
    SERVED_UNTIL: "截止日期", "until";
    SERVED_HOURS: "服务时长", "hours";
    HOURS_SAID: "{hours} 小时 {minutes} 分", "{hours} hours {minutes} minutes";
    SERVED: "服务记录", "service";
    SERVED_DAY: "日期", "day";
    SERVED_AT: "活动", "activity";
    SERVED_CONTENT: "内容", "content";
    SERVED_FOR: "时长", "hours";
    RECORDED_BY: "记录单位", "recorded by";
    PROOF_TEXT: "本证明免费出具. 凭编号 {number} 可向记录单位核对, 电话 {phone}.", "Issued free of charge. The recording unit confirms number {number}, phone {phone}.";
    VISIT_DAY: "走访日期", "day of the visit";
    VISITORS: "走访人", "visitors";
    HOUSEHOLD: "住户", "household";
    VISIT_MODE: "方式", "mode";
    VISIT_MET: "是否见面", "met";
    MET_YES: "已见面", "met";
    MET_NO: "未遇", "nobody home";
    MET_NOT_COUNTED: "已见面, 这种方式或人数不计入走访率", "met, but this way or number of visitors does not count";
    LIVING: "生活状况", "situation";
    NEEDS: "需求", "needs";
    VISIT_DONE: "办理情况", "what was done";
    VISIT_NEXT: "下次走访", "next visit";
    SIGN_VISITOR: "走访人签字", "visitor";
    SIGN_HOUSEHOLD: "住户签字", "household";
    HELPER: "帮扶人", "helper";
    HELPER_PHONE: "联系电话", "telephone";
    CONTACT_TEXT: "有困难请随时联系帮扶人. 找不到时打社区电话.", "Call your helper whenever you need help; if you cannot reach them, call the station.";
    WISH: "心愿", "wish";
    WISH_KIND: "类别", "kind of wish";
    WISH_STATE: "进度", "progress";
    WISH_DAY: "征集日期", "collected on";
    VERIFIED_BY: "核实人", "verified by";
    CLAIMED_BY: "认领人", "claimed by";
    FEEDBACK: "反馈", "feedback";
    ADDRESS: "住址", "address";
}
