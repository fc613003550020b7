//! A form: its fields with their numbers, what their values mean, what is wrong, and the help beside it.

use super::paint::{Line, Mark, Panel, cell};
use crate::app::{App, OpenForm};
use crate::domain::material::MaterialState;
use crate::form::{Entry, FieldView, MaterialLine, Materials};
use crate::text::{Align, Cols, cols, pad};
use crate::words::{app as w, common};

/// How wide the labels of a form are: as wide as its widest, within reason.
fn label_width(app: &App, open: &OpenForm) -> usize {
    let lang = app.lang();
    let widest = open.form.spec().fields.iter().map(|field| cols(field.label.say(lang)).get()).max();
    widest.unwrap_or(0).clamp(8, 12)
}

/// The intake pane.
pub fn intake(app: &App, width: usize, height: u16) -> Vec<Panel> {
    match app.intake.as_deref() {
        Some(open) => panels(app, open, width, height),
        None => {
            let lang = app.lang();
            let lines = vec![Line::plain(""), Line::plain(format!("  {}", w::INTAKE_HINT.say(lang)))];
            vec![Panel::new(w::INTAKE_TITLE.say(lang), lines).rest()]
        }
    }
}

/// A form as panels: the fields, warnings, and on one pane the help for the field.
pub fn panels(app: &App, open: &OpenForm, width: usize, height: u16) -> Vec<Panel> {
    let lang = app.lang();
    let (mut all, mut cursor) = lines(app, open, width);
    let warned = warnings(app, open, width);
    let below = if warned.is_empty() { 0 } else { warned.len() + 1 };
    // The rules of form and help, and a line of help, are always there.
    let room = usize::from(height).saturating_sub(3 + below).max(4);
    // A long form scrolls by whole pages, so that the focused field is always there.
    if let Some((line, column)) = cursor.filter(|_| all.len() > room) {
        let first = (line / room * room).min(all.len().saturating_sub(room));
        all.drain(..first);
        cursor = Some((line - first, column));
    }
    let views: Vec<FieldView<'_>> = open.form.fields().collect();
    let at = views.iter().position(|view| view.focused).map_or(0, |at| at + 1);
    let missing = views.iter().filter(|view| view.required && !view.filled).count();
    let wrong = views.iter().filter(|view| view.problem.is_some_and(|problem| problem.blocks)).count();
    let wrong = wrong + usize::from(open.refused);
    let right = if missing == 0 && wrong > 0 {
        w::FORM_PROBLEMS.with("count", wrong).say(lang)
    } else if missing == 0 {
        w::FORM_COMPLETE.say(lang).to_owned()
    } else {
        w::FORM_RIGHT.with("at", at).with("count", views.len()).with("missing", missing).say(lang)
    };
    let title = match (&open.purpose, app.case.as_ref()) {
        (crate::app::Purpose::Act { .. } | crate::app::Purpose::Other, _) if !open.about.is_empty() => {
            format!("{} {}", open.form.spec().title.say(lang), open.about)
        }
        (crate::app::Purpose::Act { .. }, Some(case)) => format!(
            "{} {} {}",
            open.form.spec().title.say(lang),
            case.view.case.number,
            case.view.case.applicant_name
        ),
        (crate::app::Purpose::Intake, _) => {
            let item = open.form.values().item().map(|item| item.pick.label()).unwrap_or_default();
            format!("{} {item}", w::INTAKE_TITLE.say(lang)).trim_end().to_owned()
        }
        _ => open.form.spec().title.say(lang).to_owned(),
    };
    if let (true, Some(case)) = (all.is_empty(), app.case.as_ref()) {
        // Nothing to fill in: the panel says what is confirmed, for whom.
        let facts = &case.view.case;
        for text in [
            format!("  {}  {}", facts.number, facts.item_name),
            format!("  {}  {}", facts.applicant_name, facts.state.phrase().say(lang)),
            String::new(),
            format!("  {}", w::CONFIRM_HINT.with("act", open.form.spec().title).say(lang)),
        ] {
            all.push(Line::plain(text));
        }
    }
    let mut panels = vec![Panel::new(title, all).right(right).cursor(cursor)];
    if !warned.is_empty() {
        panels.push(Panel::new(w::WARNINGS_TITLE.with("count", warned.len()).say(lang), warned));
    }
    panels.push(field_help(app, open, width));
    panels
}

