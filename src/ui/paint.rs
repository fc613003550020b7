//! Putting lines on the screen: styles by meaning, panels with their rules, columns side by side.

use crate::text::{Align, Cols, Widths};
use crate::words::{Lang, app as w};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// What a piece of text means; never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Nothing special.
    #[default]
    Plain,
    /// The chosen row, a heading.
    Strong,
    /// Overdue.
    Overdue,
    /// Due today or next.
    Soon,
    /// New.
    New,
    /// Done.
    Done,
    /// Not done, and why.
    Error,
    /// The field that has the focus.
    Field,
}

impl Mark {
    fn style(self) -> Style {
        let bold = Style::default().add_modifier(Modifier::BOLD);
        match self {
            Self::Plain => Style::default(),
            Self::Strong => bold,
            Self::Overdue => bold.fg(Color::Red),
            Self::Soon => bold.fg(Color::Yellow),
            Self::New => Style::default().fg(Color::Cyan).add_modifier(Modifier::UNDERLINED),
            Self::Done => Style::default().fg(Color::Green),
            Self::Error => Style::default().fg(Color::Red).add_modifier(Modifier::REVERSED),
            Self::Field => Style::default().add_modifier(Modifier::UNDERLINED),
        }
    }
}

/// A line of pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<(String, Mark)>);

impl Line {
    /// A plain line.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![(text.into(), Mark::Plain)])
    }

    /// A line of one meaning.
    pub fn marked(text: impl Into<String>, mark: Mark) -> Self {
        Self(vec![(text.into(), mark)])
    }

    /// Adds a piece.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, mark: Mark) -> Self {
        self.0.push((text.into(), mark));
        self
    }
}

/// How high a panel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Height {
    /// As high as its lines, and its rule.
    Fits,
    /// So many rows, its rule included.
    Rows(u16),
    /// What is left over.
    Rest,
}

/// A titled part of the body.
#[derive(Debug, Clone)]
pub struct Panel {
    /// What stands in the rule at the left.
    pub title: String,
    /// What stands in the rule at the right.
    pub right: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// How high it is.
    pub height: Height,
    /// Where the cursor stands within its lines: line and column.
    pub cursor: Option<(usize, usize)>,
    /// Whether it gives way where the column is too low for all, and in which language it says so.
    pub gives_way: Option<Lang>,
}

impl Panel {
    /// A panel as high as its lines.
    pub fn new(title: impl Into<String>, lines: Vec<Line>) -> Self {
        Self {
            title: title.into(),
            right: String::new(),
            lines,
            height: Height::Fits,
            cursor: None,
            gives_way: None,
        }
    }

    /// Says something at the right of the rule.
    #[must_use]
    pub fn right(mut self, text: impl Into<String>) -> Self {
        self.right = text.into();
        self
    }

    /// Takes what is left of the height.
    #[must_use]
    pub fn rest(mut self) -> Self {
        self.height = Height::Rest;
        self
    }

    /// Lets it give way to the panel with the cursor where the column is too low for all; how many rows
    /// are out of sight stands in its rule.
    #[must_use]
    pub fn gives_way(mut self, lang: Lang) -> Self {
        self.gives_way = Some(lang);
        self
    }

    /// How many rows it takes with all its lines, its rule included.
    fn whole(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(1)
    }

    /// How many rows it keeps when it gives way.
    fn least(&self) -> u16 {
        match self.height {
            Height::Rows(rows) => rows.min(self.whole()),
            Height::Fits | Height::Rest => self.whole().min(2),
        }
    }

    /// Puts the cursor at a line and column.
    #[must_use]
    pub fn cursor(mut self, at: Option<(usize, usize)>) -> Self {
        self.cursor = at;
        self
    }
}

/// A rectangle of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The left column.
    pub x: u16,
    /// The top row.
    pub y: u16,
    /// How many columns.
    pub width: u16,
    /// How many rows.
    pub height: u16,
}

/// The screen that is being drawn.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    widths: Widths,
    /// Where the one real cursor stands (T1).
    pub cursor: Option<(u16, u16)>,
}

impl<'a> Canvas<'a> {
    /// Draws on `buffer`, counting columns as this terminal does.
    pub fn new(buffer: &'a mut Buffer, widths: Widths) -> Self {
        Self { buffer, widths, cursor: None }
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        (self.buffer.area.width, self.buffer.area.height)
    }

    /// Draws one line at `(x, y)`, exactly `width` columns.
    pub fn line(&mut self, x: u16, y: u16, width: u16, line: &Line) {
        if y >= self.buffer.area.height || x >= self.buffer.area.width {
            return;
        }
        let mut at = 0_usize;
        let width = usize::from(width.min(self.buffer.area.width - x));
        for (text, mark) in &line.0 {
            let left = width.saturating_sub(at);
            if left == 0 {
                break;
            }
            let shown = crate::text::visible(text);
            let safe = crate::text::draw_safe(&shown, self.widths);
            let cut = if self.widths.cols(&safe).get() > left {
                self.widths.fit(&safe, Cols(left), Align::Left)
            } else {
                safe.into_owned()
            };
            let column = x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
            self.buffer.set_stringn(column, y, &cut, left, mark.style());
            at += self.widths.cols(&cut).get();
        }
    }

    /// Draws the rule of a panel: `-- title ---- right --`.
    pub fn rule(&mut self, x: u16, y: u16, width: u16, title: &str, right: &str) {
        let width_cols = usize::from(width);
        let title = if title.is_empty() { String::new() } else { format!(" {title} ") };
        let right = if right.is_empty() { String::new() } else { format!(" {right} ") };
        let room = width_cols.saturating_sub(4);
        let right_width = self.widths.cols(&right).get().min(room);
        let title = self.widths.elide(&title, Cols(room.saturating_sub(right_width))).into_owned();
        let fill = width_cols.saturating_sub(4 + self.widths.cols(&title).get() + right_width);
        let line = Line::plain(format!("--{title}{}{right}--", "-".repeat(fill)));
        self.line(x, y, width, &line);
    }

