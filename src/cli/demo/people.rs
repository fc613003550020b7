//! Invented residents: names, ages, numbers of area 000000, telephones, addresses in invented estates.

use super::chance::Chance;
use super::names;
use crate::calendar::Day;
use crate::desk::verbs::PersonInput;
use crate::domain::identifier::{Sex, id_number};
use chrono::Datelike as _;

/// The estates and the grid of each.
pub const ESTATES: &[(&str, &str)] = &[
    ("朝阳里", "01"),
    ("幸福里", "02"),
    ("和平里", "03"),
    ("新华苑", "04"),
    ("春晖园", "05"),
    ("桂花苑", "05"),
    ("滨河家园", "06"),
    ("东湖花园", "07"),
    ("锦绣小区", "08"),
    ("红旗新村", "08"),
];

/// The area code of everybody who is invented (ID-11).
const AREA: &str = "000000";

/// Flats of one building: four staircases of six floors with two flats.
const FLATS: u64 = 48;

/// Makes residents one after another, and remembers of each only what stories ask for.
pub struct People {
    seed: u64,
    total: u64,
    newest: Day,
    made: u64,
    /// How many numbers of a day of birth are given: of women, of men.
    given: Vec<[u16; 2]>,
    /// The birth year and the sex of each, in order.
    known: Vec<(i16, Sex)>,
    /// Whose number the register does not know, by place.
    numberless: std::collections::BTreeSet<u64>,
    flat: Flat,
}

/// Who lives together: the flat, how many of its people are still to come, the surname.
struct Flat {
    nth: u64,
    left: usize,
    surname: &'static str,
}

impl People {
    /// Residents of a demo of `total` in all, all older than a year on `newest`.
    #[must_use]
    pub fn new(seed: u64, total: u64, today: Day) -> Self {
        Self {
            seed,
            total,
            newest: today - chrono::Duration::days(400),
            made: 0,
            given: vec![[0; 2]; 366 * 110],
            known: Vec::new(),
            numberless: std::collections::BTreeSet::new(),
            flat: Flat { nth: 0, left: 0, surname: "王" },
        }
    }

    /// The next resident; `None` once all are made.
    pub fn next(&mut self) -> Option<PersonInput> {
        if self.made >= self.total {
            return None;
        }
        let mut chance = Chance::of(self.seed, 0x5000_0000 + self.made);
        if self.flat.left == 0 {
            self.flat = Flat {
                nth: self.flat.nth + 1,
                left: 1 + chance.below(4),
                surname: names::surname(&mut chance),
            };
        }
        self.flat.left -= 1;
        let sex = if chance.percent(51) { Sex::Female } else { Sex::Male };
        let (birth, number) = self.number(&mut chance, sex);
        let family = if chance.percent(55) { self.flat.surname } else { names::surname(&mut chance) };
        let name = names::full(&mut chance, family, sex, birth.year());
        let years = self.newest.year() - birth.year();
        let (estate, grid) = self.estate();
        let person = PersonInput {
            id: None,
            name,
            id_number: (!chance.percent(3)).then_some(number),
            phone: (years > 10 && !chance.percent(7)).then(|| self.phone()),
            phone2: chance.percent(2).then(|| format!("0000-{:08}", 80_000_000 + chance.below(9_999_999))),
            address: (!chance.percent(1)).then(|| [estate, " ", &self.room()].concat()),
            grid: Some(grid.to_owned()),
        };
        if person.id_number.is_none() {
            self.numberless.insert(self.made);
        }
        self.known.push((i16::try_from(birth.year()).unwrap_or(i16::MAX), sex));
        self.made += 1;
        Some(person)
    }

    /// The year in which a resident was born, by their place; nothing where the register does not know their number.
    #[must_use]
    pub fn born(&self, nth: u64) -> Option<i16> {
        if self.numberless.contains(&nth) {
            return None;
        }
        self.known.get(usize::try_from(nth).ok()?).map(|(year, _)| *year)
    }

    /// The place, from 0, of somebody born between the two years and, where told, of that sex; the
    /// nearest find where chance meets none in forty tries.
    pub fn somebody(&self, chance: &mut Chance, born: (i32, i32), sex: Option<Sex>) -> u64 {
        let mut found = 0;
        for _ in 0..40 {
            found = chance.below(self.known.len());
            let fits = self.known.get(found).is_some_and(|(year, own)| {
                (born.0..=born.1).contains(&i32::from(*year)) && sex.is_none_or(|sex| sex == *own)
            });
            if fits {
                break;
            }
        }
        found as u64
    }