fn warnings(app: &App, open: &OpenForm, width: usize) -> Vec<Line> {
    let lang = app.lang();
    open.warnings
        .iter()
        .flat_map(|warning| {
            crate::text::wrap(&format!("! {}", warning.say(lang)), Cols(width.saturating_sub(2)))
        })
        .map(|text| Line::marked(text, Mark::Soon))
        .collect()
}

fn field_help(app: &App, open: &OpenForm, width: usize) -> Panel {
    let lang = app.lang();
    let Some(field) = open.form.focused_spec() else { return Panel::new("", Vec::new()).rest() };
    let title = w::FIELD_HELP_TITLE.with("label", field.label).say(lang);
    let lines = field
        .help
        .say(lang)
        .lines()
        .flat_map(|line| crate::text::wrap(line, Cols(width.saturating_sub(3))))
        .map(|text| Line::plain(format!("  {text}")))
        .collect();
    Panel::new(title, lines).rest()
}

/// The fields as lines, and where the cursor stands.
pub fn lines(app: &App, open: &OpenForm, width: usize) -> (Vec<Line>, Option<(usize, usize)>) {
    let mut lines: Vec<Line> = Vec::new();
    let mut cursor = None;
    let mut used = 0;
    let label = label_width(app, open);
    for view in open.form.fields() {
        let mut drawn = field(app, open, &view, width);
        let first_width = drawn.lines.first().map_or(0, line_width);
        let beside = view.spec.same_row && drawn.lines.len() == 1 && used + first_width < width && used > 0;
        let (line, shift) = if beside { (lines.len() - 1, used + 1) } else { (lines.len(), 0) };
        if let Some((row, column)) = drawn.cursor {
            cursor = Some((line + row, column + shift));
        }
        if let (true, Some(last)) = (beside, lines.last_mut()) {
            let first = drawn.lines.remove(0);
            last.0.push((" ".to_owned(), Mark::Plain));
            last.0.extend(first.0);
            used += first_width + 1;
        } else {
            used = if drawn.lines.len() == 1 { first_width } else { 0 };
            lines.append(&mut drawn.lines);
        }
        if let Some(problem) = view.problem {
            let text = format!("^ {}", problem.message.say(app.lang()));
            let indent = " ".repeat(label + 4);
            for part in crate::text::wrap(&text, Cols(width.saturating_sub(label + 5))) {
                let mark = if problem.blocks { Mark::Error } else { Mark::Soon };
                lines.push(Line::plain(indent.clone()).and(part, mark));
            }
            used = 0;
        }
    }
    (lines, cursor)
}

fn line_width(line: &Line) -> usize {
    line.0.iter().map(|(text, _)| cols(text).get()).sum()
}

/// A field as it was drawn.
struct Drawn {
    lines: Vec<Line>,
    cursor: Option<(usize, usize)>,
}

