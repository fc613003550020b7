//! The courses that a case can take, told from the first visit to the end.

use super::chance::Chance;
use super::station::{AGENT, MANAGER};
use super::tale::{Deed, Stage, Tale};
use crate::calendar::{Day, Unit};
use crate::desk::CaseAct;
use crate::desk::verbs::{
    Accept, AgentInput, Amend, Check, Close, Decide, Deliver, Enquire, Extend, Finish, Fix, Forward,
    MaterialInput, Notify, Pause, PersonInput, Refuse, Resume, Step, Supplement, Take, Void, Withdraw,
};
use crate::domain::case::{Channel, Ground, Outcome, WithdrawGround};
use crate::domain::identifier::{Sex, id_number};
use crate::domain::item::{FirstStep, Item, Kind, Party};
use crate::domain::material::MaterialState;
use crate::domain::pause::PauseKind;
use crate::words::demo as w;

/// What kind of course a case takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plot {
    /// Complete at once, and on to the end.
    Plain,
    /// Corrected on the spot (ON-3).
    Fixed,
    /// A notice, then supplements (ON-4).
    Noticed,
    /// No notice in time: deemed accepted (ON-5).
    Deemed,
    /// Refused for lack of power (ON-2).
    NoPower,
    /// Refused because nothing is needed (ON-1).
    NotNeeded,
    /// A notice, and nothing ever came.
    Unsupplemented,
    /// Withdrawn by the applicant.
    Withdrawn,
    /// Entered by mistake.
    Voided,
    /// Accepted with a material promised for later (ON-14).
    Deferred,
    /// The wrong item at first, corrected before acceptance.
    WrongItem,
    /// A special procedure stops the clock (SU-1).
    Paused,
}

/// How the work on a case keeps to the committed limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Decided within the limit.
    OnTime,
    /// Decided some days after it.
    Late,
}

/// What a story is told from.
pub struct Seed<'a> {
    /// The applicant's record.
    pub person: i64,
    /// The course.
    pub plot: Plot,
    /// The pace.
    pub pace: Pace,
    /// How far the case comes; what follows is left out.
    pub until: Stage,
    /// The right item, where the case is taken in under a wrong one.
    pub right: Option<&'a Item>,
}

impl<'a> Tale<'a> {
    /// Tells the whole story.
    pub fn tell(&mut self, seed: &Seed<'a>) {
        match seed.plot {
            Plot::Plain => self.plain(seed),
            Plot::Fixed => self.fixed(seed),
            Plot::Noticed => self.noticed(seed),
            Plot::Deemed => self.deemed(seed),
            Plot::NoPower | Plot::NotNeeded => self.refused(seed),
            Plot::Unsupplemented => self.unsupplemented(seed),
            Plot::Withdrawn => self.withdrawn(seed),
            Plot::Voided => self.voided(seed),
            Plot::Deferred => self.deferred(seed),
            Plot::WrongItem => self.wrong_item(seed),
            Plot::Paused => self.plain(seed),
        }
    }

    fn take(&mut self, seed: &Seed<'a>, materials: Vec<MaterialInput>, finish: Option<Finish>) {
        let enquired = self.chance.percent(5);
        if enquired {
            let enquire = Enquire { item: self.item.code.clone(), ..Enquire::default() };
            self.act(self.clerk, self.day, Deed::Enquire(enquire));
        }
        let agent = (self.item.agent_allowed && self.chance.percent(6)).then(|| agent(&mut self.chance));
        let channel = if finish.is_some() { None } else { self.channel() };
        let mut take = Take {
            item: self.item.code.clone(),
            applicant: PersonInput { id: Some(seed.person), ..PersonInput::default() },
            agent,
            channel,
            materials,
            finish,
            ..Take::default()
        };
        self.enter_late(&mut take);
        self.act(self.clerk, self.day, Deed::Take(Box::new(take), enquired));
    }

    /// A case taken in at a home visit is entered on the next day (CL-22), where the limit of the notice
    /// leaves the time.
    fn enter_late(&mut self, take: &mut Take) {
        let before = self.day.pred_opt().map(|day| self.days.by(day)).filter(|day| *day < self.day);
        if take.channel != Some(Channel::Home) || !self.item.promises_notice || !self.beats.is_empty() {
            return;
        }
        if let Some(before) = before {
            let hour = self.days.hour(&mut self.chance, before);
            take.received = Some(self.days.zone.iso(hour));
            take.received_reason = Some(w::LATE_ENTRY.zh.to_owned());
        }
    }

