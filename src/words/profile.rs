//! Wording for rule profiles: what is wrong in a profile file, where, and what to do.

phrases! { profile;
    UNREADABLE: "{file} 第 {line} 行读不懂: {detail}. 改正后重新载入", "{file} line {line} cannot be read: {detail}. Correct it and load the file again";
    MISSING: "{file} 第 {line} 行起的规则缺少 {field}. 补上后重新载入", "{file}: the rule from line {line} lacks {field}. Add it and load the file again";
    MISSING_IN_HEAD: "{file} 开头缺少 {field}. 补上后重新载入", "{file} lacks {field} at its beginning. Add it and load the file again";
    NO_RULES: "{file} 没有规则. 至少写一条 [[rule]]", "{file} has no rules. Write at least one [[rule]]";
    EMPTY: "{file} 第 {line} 行 {field} 是空的. 填写后重新载入", "{file} line {line}: {field} is empty. Fill it in and load the file again";
    NOT_ONE_OF: "{file} 第 {line} 行 {field} 是 {value}. 只能写 {choices}", "{file} line {line}: {field} is {value}. Write one of {choices}";
    NOT_A_KEY: "{file} 第 {line} 行 {field} 是 {value}. 只能用小写字母、数字和连字符", "{file} line {line}: {field} is {value}. Use lower-case letters, digits and hyphens only";
    BAD_DAYS: "{file} 第 {line} 行 days 是 {value}. 只能写 0 到 {most} 的整数", "{file} line {line}: days is {value}. Write a whole number from 0 to {most}";
    NOT_A_DAY: "{file} 第 {line} 行 {field} 是 {value}. 只写日期, 如 2026-01-01, 不加引号", "{file} line {line}: {field} is {value}. Write a day only, such as 2026-01-01, without quotes";
    ENDS_FIRST: "{file} 第 {line} 行 effective_to 是 {to}, 早于 effective_from {from}. 核对两个日期", "{file} line {line}: effective_to is {to}, before effective_from {from}. Check both days";
    ID_TWICE: "{file} 第 {line} 行规则编号 {id} 重复. 换一个编号, 如 {id}/2", "{file} line {line}: the rule id {id} stands twice. Give it another, such as {id}/2";
    COMPETES: "{file} 第 {line} 行 {id} 与 {other} 同日对 {what} 生效. 改 effective_from 或删去一条", "{file} line {line}: {id} and {other} take effect for {what} on the same day. Change effective_from or remove one";
    PROFILE_TWICE: "规则集 {profile} 选了两次. 去掉一个", "The profile {profile} is chosen twice. Remove one";
    BOUND_DIFFERS: "{what} 在 {profile} 的 {rule} 中是 {bound}, 在 {other_profile} 的 {other_rule} 中是 {other_bound}. 统一两处的 bound", "{what} is a {bound} in {rule} of {profile} and a {other_bound} in {other_rule} of {other_profile}. Make the two bounds agree";
}
