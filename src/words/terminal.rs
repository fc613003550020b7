//! Wording of the terminal: why no full screen can be shown, and the note after a crash.

phrases! { terminal;
    INPUT_NO_TERMINAL:
        "标准输入不是终端 (接了文件或管道), 工作台打不开. 请在终端里直接运行, 批量处理请用子命令, 见 yichuang --help",
        "Standard input is no terminal (a file or a pipe), the workstation cannot open. Run it in a terminal; for batch work use the sub-commands, see yichuang --help";
    OUTPUT_NO_TERMINAL:
        "标准输出不是终端 (接了文件或管道), 工作台打不开. 请在终端里直接运行, 批量处理请用子命令, 见 yichuang --help",
        "Standard output is no terminal (a file or a pipe), the workstation cannot open. Run it in a terminal; for batch work use the sub-commands, see yichuang --help";
    TERM_MISSING:
        "环境变量 TERM 没有设置, 不知道是哪种终端, 工作台打不开. 请先执行 export TERM=xterm-256color 再运行, 或用子命令, 见 yichuang --help",
        "TERM is not set, so the kind of terminal is unknown and the workstation cannot open. Run export TERM=xterm-256color first, or use the sub-commands, see yichuang --help";
    TERM_TOO_PLAIN:
        "终端类型 TERM={term} 不能移动光标, 工作台打不开. 请换一个终端, 或先执行 export TERM=xterm-256color 再运行, 或用子命令, 见 yichuang --help",
        "The terminal type TERM={term} cannot move its cursor, so the workstation cannot open. Use another terminal, run export TERM=xterm-256color first, or use the sub-commands, see yichuang --help";
    CRASHED:
        "! 程序出错停下了 (E-STOP-01, {place}). 已存的件和草稿都在, 重新进入就能接着办. 再出现请把 {file} 交给管理员.",
        "! The program stopped on a fault (E-STOP-01, {place}). Saved cases and drafts are safe: start it again and go on. If it comes back, hand {file} to the administrator.";
    CRASHED_UNREPORTED:
        "! 程序出错停下了 (E-STOP-01, {place}). 已存的件和草稿都在, 重新进入就能接着办. 再出现请把这一行抄给管理员.",
        "! The program stopped on a fault (E-STOP-01, {place}). Saved cases and drafts are safe: start it again and go on. If it comes back, copy this line for the administrator.";
    PLACE_UNKNOWN: "位置不明", "place unknown";
}