    fn plain(&mut self, seed: &Seed<'a>) {
        let brought = self.brought();
        if self.item.kind == Kind::OnTheSpot && seed.until == Stage::Closed && self.chance.percent(88) {
            let result_document = self.result_number(self.day);
            let finish = Finish { result: self.say(&[&w::RESULT_DONE, &w::RESULT_CARD]), result_document };
            self.take(seed, brought, Some(finish));
            return;
        }
        self.take(seed, brought, None);
        self.accept(seed);
    }

    fn fixed(&mut self, seed: &Seed<'a>) {
        let (now, later) = self.lacking();
        self.take(seed, now, None);
        let what = self.say(&[&w::FIX_SIGNED, &w::FIX_COPIED, &w::FIX_FORM]);
        self.clerk(self.day, CaseAct::Fix(Fix { what, materials: later }));
        self.accept(seed);
    }

    /// Takes an incomplete case in and hands the notice out: at once, or within the days that the
    /// station's promise leaves.
    fn notice(&mut self, seed: &Seed<'a>) -> (Vec<MaterialInput>, i64) {
        let (now, later) = self.lacking();
        self.take(seed, now, None);
        let days = self.chance.one(&[5_u32, 10, 10, 15]);
        self.reach(Stage::Notified);
        let day = self.within(0, if self.item.promises_notice { 3 } else { 0 });
        self.clerk(day, CaseAct::Notify(Notify { supplement_days: days, ..Notify::default() }));
        (later, i64::from(days))
    }

    fn noticed(&mut self, seed: &Seed<'a>) {
        let (later, days) = self.notice(seed);
        self.perhaps_note(self.later(1), 15);
        self.reach(Stage::Supplemented);
        let day = self.within(1, (days - 1).max(1));
        self.clerk(day, CaseAct::Supplement(Supplement { materials: later }));
        self.accept(seed);
    }

    fn deemed(&mut self, seed: &Seed<'a>) {
        let (now, later) = self.lacking();
        let received = self.day;
        self.take(seed, now, None);
        self.reach(Stage::Accepted);
        let day = self.within(6, 8);
        self.clerk(day, CaseAct::Supplement(Supplement { materials: later }));
        self.work(seed, received);
    }

    fn refused(&mut self, seed: &Seed<'a>) {
        let (now, _) = self.lacking();
        self.take(seed, now, None);
        self.reach(Stage::Ended);
        let (ground, reason, competent) = if seed.plot == Plot::NoPower {
            (Ground::NoPower, &w::REASON_NO_POWER, Some(w::COMPETENT.zh.to_owned()))
        } else {
            (Ground::NotNeeded, &w::REASON_NOT_NEEDED, None)
        };
        let refuse = Refuse {
            ground,
            reason: reason.zh.to_owned(),
            competent_org: competent,
            organ_document: None,
            organ_day: None,
        };
        self.clerk(self.day, CaseAct::Refuse(refuse));
        self.close(0);
    }

    fn unsupplemented(&mut self, seed: &Seed<'a>) {
        let (_, days) = self.notice(seed);
        self.reach(Stage::Ended);
        let day = self.within(days + 1, days + 3);
        if matches!(self.item.first_step, FirstStep::Withdrawn | FirstStep::Abandoned) {
            let reason = w::REASON_NOT_SUPPLEMENTED.zh.to_owned();
            self.clerk(day, CaseAct::Withdraw(Withdraw { ground: WithdrawGround::NotSupplemented, reason }));
        } else {
            let organ = !self.item.accepts.here();
            let refuse = Refuse {
                ground: Ground::Incomplete,
                reason: w::REASON_NOT_SUPPLEMENTED.zh.to_owned(),
                competent_org: None,
                organ_document: organ.then(|| self.organ_number(day)),
                organ_day: organ.then(|| day.to_string()),
            };
            self.clerk(day, CaseAct::Refuse(refuse));
        }
        self.close(3);
    }

    fn withdrawn(&mut self, seed: &Seed<'a>) {
        self.notice(seed);
        self.reach(Stage::Ended);
        let reason = self.say(&[&w::WITHDRAW_ELSEWHERE, &w::WITHDRAW_CHANGED]);
        let day = self.within(1, 4);
        self.clerk(day, CaseAct::Withdraw(Withdraw { ground: WithdrawGround::Applicant, reason }));
        self.close(1);
    }

