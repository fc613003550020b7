//! Closed sets whose members have a stable English word, used in the file, in JSON and in forms.

/// A member of a closed set with a stable word.
pub trait Named: Sized + Copy + 'static {
    /// Every member, in the order in which people see them.
    const ALL: &'static [Self];
    /// The stable English word, whatever the language of the messages.
    fn word(self) -> &'static str;
    /// The member with this word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.word() == word)
    }
}

/// Declares a closed set with its words, serde by word, and the phrase that people read.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$mdoc:meta])* $member:ident = $word:literal, $phrase:expr;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$mdoc])* $member),* }

        impl $crate::domain::named::Named for $name {
            const ALL: &'static [Self] = &[$(Self::$member),*];
            fn word(self) -> &'static str {
                match self { $(Self::$member => $word),* }
            }
        }

        impl $name {
            /// What people read for it.
            #[must_use]
            pub fn phrase(self) -> &'static $crate::words::Phrase {
                match self { $(Self::$member => &$phrase),* }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_str($crate::domain::named::Named::word(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                <$name as $crate::domain::named::Named>::from_word(&word)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&word, &[$($word),*]))
            }
        }
    };
}
