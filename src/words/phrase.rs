//! What a piece of wording is: both languages, named placeholders, and the values for them.

/// The language that a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Lang {
    /// Simplified Chinese, `zh-CN`, the language of the counter.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Reads a language from an option or an environment value such as `zh`, `zh_CN.UTF-8`, `en_US`.
    ///
    /// `None` for everything else (`C`, `POSIX`, an empty value), so that the next source is asked.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let head = value.split(['.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        match head.split(['_', '-']).next().unwrap_or_default() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// One piece of wording in both languages, with placeholders written `{name}`.
#[derive(Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Where it stands, `area::NAME`; used by tests and in the log, never shown.
    pub id: &'static str,
    /// The Chinese text.
    pub zh: &'static str,
    /// The English text.
    pub en: &'static str,
}

impl Phrase {
    /// The text in `lang`, placeholders left as they stand.
    #[must_use]
    pub const fn say(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// A message of this phrase without values yet.
    #[must_use]
    pub const fn msg(&'static self) -> Message {
        Message { phrase: self, args: Vec::new() }
    }

    /// A message of this phrase with one value.
    #[must_use]
    pub fn with(&'static self, name: &'static str, value: impl Into<Arg>) -> Message {
        self.msg().with(name, value)
    }

    /// The placeholder names in `text`, in order.
    #[must_use]
    pub fn placeholders(text: &str) -> Vec<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
    }
}

/// A value for a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A text that is the same in every language: a name, a number, a date.
    Text(String),
    /// Wording that is itself translated.
    Phrase(&'static Phrase),
    /// A whole message inside another.
    Message(Box<Message>),
    /// Several messages, joined by the list mark of the language.
    List(Vec<Message>),
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}
impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<&'static Phrase> for Arg {
    fn from(value: &'static Phrase) -> Self {
        Self::Phrase(value)
    }
}
impl From<Message> for Arg {
    fn from(value: Message) -> Self {
        Self::Message(Box::new(value))
    }
}
impl From<Vec<Message>> for Arg {
    fn from(value: Vec<Message>) -> Self {
        Self::List(value)
    }
}
macro_rules! arg_from_number {
    ($($number:ty),*) => {$(
        impl From<$number> for Arg {
            fn from(value: $number) -> Self {
                Self::Text(value.to_string())
            }
        }
    )*};
}
arg_from_number!(i64, i32, u16, u32, u64, usize);

/// A phrase with the values for its placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The wording.
    pub phrase: &'static Phrase,
    /// The values, by placeholder name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The text in `lang`; a placeholder without a value stays visible as `{name}`.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let mut out = String::new();
        let mut rest = self.phrase.say(lang);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            match self.args.iter().find(|(known, _)| *known == name) {
                Some((_, arg)) => out.push_str(&arg.say(lang)),
                None => {
                    out.push('{');
                    out.push_str(name);
                    out.push('}');
                }
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

impl Arg {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Phrase(phrase) => phrase.say(lang).to_owned(),
            Self::Message(message) => message.say(lang),
            Self::List(list) => {
                let mark = match lang {
                    Lang::Zh => "、",
                    Lang::En => ", ",
                };
                list.iter().map(|message| message.say(lang)).collect::<Vec<_>>().join(mark)
            }
        }
    }
}

impl From<&'static Phrase> for Message {
    fn from(phrase: &'static Phrase) -> Self {
        phrase.msg()
    }
}

/// Declares the phrases of an area and their list `PHRASES`:
/// `phrases! { area; NAME: "中文 {n}", "English {n}"; }`.
macro_rules! phrases {
    ($area:ident; $($(#[$doc:meta])* $name:ident: $zh:expr, $en:expr;)*) => {
        $(
            #[doc = $zh]
            pub static $name: $crate::words::Phrase = $crate::words::Phrase {
                id: concat!(stringify!($area), "::", stringify!($name)),
                zh: $zh,
                en: $en,
            };
        )*
        /// Every phrase of this area.
        pub static PHRASES: &[&$crate::words::Phrase] = &[$(&$name),*];
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    static GREETING: Phrase =
        Phrase { id: "t::GREETING", zh: "{who}好, 还差 {what}", en: "Hello {who}, missing {what}" };
    static PAPER: Phrase = Phrase { id: "t::PAPER", zh: "纸", en: "paper" };

    #[test]
    fn values_are_filled_in_both_languages() {
        let message = GREETING.with("who", "王").with("what", vec![PAPER.msg(), PAPER.msg()]);
        assert_eq!(message.say(Lang::Zh), "王好, 还差 纸、纸");
        assert_eq!(message.say(Lang::En), "Hello 王, missing paper, paper");
    }

    #[test]
    fn a_missing_value_stays_visible() {
        assert_eq!(GREETING.with("who", "王").say(Lang::En), "Hello 王, missing {what}");
    }

    #[test]
    fn languages_are_read_from_environment_values() {
        for (value, lang) in [
            ("zh", Some(Lang::Zh)),
            ("zh_CN.UTF-8", Some(Lang::Zh)),
            ("zh-Hans", Some(Lang::Zh)),
            ("en_US.UTF-8", Some(Lang::En)),
            ("EN", Some(Lang::En)),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("", None),
        ] {
            assert_eq!(Lang::parse(value), lang, "{value}");
        }
    }

    #[test]
    fn every_phrase_says_both_languages_with_the_same_placeholders() {
        let mut ids = Vec::new();
        for phrase in crate::words::all() {
            assert!(!phrase.zh.trim().is_empty() && !phrase.en.trim().is_empty(), "{}", phrase.id);
            let mut zh = Phrase::placeholders(phrase.zh);
            let mut en = Phrase::placeholders(phrase.en);
            zh.sort_unstable();
            zh.dedup();
            en.sort_unstable();
            en.dedup();
            assert_eq!(zh, en, "{}", phrase.id);
            ids.push(phrase.id);
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(count, ids.len(), "a phrase id stands twice");
    }
}