fn field(app: &App, open: &OpenForm, view: &FieldView<'_>, width: usize) -> Drawn {
    let lang = app.lang();
    let marker = if view.focused { ">" } else { " " };
    let number = if view.number > 0 { view.number.to_string() } else { " ".to_owned() };
    let label = cell(view.spec.label.say(lang), label_width(app, open));
    let wanted = if view.required && !view.filled { "*" } else { " " };
    let head = format!("{marker} {number} {label}{wanted}");
    let start = cols(&head).get();
    let strong = if view.focused { Mark::Strong } else { Mark::Plain };
    match view.entry {
        Entry::Line(line) => {
            let room = usize::from(view.spec.width).min(width.saturating_sub(start + 3)).max(4);
            let shown = if view.focused && !view.spec.kind.secret() {
                line.view(Cols(room))
            } else if view.spec.kind.secret() {
                line.view_masked(Cols(room))
            } else {
                let resting = view.resting_text();
                let text = crate::text::elide_middle(&resting, Cols(room)).into_owned();
                crate::text::View { text: text.into(), cursor: Cols(0), cut_left: false, cut_right: false }
            };
            let mark = if view.focused { Mark::Field } else { Mark::Plain };
            let mut drawn = Line::marked(head, strong)
                .and("[", Mark::Plain)
                .and(pad(&shown.text, Cols(room), Align::Left), mark)
                .and("]", Mark::Plain);
            let rest = width.saturating_sub(start + room + 3);
            let echo = says(app, view);
            if !echo.is_empty() && rest > 4 {
                drawn = drawn.and(
                    format!(" {}", crate::text::elide(&echo, Cols(rest.saturating_sub(1)))),
                    Mark::Plain,
                );
            }
            let mut lines = vec![drawn];
            if view.focused {
                lines.extend(choices(app, open, width));
            }
            Drawn { lines, cursor: view.focused.then_some((0, start + 1 + shown.cursor.get())) }
        }
        Entry::Area(area) => {
            let room = usize::from(view.spec.width).min(width.saturating_sub(start + 3)).max(4);
            let rows = if view.focused { 3 } else { 1 };
            let shown = area.view(Cols(room), rows);
            let mut lines = Vec::new();
            for at in 0..rows.max(1) {
                let text = shown.lines.get(at).map_or("", String::as_str);
                let lead = if at == 0 { head.clone() } else { " ".repeat(start) };
                let mark = if view.focused { Mark::Field } else { Mark::Plain };
                lines.push(
                    Line::marked(lead, strong)
                        .and("[", Mark::Plain)
                        .and(pad(text, Cols(room), Align::Left), mark)
                        .and("]", Mark::Plain),
                );
            }
            let (row, column) = shown.cursor;
            Drawn { lines, cursor: view.focused.then_some((row, start + 1 + column.get())) }
        }
        Entry::Marks(marks) => {
            let picked: String = marks.picked().map(|choice| choice.digit).collect();
            let names = marks
                .all()
                .map(|(choice, on)| {
                    let name = format!("{}{}", choice.digit, choice.label.say(lang));
                    if on { format!("<{name}>") } else { name }
                })
                .collect::<Vec<_>>()
                .join(" ");
            let text = format!("[{}] {names}", pad(&picked, Cols(1), Align::Left));
            Drawn {
                lines: vec![Line::marked(head, strong).and(text, Mark::Plain)],
                cursor: view.focused.then_some((0, start + 1)),
            }
        }
        Entry::Materials(materials) => material_field(app, view, materials, head, width),
    }
}

