//! Row images: temporary triggers, made from the schema, note every row that an act writes.

use super::error::Result;
use super::tables::JOURNALLED;
use rusqlite::Connection;
use std::collections::HashMap;

/// One row that an act wrote: its image before (none for a new row) and after, as JSON arrays in
/// column order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// The table.
    pub table: String,
    /// The row's id.
    pub row_id: i64,
    /// The image before the act.
    pub before: Option<String>,
    /// The image after the act.
    pub after: String,
}

/// The columns of a journalled table, in order.
///
/// # Errors
/// Whatever the engine reports.
pub fn columns(conn: &Connection, table: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names = statement.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(names)
}

/// The expression that makes the image of a row; `row` is `NEW.`, `OLD.` or empty.
///
/// The PIN's string stands in its image as a digest only.
#[must_use]
pub fn image_expression(table: &str, columns: &[String], row: &str) -> String {
    let parts: Vec<String> = columns
        .iter()
        .map(|column| {
            if table == "credential" && column == "phc" {
                format!("sha256_hex({row}\"{column}\")")
            } else {
                format!("{row}\"{column}\"")
            }
        })
        .collect();
    format!("json_array({})", parts.join(", "))
}

/// Makes the capture table and the triggers on this connection, once.
///
/// # Errors
/// Whatever the engine reports.
pub fn install(conn: &Connection) -> Result<()> {
    let mut sql = String::from(
        "CREATE TEMP TABLE IF NOT EXISTS captured (ord INTEGER PRIMARY KEY, tbl TEXT, row_id INTEGER, before TEXT, after TEXT);",
    );
    for table in JOURNALLED {
        let columns = columns(conn, table)?;
        let new = image_expression(table, &columns, "NEW.");
        let old = image_expression(table, &columns, "OLD.");
        for (event, before) in [("INSERT", "NULL"), ("UPDATE", old.as_str())] {
            sql.push_str(&format!(
                "CREATE TEMP TRIGGER IF NOT EXISTS capture_{table}_{event} AFTER {event} ON main.{table} BEGIN \
                 INSERT INTO captured (tbl, row_id, before, after) VALUES ('{table}', NEW.id, {before}, {new}); END;",
            ));
        }
    }
    conn.execute_batch(&sql)?;
    Ok(())
}

/// Takes out what was captured since the last call: one entry a row, first image before, last after.
///
/// # Errors
/// Whatever the engine reports.
pub fn take(conn: &Connection) -> Result<Vec<Captured>> {
    let mut rows: Vec<Captured> = Vec::new();
    let mut places: HashMap<(String, i64), usize> = HashMap::new();
    let mut statement =
        conn.prepare_cached("SELECT tbl, row_id, before, after FROM captured ORDER BY ord")?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let captured =
            Captured { table: row.get(0)?, row_id: row.get(1)?, before: row.get(2)?, after: row.get(3)? };
        match places.get(&(captured.table.clone(), captured.row_id)) {
            Some(&place) => {
                if let Some(known) = rows.get_mut(place) {
                    known.after = captured.after;
                }
            }
            None => {
                places.insert((captured.table.clone(), captured.row_id), rows.len());
                rows.push(captured);
            }
        }
    }
    drop(found);
    conn.prepare_cached("DELETE FROM captured")?.execute([])?;
    Ok(rows)
}
