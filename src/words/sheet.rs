//! Wording of reading a table from a `.csv` or `.xlsx` file.

phrases! { sheet;
    UNREADABLE: "{file} 打不开: {why}. 检查文件名和权限", "{file} cannot be opened: {why}; check its name and permissions";
    EMPTY: "{file} 里没有内容. 换一个有表头的文件", "{file} is empty; choose a file with a header row";
    NO_HEADER: "{file} 里找不到表头. 第一行写列名, 再导入", "no header row was found in {file}; put the column names in the first row";
    TOO_LARGE: "{file} 有 {size} MB, 上限 {max} MB. 拆成几个文件", "{file} has {size} MB, at most {max} MB; split it";
    UNPACKS_TOO_LARGE: "{file} 解开后有 {size} MB, 上限 {max} MB. 另存为 .csv, 或拆成几个文件",
        "{file} unpacks to {size} MB, at most {max} MB; save it as .csv or split it";
    TOO_MANY_ROWS: "{file} 超过 {max} 行. 拆成几个文件", "{file} has more than {max} rows; split it";
    TOO_MANY_COLUMNS: "{file} 第 {line} 行超过 {max} 列. 删去多余的列", "line {line} of {file} has more than {max} columns; remove the surplus ones";
    CELL_TOO_LONG: "第 {line} 行第 {column} 列超过 {max} 字, 多半是引号不成对. 查这一行的引号",
        "line {line} column {column} has more than {max} characters, most likely an unpaired quotation mark; check the quotes of that line";
    RAGGED: "第 {line} 行有 {found} 列, 表头只有 {expected} 列. 含分隔符的内容要加引号",
        "line {line} has {found} columns, the header {expected}; quote cells that contain the separator";
    LOOKS_LIKE_GB18030: "{file} 第 {line} 行第 {column} 字节不是 UTF-8, 像是 GB18030 编码. 加 --encoding gb18030 再导入",
        "{file} line {line} byte {column} is not UTF-8 and looks like GB18030; use --encoding gb18030";
    NOT_TEXT: "{file} 第 {line} 行第 {column} 字节不是文字. 在表格软件中另存为 UTF-8 的 .csv",
        "{file} line {line} byte {column} is not text; save it as a UTF-8 .csv from the spreadsheet program";
    NOT_THAT_ENCODING: "{file} 不是 {encoding} 编码. 去掉 --encoding, 或改成 utf-8、gb18030",
        "{file} is not {encoding}; leave --encoding out, or use utf-8 or gb18030";
    ENCODING_UNKNOWN: "编码 {encoding} 不认识. 写 utf-8 或 gb18030", "encoding {encoding} is not known; use utf-8 or gb18030";
    OLD_OR_LOCKED: "{file} 是旧版 .xls 或加了密码. 在表格软件中去掉密码, 另存为 .xlsx",
        "{file} is an old .xls or protected by a password; remove the password and save it as .xlsx";
    NOT_A_WORKBOOK: "{file} 不是 .xlsx 工作簿. 在表格软件中另存为 .xlsx 或 .csv",
        "{file} is no .xlsx workbook; save it as .xlsx or .csv from the spreadsheet program";
    DAMAGED: "{file} 已损坏, 读不出: {why}. 在表格软件中打开并另存",
        "{file} is damaged and cannot be read: {why}; open it in the spreadsheet program and save it again";
    CSV_BROKEN: "{file} 第 {line} 行读不出. 查这一行的引号和分隔符", "line {line} of {file} cannot be read; check its quotes and separators";
    CSV_UNCLOSED: "{file} 第 {line} 行的引号没有配对, 后面的内容分不开. 补上引号再导入", "line {line} of {file} has an unpaired quotation mark that swallows what follows; close it and import again";
    NO_SUCH_SHEET: "{file} 没有工作表 {sheet}. 有: {known}", "{file} has no sheet {sheet}; it has: {known}";
    FORMULA_WITHOUT_VALUE: "这一格是公式, 没有存下结果. 在表格软件中打开并保存, 或改成数值",
        "this cell is a formula without a stored result; open and save the file in the spreadsheet program, or paste the value";
    CELL_ERROR: "这一格是错误值 {value}. 在表格软件中改正", "this cell holds the error {value}; correct it in the spreadsheet program";
    DIGITS_LOST: "这一格按数字存, 15 位以后的数字已丢失. 把这一列设为文本再重新录入",
        "this cell is stored as a number and its digits beyond 15 are lost; format the column as text and enter it again";
}
