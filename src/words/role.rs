//! Wording of roles and of what they may not do.

phrases! { role;
    CLERK: "窗口", "clerk";
    AGENT: "代办员", "agent";
    GRID_WORKER: "网格员", "grid worker";
    SUPERVISOR: "督办员", "supervisor";
    MANAGER: "站长", "manager";
    SYSTEM: "系统", "system";
    SYSTEM_NOT_GIVEN: "系统角色不能授予", "the role system is not given to anybody";
    MAY_NOT: "{name} ({roles}) 不能{act}", "{name} ({roles}) may not {act}";
    MAY_NOT_ADVICE: "请由 {roles} 办理", "ask: {roles}";
    OWN_CASE: "本人或亲属的件不能自己经办", "nobody acts on a case of their own or of a relative";
    OWN_CASE_ADVICE: "请转给其他操作员", "hand it to another operator";
    NOT_SIGNED_IN: "没有登录", "not signed in";
    NOT_SIGNED_IN_ADVICE: "用 --as 工号登录, 或在工作台输入工号和密码", "sign in with --as CODE, or at the workstation";
}
