//! Wording of the acts that are not acts on a case.

phrases! { verb;
    ENQUIRE: "答复咨询", "answer an enquiry";
    SAVE_PERSON: "登记居民", "save a person";
    PRINT: "打印文书", "print a document";
    VOID_DOCUMENT: "作废文书", "void a document";
    TAKE_BACK: "收回超前记录", "take back what lay ahead";
    SAVE_VIEW: "存常用筛选", "keep a view";
    EXPORT: "导出登记", "export a register";
    REVEAL_REGISTER: "导出完整号码", "export numbers in full";
    REVEAL: "查看完整信息", "reveal masked data";
    UNDO: "撤销", "undo";
    SAVE_OPERATOR: "维护操作员", "maintain operators";
    SET_PIN: "设置密码", "set a PIN";
    SAVE_STATION: "修改站点设置", "change station settings";
    SAVE_GRID: "维护网格", "maintain grids";
    SAVE_CATALOGUE: "维护事项目录", "maintain the catalogue";
    IMPORT_PERSONS: "导入居民", "import persons";
    IMPORT_CASES: "导入历史件", "import cases";
    SKIP_NUMBERS: "登记跳号", "declare numbers spent";
    SWEEP: "到期登记", "record what fell due";
    CONFIRM_DATE: "确认日期", "confirm the date";
    SIGN_IN: "登录", "sign in";
    SIGN_OUT: "退出", "sign out";
    INIT: "建站", "set up";
    READ_CASES: "查看件和期限", "read cases and promises";
    READ_PERSONS: "查找居民", "look up persons";
    READ_JOURNAL: "查看留痕", "read the journal";
    BACKUP: "备份", "back up";
    ISSUE_CARD: "发牌督办", "issue a card";
    READ_CARD: "看牌", "card seen";
    REPLY_CARD: "回复牌", "answer a card";
    CLOSE_CARD: "关闭牌", "close a card";
    CANCEL_CARD: "撤销牌", "cancel a card";
    CONCLUDE: "问责结论", "conclude cards";
    IMPORT_CALENDAR: "导入放假安排", "import a calendar";
}