    fn voided(&mut self, seed: &Seed<'a>) {
        let brought = self.brought();
        self.take(seed, brought, None);
        self.reach(Stage::Ended);
        let reason = self.say(&[&w::VOID_TWICE, &w::VOID_TEST]);
        self.clerk(self.day, CaseAct::Void(Void { reason }));
    }

    fn deferred(&mut self, seed: &Seed<'a>) {
        let deferrable = self.item.materials.iter().find(|material| material.deferrable);
        let Some(promised) = deferrable.map(|material| (material.name.clone(), material.deferral_days))
        else {
            return self.plain(seed);
        };
        let mut brought = self.brought();
        for material in &mut brought {
            if material.name == promised.0 {
                material.state = MaterialState::Promised;
            }
        }
        self.take(seed, brought, None);
        let accepted = self.accept_itself();
        let days = i64::from(promised.1.unwrap_or(1));
        let materials = vec![MaterialInput::new(&promised.0, MaterialState::Ok)];
        self.reach(Stage::Working);
        let day = self.within(1, days);
        self.clerk(day, CaseAct::Supplement(Supplement { materials }));
        self.work(seed, accepted);
    }

    fn wrong_item(&mut self, seed: &Seed<'a>) {
        let Some(right) = seed.right.filter(|right| right.code != self.item.code) else {
            return self.plain(seed);
        };
        let brought = self.brought();
        self.take(seed, brought, None);
        let amend = Amend { name: None, item: Some(right.code.clone()), reason: w::AMEND_ITEM.zh.to_owned() };
        self.clerk(self.day, CaseAct::Amend(amend));
        self.item = right;
        let materials = self.brought();
        self.clerk(self.day, CaseAct::Check(Check { materials }));
        self.accept(seed);
    }

    fn accept(&mut self, seed: &Seed<'a>) {
        let accepted = self.accept_itself();
        self.work(seed, accepted);
    }

    /// Accepts; where the organ accepts, the papers go there first and its act is recorded.
    fn accept_itself(&mut self) -> Day {
        let mut accept = Accept::default();
        if let Party::Organ(_) = self.item.accepts {
            self.act(AGENT, self.day, Deed::Act(CaseAct::Forward(Forward::default())));
            let urgent = self.item.committed.is_some_and(|(days, _)| days <= 1);
            let day = self.within(0, i64::from(!urgent));
            accept =
                Accept { organ_document: Some(self.organ_number(day)), organ_day: Some(day.to_string()) };
            self.reach(Stage::Accepted);
            self.clerk(day, CaseAct::Accept(accept));
            return day;
        }
        self.reach(Stage::Accepted);
        self.clerk(self.day, CaseAct::Accept(accept));
        self.day
    }

    /// The work from the acceptance to the decision, and on to the end.
    fn work(&mut self, seed: &Seed<'a>, accepted: Day) {
        self.reach(Stage::Working);
        if self.item.accepts.here() && !self.item.decides.here() {
            let roomy = self.item.committed.is_some_and(|(days, _)| days > 3);
            let day = self.within(0, i64::from(roomy));
            self.act(AGENT, day, Deed::Act(CaseAct::Forward(Forward::default())));
        }
        if seed.plot == Plot::Paused {
            self.pause();
        }
        self.perhaps_extend(3);
        let goal = self.goal(seed.pace, accepted);
        self.perhaps_assign(self.day, 4);
        let steps = self.steps();
        let mut left = i64::try_from(steps.len()).unwrap_or(0);
        for (name, limit) in steps {
            let room = self.days.calendar.elapsed(self.day, goal, Unit::Wd).max(0);
            let published = name.contains("公示");
            let day = match limit {
                Some((days, unit)) if published => self.days.after(self.day, i64::from(days), unit),
                Some((days, unit)) => {
                    let most = (i64::from(days) + 1) / 2;
                    let count = self.chance.between(most.min(1), most);
                    self.days.after(self.day, count, unit)
                }
                None => self.within(0, room / (left + 1)),
            };
            left -= 1;
            let remark = if published {
                w::STEP_NO_OBJECTION.zh.to_owned()
            } else {
                self.say(&[&w::STEP_CHECKED, &w::STEP_VISITED, &w::STEP_PASSED])
            };
            self.runner(day, CaseAct::Step(Step { remark, by: None }));
            self.perhaps_note(self.day, 12);
        }
        self.decide(goal);
    }