/// What the value means, or what the application says beside the field.
fn says(app: &App, view: &FieldView<'_>) -> String {
    let lang = app.lang();
    let echo = view.echo.as_ref().map(|echo| echo.say(lang));
    let note = view.note.map(|note| note.say(lang));
    [echo, note].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The open list of choices under a field.
fn choices(app: &App, open: &OpenForm, width: usize) -> Vec<Line> {
    let Some(marker) = open.form.picker() else { return Vec::new() };
    let lang = app.lang();
    let found = open.form.choices();
    let rows = 8;
    let first = marker / rows * rows;
    let more = found.len().saturating_sub(first + rows);
    let mut lines: Vec<Line> = found
        .iter()
        .enumerate()
        .skip(first)
        .take(rows)
        .filter_map(|(at, place)| open.form.choice(*place).map(|(pick, meaning)| (at, pick, meaning)))
        .map(|(at, pick, meaning)| {
            let mark = if at == marker { Mark::Strong } else { Mark::Plain };
            let lead = if at == marker { ">" } else { " " };
            let meaning = meaning.map_or_else(|| pick.hint.clone(), |meaning| meaning.say(lang));
            let text = format!(
                "{:>lead_width$}{lead} {} {meaning}",
                "",
                cell(&pick.label(), 34),
                lead_width = label_width(app, open) + 4
            );
            Line::marked(cell(&text, width), mark)
        })
        .collect();
    if more > 0 {
        let indent = label_width(app, open) + 6;
        lines.push(Line::plain(format!("{:indent$}{}", "", w::MORE_CHOICES.with("n", more).say(lang))));
    }
    lines
}

fn material_field(
    app: &App,
    view: &FieldView<'_>,
    materials: &Materials,
    head: String,
    width: usize,
) -> Drawn {
    let strong = if view.focused { Mark::Strong } else { Mark::Plain };
    let mut cursor = view.focused.then_some((0, cols(&head).get()));
    // What is wrong stands below and says the same more fully.
    let says = if view.problem.is_some() { String::new() } else { says(app, view) };
    let mut lines = vec![Line::marked(head, strong).and(says, Mark::Plain)];
    let pairs = width >= 76 && !materials.writing();
    let half = if pairs { (width - 6) / 2 } else { width - 6 };
    let mut row: Option<Line> = None;
    for (at, line) in materials.lines().iter().enumerate() {
        let marked = view.focused && at == materials.at();
        let text = material_text(app, line, half - usize::from(pairs), materials.writing() && marked);
        let mark = if marked { Mark::Strong } else { Mark::Plain };
        if marked {
            let column = 6 + if row.is_some() { half } else { 0 };
            cursor = Some((lines.len(), column + 2));
            if materials.writing() {
                let lead = cols(&material_lead(app, line)).get();
                let remark = line.remark.view(Cols(half.saturating_sub(lead + 3).max(4)));
                cursor = Some((lines.len(), column + lead + 1 + remark.cursor.get()));
            }
        }
        match row.take() {
            Some(first) if pairs => lines.push(first.and(text, mark)),
            None if pairs => row = Some(Line::plain(" ".repeat(6)).and(text, mark).and(" ", Mark::Plain)),
            _ => lines.push(Line::plain(" ".repeat(6)).and(text, mark)),
        }
    }
    lines.extend(row);
    Drawn { lines, cursor }
}

fn material_lead(app: &App, line: &MaterialLine) -> String {
    let tick = match line.state {
        MaterialState::Ok => "[x]",
        MaterialState::Missing => "[ ]",
        MaterialState::Wrong => "[!]",
        MaterialState::Promised => "[~]",
        MaterialState::Exempt | MaterialState::Shared => "[-]",
    };
    let state = match line.state {
        MaterialState::Ok | MaterialState::Missing => String::new(),
        other => format!(" {}", other.phrase().say(app.lang())),
    };
    let optional = if line.known.mandatory { "" } else { "?" };
    format!("{}{tick}{}{optional}{state}", line.known.place, line.known.name)
}

fn material_text(app: &App, line: &MaterialLine, width: usize, writing: bool) -> String {
    let lead = material_lead(app, line);
    let form = line.known.form.map(|form| form.say(app.lang())).unwrap_or_default();
    let text = if writing {
        let room = width.saturating_sub(cols(&lead).get() + 3).max(4);
        format!("{lead}[{}]", pad(&line.remark.view(Cols(room)).text, Cols(room), Align::Left))
    } else if line.remark.is_empty() {
        format!("{lead} {form}")
    } else {
        format!("{lead}: {}", line.remark.value())
    };
    cell(&text, width)
}

/// What stands beside the intake form from 120 columns on: how the item goes.
pub fn beside(app: &App, width: usize) -> Vec<Panel> {
    let lang = app.lang();
    let item = app
        .intake
        .as_deref()
        .and_then(|open| open.form.values().item().map(|item| item.pick.value.clone()))
        .and_then(|code| app.items.iter().find(|choice| choice.item.code == code));
    let Some(choice) = item else {
        return super::boards::beside(app, width);
    };
    let item = &choice.item;
    let mut lines = Vec::new();
    let mut add = |text: String| {
        for part in crate::text::wrap(&text, Cols(width.saturating_sub(3))) {
            lines.push(Line::plain(format!(" {part}")));
        }
    };
    add(format!("{} {} {}", item.code, item.kind.phrase().say(lang), item.department));
    for (limit, label) in [
        (item.statutory, &crate::words::case::PROMISE_STATUTORY),
        (item.committed, &crate::words::case::PROMISE_COMMITTED),
    ] {
        if let Some(limit) = limit {
            add(format!("{} {}", label.say(lang), crate::domain::item::limit_label(limit).say(lang)));
        }
    }
    add(item.flow());
    for (at, material) in item.materials.iter().enumerate() {
        let sample = if item.sample.contains(&crate::domain::item::Field::Materials) {
            format!("({})", common::SAMPLE.say(lang))
        } else {
            String::new()
        };
        add(format!(
            "{} {} {} {}{}",
            at + 1,
            material.name,
            material.form.phrase().say(lang),
            material.how_to_obtain,
            if at == 0 { sample } else { String::new() }
        ));
    }
    add(item.note.clone());
    vec![Panel::new(w::ITEM_CARD.with("name", &item.name).say(lang), lines).rest()]
}