    /// A day of birth by the ages of a community with many old people, and a number no one else has.
    fn number(&mut self, chance: &mut Chance, sex: Sex) -> (Day, String) {
        let (youngest, oldest) = match chance.below(100) {
            0..=10 => (1, 13),
            11..=15 => (14, 17),
            16..=40 => (18, 39),
            41..=67 => (40, 59),
            68..=92 => (60, 79),
            _ => (80, 98),
        };
        let mut back = chance.between(youngest * 365, oldest * 365 + 364);
        let odd = usize::from(sex == Sex::Male);
        loop {
            let place = usize::try_from(back).unwrap_or(0) % self.given.len();
            let day = self.newest - chrono::Duration::days(place as i64);
            if let Some(given) =
                self.given.get_mut(place).and_then(|both| both.get_mut(odd)).filter(|n| **n < 499)
            {
                let order = *given * 2 + u16::try_from(odd).unwrap_or(0);
                *given += 1;
                let body = format!("{AREA}{}{order:03}", day.format("%Y%m%d"));
                return (day, id_number::with_check(&body).unwrap_or_default());
            }
            back += 1;
        }
    }

    /// A telephone that nobody else of this demo has: up to 100,000 of them begin with 138000.
    fn phone(&self) -> String {
        let span = if self.total <= 100_000 { 100_000 } else { 100_000_000 };
        format!("{}", 13_800_000_000 + self.made.wrapping_mul(61_813) % span)
    }

    fn estate(&self) -> (&'static str, &'static str) {
        let nth = self.flat.nth % (ESTATES.len() as u64);
        ESTATES.get(usize::try_from(nth).unwrap_or(0)).copied().unwrap_or(("朝阳里", "01"))
    }

    /// `3幢2单元301` of the estate's own numbering; each building is filled before the next.
    fn room(&self) -> String {
        let flat = self.flat.nth / (ESTATES.len() as u64);
        let inside = flat % FLATS;
        let (stair, rest) = (inside / 12 + 1, inside % 12);
        format!("{}幢{stair}单元{}0{}", flat / FLATS + 1, rest / 2 + 1, rest % 2 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn all(seed: u64, total: u64) -> Vec<PersonInput> {
        let mut people = People::new(seed, total, Day::from_ymd_opt(2025, 11, 24).unwrap());
        std::iter::from_fn(|| people.next()).collect()
    }

    #[test]
    fn id_11_numbers_are_of_area_000000_and_pass_the_check() {
        let today = Day::from_ymd_opt(2025, 11, 24).unwrap();
        let people = all(1, 3000);
        let numbers: Vec<&String> = people.iter().filter_map(|person| person.id_number.as_ref()).collect();
        assert!(numbers.len() > 2800 && numbers.len() < 3000);
        for number in &numbers {
            assert!(number.starts_with("000000"), "{number}");
            assert_eq!(id_number::check(number, today).unwrap().normalized, **number);
        }
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
        let phones: Vec<&String> = people.iter().filter_map(|person| person.phone.as_ref()).collect();
        assert!(phones.iter().all(|phone| phone.starts_with("138000")));
        assert_eq!(phones.iter().collect::<HashSet<_>>().len(), phones.len());
    }

    #[test]
    fn ages_are_those_of_a_community() {
        let mut people = People::new(5, 3000, Day::from_ymd_opt(2025, 11, 24).unwrap());
        while people.next().is_some() {}
        let born =
            |from: i16, to: i16| people.known.iter().filter(|one| (from..=to).contains(&one.0)).count();
        assert!(born(2012, 2024) > 150, "children: {}", born(2012, 2024));
        assert!(born(1900, 1964) > 700, "people of 60 and more: {}", born(1900, 1964));
        let mut chance = Chance::of(1, 1);
        for _ in 0..50 {
            let found = people.somebody(&mut chance, (1920, 1965), Some(Sex::Female));
            let (year, sex) = people.known[usize::try_from(found).unwrap()];
            assert!(year <= 1965 && sex == Sex::Female);
        }
    }

    #[test]
    fn a_seed_gives_the_same_people_and_another_others() {
        assert_eq!(all(1, 200), all(1, 200));
        assert_ne!(all(1, 200), all(2, 200));
    }
}
