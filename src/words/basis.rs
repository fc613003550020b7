//! Wording of where a limit comes from; it stands in the file beside the date, in Chinese.

phrases! { basis;
    SERVICE_COMMITMENT: "服务承诺", "service commitment";
    DEFERRED_ACCEPTANCE: "容缺受理", "deferred material";
    AT_ONCE: "当场一次性告知", "notice at once";
    SUPPLEMENT_LIMIT: "告知单所写补正期限", "time for supplements given in the notice";
}