    /// Draws panels one under the other.
    pub fn column(&mut self, area: Area, panels: &[Panel]) {
        let bottom = area.y.saturating_add(area.height);
        let mut y = area.y;
        for (panel, height) in panels.iter().zip(heights(panels, area.height)) {
            if y >= bottom {
                break;
            }
            let height = height.min(bottom - y);
            self.panel(Area { y, height, ..area }, panel);
            y = y.saturating_add(height);
        }
    }

    /// Draws a panel; one that gives way turns to the page with its cursor.
    fn panel(&mut self, area: Area, panel: &Panel) {
        let rows = usize::from(area.height.saturating_sub(1));
        let hidden = panel.lines.len().saturating_sub(rows);
        let mut right = panel.right.clone();
        let mut first = 0;
        if let Some(lang) = panel.gives_way.filter(|_| hidden > 0) {
            let more = w::MORE_ROWS.with("n", hidden).say(lang);
            right = if right.is_empty() { more } else { format!("{right}  {more}") };
            let line = panel.cursor.map_or(0, |(line, _)| line);
            first = (line / rows.max(1) * rows.max(1)).min(hidden);
        }
        self.rule(area.x, area.y, area.width, &panel.title, &right);
        for (at, line) in panel.lines.iter().skip(first).enumerate().take(rows) {
            let row = area.y + 1 + u16::try_from(at).unwrap_or(0);
            self.line(area.x, row, area.width, line);
        }
        let cursor = panel.cursor.and_then(|(line, column)| Some((line.checked_sub(first)?, column)));
        if let Some((line, column)) = cursor.filter(|(line, _)| *line < rows) {
            let column = u16::try_from(column).unwrap_or(0).min(area.width.saturating_sub(1));
            self.cursor = Some((area.x + column, area.y + 1 + u16::try_from(line).unwrap_or(0)));
        }
    }

    /// Draws columns of panels side by side, `|` between them.
    pub fn columns(&mut self, area: Area, columns: &[(u16, Vec<Panel>)]) {
        let mut x = area.x;
        for (at, (width, panels)) in columns.iter().enumerate() {
            let width = (*width).min((area.x + area.width).saturating_sub(x));
            self.column(Area { x, width, ..area }, panels);
            x = x.saturating_add(width);
            if at + 1 < columns.len() {
                for y in area.y..area.y + area.height {
                    self.line(x, y, 1, &Line::plain("|"));
                }
                x = x.saturating_add(1);
            }
        }
    }

    /// Blanks a rectangle, a wide character cut by its left edge included.
    pub fn clear(&mut self, area: Area) {
        for y in area.y..(area.y + area.height).min(self.buffer.area.height) {
            if area.x > 0
                && let Some(cell) = self.buffer.cell_mut((area.x - 1, y))
                && crate::text::cols(cell.symbol()).get() > 1
            {
                cell.set_symbol(" ");
            }
            let blank = " ".repeat(usize::from(area.width));
            self.buffer.set_stringn(area.x, y, &blank, usize::from(area.width), Style::reset());
        }
    }
}

/// How many rows each panel of a column gets, its rule included.
///
/// Where all fit, each has what it asks for and the resting ones share what is left. Where they do not
/// and may give way, the one with the cursor comes first, then the others from the top.
fn heights(panels: &[Panel], height: u16) -> Vec<u16> {
    let asked = |panel: &Panel| match panel.height {
        Height::Fits => panel.whole(),
        Height::Rows(rows) => rows,
        Height::Rest => 0,
    };
    let sum = |rows: &dyn Fn(&Panel) -> u16| panels.iter().map(rows).fold(0, u16::saturating_add);
    let whole = sum(&|panel| if panel.height == Height::Rest { panel.whole() } else { asked(panel) });
    if whole > height && panels.iter().all(|panel| panel.gives_way.is_some()) {
        let mut rows: Vec<u16> = panels.iter().map(Panel::least).collect();
        let mut left = height.saturating_sub(rows.iter().copied().fold(0, u16::saturating_add));
        let mut order: Vec<usize> = (0..panels.len()).collect();
        order.sort_by_key(|at| panels.get(*at).is_none_or(|panel| panel.cursor.is_none()));
        for at in order {
            if let (Some(panel), Some(rows)) = (panels.get(at), rows.get_mut(at)) {
                let more = panel.whole().saturating_sub(*rows).min(left);
                *rows += more;
                left -= more;
            }
        }
        return rows;
    }
    let resting = panels.iter().filter(|panel| panel.height == Height::Rest).count();
    let left = height.saturating_sub(sum(&asked));
    let rest = left.checked_div(u16::try_from(resting).unwrap_or(u16::MAX)).unwrap_or(0).max(2);
    panels.iter().map(|panel| if panel.height == Height::Rest { rest } else { asked(panel) }).collect()
}

/// `text` in exactly `width` columns, visible and cut at its end.
pub fn cell(text: &str, width: usize) -> String {
    crate::text::fit(&crate::text::visible(text), Cols(width), Align::Left)
}

/// `text` in exactly `width` columns at the right.
pub fn cell_right(text: &str, width: usize) -> String {
    crate::text::fit(&crate::text::visible(text), Cols(width), Align::Right)
}

/// `text` in exactly `width` columns, shortened in the middle.
pub fn cell_middle(text: &str, width: usize) -> String {
    let text = crate::text::visible(text);
    let cut = crate::text::elide_middle(&text, Cols(width));
    crate::text::pad(&cut, Cols(width), Align::Left)
}
