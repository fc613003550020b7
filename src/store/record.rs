//! Whole records: one declaration a table gives the reading, the writing and the list of columns.

use super::error::{Result, StoreError};
use super::value::{Bound, Column};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params_from_iter};

/// A domain record that stands in one journalled table.
pub trait Record: Sized {
    /// The table.
    const TABLE: &'static str;
    /// Selects all columns, without a condition.
    const SELECT: &'static str;
    /// Inserts all columns.
    const INSERT: &'static str;
    /// The names of all columns, in order: id and version first.
    const COLUMNS: &'static [&'static str];
    /// The id.
    fn id(&self) -> i64;
    /// The version that the record was read with.
    fn version(&self) -> i64;
    /// Every value in column order.
    fn values(&self) -> Vec<Value>;
    /// The record from a row of [`Record::SELECT`].
    ///
    /// # Errors
    /// A value that the domain does not know.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

/// Reads column `at` of a row.
///
/// # Errors
/// Damaged, naming the column, where the value is none that the domain knows.
pub fn read<T: Column>(row: &Row<'_>, at: usize) -> Result<T> {
    let value = row.get_ref(at)?;
    T::read(value).ok_or_else(|| {
        let name = row.as_ref().column_name(at).unwrap_or("?").to_owned();
        StoreError::Damaged(format!("column {name}"))
    })
}

/// Ties a domain record to its table; the fields in column order.
macro_rules! record {
    ($kind:ty, $table:literal, $first:ident $(, $field:ident)* $(,)?) => {
        impl $crate::store::record::Record for $kind {
            const TABLE: &'static str = $table;
            const SELECT: &'static str =
                concat!("SELECT \"", stringify!($first), "\"", $(", \"", stringify!($field), "\"",)* " FROM ", $table);
            const INSERT: &'static str = concat!(
                "INSERT INTO main.", $table, " (\"", stringify!($first), "\"", $(", \"", stringify!($field), "\"",)*
                ") VALUES (?", $($crate::store::record::mark!($field),)* ")"
            );
            const COLUMNS: &'static [&'static str] = &[stringify!($first) $(, stringify!($field))*];
            fn id(&self) -> i64 {
                self.id.0
            }
            fn version(&self) -> i64 {
                self.version
            }
            fn values(&self) -> Vec<rusqlite::types::Value> {
                use $crate::store::value::Column as _;
                vec![self.$first.write() $(, self.$field.write())*]
            }
            fn from_row(row: &rusqlite::Row<'_>) -> $crate::store::error::Result<Self> {
                let mut at = 0..;
                let mut next = || at.next().unwrap_or(usize::MAX);
                Ok(Self {
                    $first: $crate::store::record::read(row, next())?,
                    $($field: $crate::store::record::read(row, next())?,)*
                })
            }
        }
    };
}
macro_rules! mark {
    ($field:ident) => {
        ", ?"
    };
}
pub(crate) use mark;

/// Writes a new record.
///
/// # Errors
/// Whatever the engine reports.
pub fn insert<R: Record>(conn: &Connection, record: &R) -> Result<()> {
    conn.prepare_cached(R::INSERT)?.execute(params_from_iter(record.values().into_iter().map(Bound)))?;
    Ok(())
}

/// Writes a changed record under the next version: the columns that differ, so that only their indexes are
/// written with them.
///
/// # Errors
/// [`StoreError::Stale`] where the row no longer has the version that the record was read with.
pub fn update<R: Record>(conn: &Connection, record: &R) -> Result<()> {
    let stale = || StoreError::Stale { table: R::TABLE, id: record.id() };
    let mut values = record.values();
    let mut statement = conn.prepare_cached(&format!("{} WHERE id = ?1", R::SELECT))?;
    let now = statement
        .query_row([record.id()], |row| {
            (0..values.len()).map(|at| row.get::<_, Value>(at)).collect::<rusqlite::Result<Vec<Value>>>()
        })
        .optional()?
        .ok_or_else(stale)?;
    if now.get(1) != Some(&Value::Integer(record.version())) {
        return Err(stale());
    }
    if let Some(version) = values.get_mut(1) {
        *version = Value::Integer(record.version() + 1);
    }
    let mut sets = Vec::new();
    let mut params = Vec::new();
    for ((column, value), now) in R::COLUMNS.iter().zip(values).zip(now) {
        if value != now {
            sets.push(format!("\"{column}\" = ?"));
            params.push(value);
        }
    }
    params.push(Value::Integer(record.id()));
    let sql = format!("UPDATE main.{} SET {} WHERE id = ?", R::TABLE, sets.join(", "));
    conn.prepare_cached(&sql)?.execute(params_from_iter(params.into_iter().map(Bound)))?;
    Ok(())
}

/// The record with this id, voided or not.
///
/// # Errors
/// Whatever the engine reports.
pub fn get<R: Record>(conn: &Connection, id: i64) -> Result<Option<R>> {
    one(conn, "WHERE id = ?1", &[&id])
}

/// The first record that `tail` (conditions and order) finds.
///
/// # Errors
/// Whatever the engine reports.
pub fn one<R: Record>(conn: &Connection, tail: &str, params: &[&dyn ToSql]) -> Result<Option<R>> {
    let mut statement = conn.prepare_cached(&format!("{} {tail}", R::SELECT))?;
    statement.query_row(params, |row| Ok(R::from_row(row))).optional()?.transpose()
}

/// Every record that `tail` (conditions, order, limit) finds.
///
/// # Errors
/// Whatever the engine reports.
pub fn all<R: Record>(conn: &Connection, tail: &str, params: &[&dyn ToSql]) -> Result<Vec<R>> {
    let mut statement = conn.prepare_cached(&format!("{} {tail}", R::SELECT))?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(R::from_row(row)?);
    }
    Ok(found)
}