    /// A special procedure with its written notice, and its end some days later.
    fn pause(&mut self) {
        let kinds = [PauseKind::Appraisal, PauseKind::ExpertReview, PauseKind::Testing];
        let kind = self.chance.pick(&kinds).copied().unwrap_or(PauseKind::Appraisal);
        let pause = Pause {
            kind,
            body: String::new(),
            days: 10,
            from: None,
            reason: w::PAUSE_REASON.zh.to_owned(),
            notice: true,
        };
        let day = self.within(0, 1);
        self.clerk(day, CaseAct::Pause(pause));
        self.reach(Stage::Decided);
        let day = self.within(4, 8);
        self.clerk(day, CaseAct::Resume(Resume::default()));
    }

    /// Now and then the manager extends a case early on, where its item knows an extension (CL-17).
    fn perhaps_extend(&mut self, percent: usize) {
        let urgent = self.item.committed.is_none_or(|(days, _)| days < 7);
        if self.item.extension.is_none() || urgent || !self.chance.percent(percent) {
            return;
        }
        let day = self.within(1, 2);
        let extend = Extend { reason: w::EXTEND_REASON.zh.to_owned(), approver: String::new() };
        self.act(MANAGER, day, Deed::Act(CaseAct::Extend(extend)));
    }

    /// The day of the decision that the pace leads to.
    fn goal(&mut self, pace: Pace, accepted: Day) -> Day {
        let (days, unit) = self.item.committed.unwrap_or((5, Unit::Wd));
        let days = i64::from(days);
        match pace {
            Pace::OnTime => {
                let count = self.chance.between((days * 2 + 4) / 5, days);
                self.days.by(self.days.after(accepted, count, unit))
            }
            Pace::Late => {
                let late = self.chance.between(1, 5);
                self.days.after(self.days.after(accepted, days, unit), late, Unit::Wd)
            }
        }
    }

    fn decide(&mut self, goal: Day) {
        self.reach(Stage::Decided);
        let limit =
            self.decision_limit().map(|(days, unit)| self.days.after(self.day, i64::from(days), unit));
        let day = limit.map_or(goal, |limit| goal.min(limit)).max(self.day);
        let organ = !self.item.decides.here();
        let denied = self.item.kind == Kind::Committed && self.chance.percent(4);
        let (result, reason) = if denied {
            (w::RESULT_DENIED.zh.to_owned(), self.say(&[&w::DENY_INCOME, &w::DENY_REGISTER]))
        } else {
            (self.say(&[&w::RESULT_GRANTED, &w::RESULT_CARD, &w::RESULT_DONE]), String::new())
        };
        let decide = Decide {
            outcome: if denied { Outcome::Denied } else { Outcome::Granted },
            result,
            reason,
            result_document: self.result_number(day),
            organ_document: organ.then(|| self.organ_number(day)),
            organ_day: organ.then(|| day.to_string()),
        };
        self.clerk(day, CaseAct::Decide(decide));
        self.deliver();
    }

    fn deliver(&mut self) {
        self.reach(Stage::Ended);
        let at_once = self.item.kind == Kind::OnTheSpot;
        let day = self.within(0, if at_once { 0 } else { 5 });
        self.perhaps_note(day, 8);
        self.runner(day, CaseAct::Deliver(Deliver::default()));
        let wait = self.chance.one(&[0, 0, 0, 1, 2]);
        self.close(if at_once { 0 } else { wait });
    }

    fn close(&mut self, most: i64) {
        self.reach(Stage::Closed);
        let day = self.within(0, most);
        self.clerk(day, CaseAct::Close(Close { originals_returned: true, kept_reason: String::new() }));
    }
}

/// An invented agent with a number of area 000000 that no resident has.
fn agent(chance: &mut Chance) -> AgentInput {
    let family = super::names::surname(chance);
    let year = i32::try_from(chance.between(1965, 2000)).unwrap_or(1980);
    let name = super::names::full(chance, family, Sex::Male, year);
    let (month, day) = (chance.between(1, 12), chance.between(1, 28));
    let id_number = id_number::with_check(&format!("000000{year}{month:02}{day:02}999"));
    let phone = Some(format!("138000{:05}", chance.below(100_000)));
    AgentInput { name, id_number, phone }
}
