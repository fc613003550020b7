//! Wording of the keymaps: what is wrong in a keymap file, key labels, the key card.

phrases! { keymap;
    PROBLEM: "{file} 第 {line} 行: {what}", "{file} line {line}: {what}";
    SYNTAX: "这里不合写法 ({detail}). 一行写一条, 像 \"F9\" = \"submit\"",
        "not valid here ({detail}). Write one binding a line, like \"F9\" = \"submit\"";
    TWICE_SPELT: "{key} 在这一段里写了两次. 留下一处", "{key} stands twice in this section. Keep one";
    TWICE: "键 {key} 在 [{context}] 第 {first} 行已经绑定. 留下一处",
        "key {key} is bound in [{context}] on line {first} already. Keep one";
    UNKNOWN_SECTION: "没有 [{name}] 这一段. 可用的段: {names}",
        "there is no section [{name}]. Sections: {names}";
    UNKNOWN_HEADER: "开头没有 {name} 这一项. 绑定要写在段里, 像 [global]; 开头只有 name 和 title",
        "{name} does not belong here. Bindings stand in a section like [global]; the head has name and title only";
    NOT_TEXT: "{name} 的值不对. 写成引号里的文字, 像 \"submit\"",
        "the value of {name} is wrong. Write a text in quotes, like \"submit\"";
    UNKNOWN_ACTION: "没有动作 {name}. 最像的是 {near}; 全部动作见 keys 命令",
        "there is no action {name}. The nearest is {near}; the keys command lists all";
    UNKNOWN_KEY: "不认识键 {key}. 写法像 F9, Ctrl+P, Shift+Tab, Alt+Down, PgDn, Space, ?, g g",
        "unknown key {key}. Write keys like F9, Ctrl+P, Shift+Tab, Alt+Down, PgDn, Space, ?, g g";
    SAME_BYTES: "终端分不清 {key} 和 {other}, 不能绑定 {key}. 换一个键",
        "terminals cannot tell {key} from {other}, so {key} cannot be bound. Choose another key";
    IS_FUNCTION_KEY: "{key} 和 Esc 加数字相同, 已经就是 {other}. 绑定 {other}",
        "{key} is the same as Esc and a digit, which is {other} already. Bind {other}";
    NEVER_SENT: "多数终端送不出 {key}. 换成功能键或 Ctrl+字母",
        "most terminals never send {key}. Choose a function key or Ctrl and a letter";
    TYPES_TEXT: "在 [{context}] 里 {key} 是要打进去的文字, 不能当命令. 换成功能键或 Ctrl+字母",
        "in [{context}] {key} is text to be typed, not a command. Choose a function key or Ctrl and a letter";
    ESC_IN_SEQUENCE: "{key}: Esc 是用来取消连按的, 不能放进连按的键里. 换一个键",
        "{key}: Esc cancels a sequence and cannot be part of one. Choose another key";
    NOTHING_TO_UNBIND: "键 {key} 在 [{context}] 里本来没有绑定, 不用解除. 核对键和段",
        "key {key} is not bound in [{context}], nothing to unbind. Check the key and the section";
    SHADOWED: "键 {short} ([{short_context}]) 先应答, {long} ([{long_context}]) 永远按不到. 改其中一个, 或写 \"unbind\"; 另一处在 {other}",
        "key {short} ([{short_context}]) answers first, so {long} ([{long_context}]) can never be typed. Change one, or write \"unbind\"; the other is at {other}";
    PLACE: "{file} 第 {line} 行", "{file} line {line}";
    WEAK_ONLY: "动作 {action} 只剩 {keys}, 这样的键会被终端, 输入法或网关截走. 再绑一个功能键, Enter 或 Ctrl+字母",
        "action {action} is left with {keys} only, which terminals, input methods or gateways may take. Bind one more function key, Enter, or Ctrl and a letter";
    NO_PROOF: "动作 {action} 在 [{context}] 里没有开着输入法也能按的键. 绑一个功能键, Enter, 方向键或 Ctrl+字母",
        "action {action} has no key in [{context}] that works while an input method is on. Bind a function key, Enter, an arrow, or Ctrl and a letter";
    UNKNOWN_KEYMAP: "没有键位 {name}. 可用: {names}", "there is no keymap {name}. Keymaps: {names}";

    KEY_SPACE: "空格", "Space";
    KEY_UP: "上", "Up";
    KEY_DOWN: "下", "Down";
    KEY_LEFT: "左", "Left";
    KEY_RIGHT: "右", "Right";
    KEY_BACKSPACE: "退格", "Backspace";

    CARD_TITLE: "按键卡  {title}键位", "Key card  {title} keymap";
    CARD_MENU_ONLY: "在 F10 菜单里", "in the F10 menu";
    CARD_QUICK_PANE: "n Enter (快码行)", "n Enter (code line)";
    CARD_ESC: "Esc 后半秒内按数字 = 功能键: Esc 1 = F1, Esc 0 = F10. F11 留给终端全屏.",
        "Esc, then a digit within half a second = function key: Esc 1 = F1, Esc 0 = F10.";
    CARD_WIDE: "输入法开着: 功能键, Enter, Tab, Esc, 方向键, 数字, Ctrl+字母都能用; 全角同半角.",
        "Input method on: F-keys, Enter, Tab, Esc, arrows, digits, Ctrl+letter all work.";
    CARD_FORCE: "现在起作用的键以 F1 为准. 字符键在栏目里是文字; + - = 只在不收它的栏里起作用.",
        "F1 shows the keys in force. In fields characters are text, + - = if not taken.";
}
