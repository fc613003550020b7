//! Wording of feedback, ratings, monitors, and the sealing of identities.

phrases! { feedback;
    PASSPHRASE_SHORT: "口令 {have} 个字符, 至少 {least} 个", "the passphrase has {have} characters, it needs {least}";
    KEY_FILE_SHORT: "钥匙文件 {have} 字节, 至少 {least} 字节", "the key file has {have} bytes, it needs {least}";
    PASSPHRASE_ADVICE: "用一句只有自己知道的话; 不能用登录密码", "take a sentence that only you know; the PIN will not do";
    PASSPHRASE_WRONG: "口令或钥匙文件不对", "another passphrase or key file";
    PASSPHRASE_RETRY: "核对后再试; 忘了的打不开, 由另一位保管人开启", "check it and try again; what is forgotten stays closed, another opener can open it";
}
