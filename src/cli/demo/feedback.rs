//! The demo's feedback: what residents said over the last two quarters, how far each of it came, and one report that is
//! sealed.

use super::days::Days;
use super::station::{AGENT, CLERK, MANAGER, SECOND, SUPERVISOR};
use super::tale::{Beat, Deed, Stage};
use super::{Maker, TICK};
use crate::calendar::Stamp;
use crate::desk::seal::{Identity, Unlock, new_keys};
use crate::desk::verbs::{HandleFeedback, RegisterFeedback, SetOpenerKey};
use crate::desk::{Command, Result};
use crate::domain::feedback::{FeedbackAct, FeedbackChannel, FeedbackKind, Naming};
use crate::domain::item::Item;
use crate::words::{Phrase, demo as w};

/// The story that these acts count as: behind every case's.
const STORY: u64 = u64::MAX - 1;
/// What opens the demo's sealed identities.
pub const PASSPHRASE: &str = "demo only: open sesame";

/// What somebody said.
struct Voice {
    /// How many working days ago.
    back: i64,
    channel: FeedbackChannel,
    kind: FeedbackKind,
    naming: Naming,
    /// The code of the operator whom it is about; empty for nobody.
    about: &'static str,
    said: &'static Phrase,
    cause: &'static Phrase,
    /// Who handles it, as a place in the crew.
    owner: usize,
    /// How many steps of its way it came.
    steps: usize,
    satisfied: bool,
}

const fn voice(back: i64, channel: FeedbackChannel, kind: FeedbackKind, said: &'static Phrase) -> Voice {
    Voice {
        back,
        channel,
        kind,
        naming: Naming::Anonymous,
        about: "",
        said,
        cause: &w::CAUSE_WAITING,
        owner: SUPERVISOR,
        steps: WAY.len(),
        satisfied: true,
    }
}

/// The way of an entry: the act, on which working day after it came in, and whether the head does it.
const WAY: [(FeedbackAct, i64); 8] = [
    (FeedbackAct::Accept, 1),
    (FeedbackAct::Assign, 2),
    (FeedbackAct::Judge, 5),
    (FeedbackAct::Approve, 6),
    (FeedbackAct::Answer, 7),
    (FeedbackAct::Rectify, 9),
    (FeedbackAct::Revisit, 11),
    (FeedbackAct::Close, 12),
];

const VOICES: [Voice; 14] = {
    use FeedbackChannel as C;
    use FeedbackKind as K;
    [
        voice(118, C::Box, K::Complaint, &w::SAID_QUEUE),
        Voice {
            about: "2",
            cause: &w::CAUSE_MANNER,
            naming: Naming::Named,
            ..voice(111, C::Card, K::Complaint, &w::SAID_MANNER)
        },
        Voice { owner: AGENT, cause: &w::CAUSE_TOLD, ..voice(96, C::Hotline, K::Suggestion, &w::SAID_SIGN) },
        Voice {
            satisfied: false,
            naming: Naming::Named,
            ..voice(83, C::Order, K::Complaint, &w::SAID_WATER)
        },
        voice(71, C::Box, K::Suggestion, &w::SAID_NOON),
        Voice { naming: Naming::Named, ..voice(60, C::Visit, K::Complaint, &w::SAID_QUEUE) },
        Voice {
            cause: &w::CAUSE_TOLD,
            naming: Naming::Named,
            ..voice(47, C::Letter, K::Complaint, &w::SAID_TWICE)
        },
        Voice { steps: 0, ..voice(40, C::Card, K::Praise, &w::SAID_THANKS) },
        Voice { about: "1", steps: 5, ..voice(13, C::Device, K::BadRating, &w::SAID_SLOW) },
        Voice { steps: 3, ..voice(9, C::Superior, K::Complaint, &w::SAID_WATER) },
        Voice { steps: 2, owner: AGENT, ..voice(6, C::Hotline, K::Suggestion, &w::SAID_SIGN) },
        Voice { steps: 1, naming: Naming::Named, ..voice(4, C::Hotline, K::Question, &w::SAID_PAPERS) },
        Voice { steps: 0, about: "2", ..voice(2, C::Box, K::Complaint, &w::SAID_MANNER) },
        Voice { steps: 0, ..voice(1, C::Visit, K::Complaint, &w::SAID_TWICE) },
    ]
};

/// How many entries there are.
pub const COUNT: usize = VOICES.len();

