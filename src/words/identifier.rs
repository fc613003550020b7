//! Wording of identifiers: what kind a number is, and what is wrong with it, where, and what to do.

phrases! { identifier;
    RESIDENT_ID: "居民身份证", "resident ID";
    RESIDENT_ID_15: "居民身份证 (一代 15 位)", "resident ID (15-digit)";
    HMT_RESIDENCE_PERMIT: "港澳台居民居住证", "HK/Macao/Taiwan residence permit";
    FOREIGN_PERMANENT_RESIDENT: "外国人永久居留身份证", "foreign permanent resident ID";
    FOREIGN_PERMANENT_RESIDENT_OLD: "外国人永久居留身份证 (旧版)", "foreign permanent resident ID (old card)";
    MOBILE: "手机", "mobile phone";
    LANDLINE: "固定电话", "landline";
    SERVICE_LINE: "400/800 电话", "400/800 line";
    SHORT_CODE: "短号", "short code";
    CREDIT_CODE: "统一社会信用代码", "unified social credit code";
    PERSONAL_NAME: "姓名", "personal name";
    DISABILITY_CARD: "残疾人证", "disability card";
    MALE: "男", "male";
    FEMALE: "女", "female";

    EMPTY_NUMBER: "没有填号码. 照证件填写", "No number given. Copy it from the card";
    EMPTY_PHONE: "没有填电话. 填手机号, 或区号加固定电话", "No phone given. Enter a mobile number, or area code and landline";
    EMPTY_NAME: "没有填姓名. 照证件填写", "No name given. Copy it from the card";

    NAME_WITHOUT_LETTERS: "姓名里没有字, 像是号码. 号码填在证件号一栏", "A name without a letter looks like a number. Numbers go into their own field";
    ID_LENGTH: "身份证号应为 18 位 (一代证 15 位), 现在是 {have} 位. 核对证件", "An ID number has 18 characters (15 on first-generation cards), this one has {have}. Check the card";
    ID_OLD_FOREIGN_LENGTH: "字母开头的永久居留证号应为 3 个字母加 12 位数字, 现在是 {have} 位. 核对证件", "A residence number beginning with letters has 3 letters and 12 digits, this one has {have} characters. Check the card";
    NOT_A_DIGIT: "第 {at} 位是 {found}, 这里只能是数字. 核对证件", "Character {at} is {found}, only a digit can stand here. Check the card";
    NOT_A_LETTER: "第 {at} 位是 {found}, 这里只能是字母. 核对证件", "Character {at} is {found}, only a letter can stand here. Check the card";
    NOT_A_CHECK_DIGIT: "第 {at} 位是 {found}, 这里只能是数字或 X. 核对证件", "Character {at} is {found}, only a digit or X can stand here. Check the card";
    CHECK_DIGIT: "第 {at} 位应为 {want}, 现在是 {found}. 核对证件", "Character {at} should be {want}, it is {found}. Check the card";
    NO_SUCH_DATE: "第 7 到 {to} 位的出生日期 {date} 不存在. 核对证件", "Characters 7 to {to}: there is no birth date {date}. Check the card";
    FUTURE_DATE: "第 7 到 {to} 位的出生日期 {date} 还没有到. 核对证件", "Characters 7 to {to}: the birth date {date} is in the future. Check the card";

    DISABILITY_LENGTH: "残疾人证号应为 20 位 (身份证号 18 位, 类别, 等级), 现在是 {have} 位. 核对证件", "A disability card number has 20 characters (ID number 18, category, grade), this one has {have}. Check the card";
    DISABILITY_CATEGORY: "第 19 位是 {found}, 残疾类别应为 1 到 7. 核对证件", "Character 19 is {found}, the category goes from 1 to 7. Check the card";
    DISABILITY_GRADE: "第 20 位是 {found}, 残疾等级应为 1 到 4. 核对证件", "Character 20 is {found}, the grade goes from 1 to 4. Check the card";

    CREDIT_LENGTH: "统一社会信用代码应为 18 位, 现在是 {have} 位. 核对证照", "A credit code has 18 characters, this one has {have}. Check the licence";
    CREDIT_CHARACTER: "第 {at} 位是 {found}, 只能是数字或字母, 不用 I O S V Z. 核对证照", "Character {at} is {found}, only digits and letters without I O S V Z occur. Check the licence";
    CREDIT_CHECK: "第 18 位应为 {want}, 现在是 {found}. 核对证照", "Character 18 should be {want}, it is {found}. Check the licence";

    PHONE_CHARACTER: "第 {at} 位是 {found}, 电话只能是数字. 核对号码", "Character {at} is {found}, a phone number has digits only. Check the number";
    MOBILE_LENGTH: "手机号应为 11 位, 现在是 {have} 位. 核对号码", "A mobile number has 11 digits, this one has {have}. Check the number";
    MOBILE_SECOND: "第 2 位是 {found}, 手机号第 2 位应为 3 到 9. 核对号码", "Digit 2 is {found}, in a mobile number it goes from 3 to 9. Check the number";
    LANDLINE_LENGTH: "固定电话应为区号加 7 或 8 位号码, 现在共 {have} 位. 核对号码, 如 0571-88880000", "A landline is an area code and 7 or 8 digits, this one has {have} in all. Check the number, like 0571-88880000";
    LANDLINE_AREA: "固定电话缺区号, 现在是 {have} 位. 在前面加区号, 如 0571-88880000", "The landline lacks its area code, it has {have} digits. Put the area code first, like 0571-88880000";
    EXTENSION_LENGTH: "分机号应为 1 到 6 位数字, 现在是 {found}. 核对号码", "An extension has 1 to 6 digits, this one is {found}. Check the number";
    SERVICE_LENGTH: "400 和 800 电话应为 10 位, 现在是 {have} 位. 核对号码", "A 400 or 800 number has 10 digits, this one has {have}. Check the number";
    PHONE_LENGTH: "电话位数不对, 现在是 {have} 位: 手机 11 位, 固定电话带区号, 短号 3 到 6 位. 核对号码", "The phone has {have} digits: a mobile has 11, a landline has its area code, a short code 3 to 6. Check the number";

    NAME_LENGTH: "姓名最多 {most} 个字, 现在是 {have} 个. 核对证件", "A name has at most {most} characters, this one has {have}. Check the card";
    NAME_CHARACTER: "第 {at} 个字是看不见的控制字符 {found}. 删掉它, 或重新输入姓名", "Character {at} is the invisible control character {found}. Delete it, or type the name again";
}