/// The acts on the demo's feedback in the order of time; of an entry no two on one day.
pub fn beats(days: &Days<'_>, items: &[Item]) -> Vec<(u64, Beat)> {
    let mut beats = Vec::new();
    for (nth, voice) in VOICES.iter().enumerate() {
        let minute = 9 * 60 + 20 + i64::try_from(nth).unwrap_or(0) * 7;
        let mut act = |back: i64, by: usize, deed: Deed| {
            let at = days.moment(days.back(back), minute);
            beats.push((STORY, Beat { at, by, deed, stage: Stage::Received }));
        };
        // Nobody writes down what is about themselves.
        let by = if voice.about == "1" { SECOND } else { CLERK };
        act(voice.back, by, Deed::Hear(nth, Box::new(register(voice, nth, items))));
        for (which, after) in WAY.iter().take(voice.steps) {
            let by = match which {
                FeedbackAct::Accept | FeedbackAct::Assign => SUPERVISOR,
                FeedbackAct::Approve => MANAGER,
                _ => voice.owner,
            };
            if voice.back > *after {
                act(voice.back - after, by, Deed::Handle(nth, Box::new(handle(voice, *which))));
            }
        }
    }
    beats.retain(|(_, beat)| beat.at < days.now);
    beats
}

fn register(voice: &Voice, nth: usize, items: &[Item]) -> RegisterFeedback {
    let named = voice.naming == Naming::Named;
    let who = [&w::VOICE_A, &w::VOICE_B, &w::VOICE_C];
    let name = who.get(nth % who.len()).map(|name| name.zh.to_owned()).unwrap_or_default();
    RegisterFeedback {
        channel: Some(voice.channel),
        kind: Some(voice.kind),
        naming: Some(voice.naming),
        content: voice.said.zh.to_owned(),
        about: voice.about.to_owned(),
        name: if named { name } else { String::new() },
        phone: if named { "13800005678".to_owned() } else { String::new() },
        item: items.get(nth % 5).map(|item| item.code.clone()).unwrap_or_default(),
        matter: w::MATTER_SERVICE.zh.to_owned(),
        ..RegisterFeedback::default()
    }
}

fn handle(voice: &Voice, act: FeedbackAct) -> HandleFeedback {
    let code = |place: usize| (place + 1).to_string();
    let mut handle = HandleFeedback {
        number: String::new(),
        version: None,
        act,
        to: String::new(),
        text: String::new(),
        claim: String::new(),
        facts: String::new(),
        opinion: String::new(),
        basis: String::new(),
        cause: String::new(),
        measure: String::new(),
        satisfied: None,
    };
    match act {
        FeedbackAct::Assign => handle.to = code(voice.owner),
        FeedbackAct::Judge => {
            handle.claim = voice.said.zh.to_owned();
            handle.facts = w::FOUND_SO.zh.to_owned();
            handle.opinion = w::UPHELD.zh.to_owned();
            handle.basis = w::BY_COMMITMENT.zh.to_owned();
            handle.cause = voice.cause.zh.to_owned();
            handle.measure = w::MEASURE_DESK.zh.to_owned();
        }
        FeedbackAct::Answer => handle.text = w::ANSWERED_SO.zh.to_owned(),
        FeedbackAct::Rectify => handle.text = w::PUT_RIGHT.zh.to_owned(),
        FeedbackAct::Revisit => handle.satisfied = Some(voice.satisfied),
        _ => {}
    }
    handle
}

/// Supervisor and manager become openers, and a report comes in that is sealed to both.
pub fn sealed(maker: &mut Maker) -> Result<()> {
    let unlock = Unlock::Passphrase(PASSPHRASE);
    let step = (maker.now.millis_since(maker.at) / 8).clamp(1, TICK);
    let next = |maker: &mut Maker| -> Stamp {
        maker.at = maker.at.plus_millis(step);
        maker.at
    };
    for place in [SUPERVISOR, MANAGER] {
        let keys = new_keys(&unlock)?;
        let set = SetOpenerKey { public_key: keys.public, wrapped_key: keys.wrapped };
        let (actor, at) = (maker.crew.actor(place)?, next(maker));
        maker.desk.run(&actor, &Command::SetOpenerKey(set), at)?;
    }
    let identity = Identity {
        name: w::VOICE_SEALED.zh.to_owned(),
        phone: "13800004321".to_owned(),
        ..Identity::default()
    };
    let (actor, at) = (maker.crew.actor(SECOND)?, next(maker));
    let report = RegisterFeedback {
        channel: Some(FeedbackChannel::Letter),
        kind: Some(FeedbackKind::Report),
        naming: Some(Naming::Sealed),
        content: w::SAID_REPORT.zh.to_owned(),
        sealed: maker.desk.seal_for(&actor, &identity, "", "")?,
        ..RegisterFeedback::default()
    };
    maker.desk.run(&actor, &Command::RegisterFeedback(Box::new(report)), at)?;
    Ok(())
}
