//! `stoa restore FILE`: an empty installation becomes the one that was backed up, on whichever database it has.

use super::manifest::{FORMAT, Manifest, NAME, Table, checksum};
use super::say;
use crate::config::Config;
use crate::data;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Component, Path};
use stoa::conversations::search;
use stoa::platform::archive::{TABLES, continue_ids, fill, is_used};
use stoa::platform::{Db, Services, Tx};

/// Rows that go in with one statement.
const BATCH: usize = 500;

/// Checks the backup, then fills everything in or nothing.
///
/// # Errors
/// A sentence that says what is wrong with the backup, or that the installation is not empty.
pub async fn restore(config: &Config, file: &Path) -> Result<(), String> {
    let secret = data::prepare(config)?;
    let services = Services::start(config.options(secret)).await?;
    let done = restore_into(&services, &config.data, file).await;
    services.db().close().await;
    let manifest = done?;
    let rows: u64 = manifest.tables.iter().map(|t| t.rows).sum();
    say(&format!("{rows} rows and {} files are back. Start it with: stoa serve", manifest.files.len()));
    Ok(())
}

async fn restore_into(services: &Services, data: &Path, file: &Path) -> Result<Manifest, String> {
    let words = |e: stoa::Error| e.to_string();
    let mut tx = services.begin().await.map_err(words)?;
    if is_used(&mut tx).await.map_err(words)? {
        return Err("This installation is in use: a backup only goes into an empty one. Point STOA_DATA_DIR or DATABASE_URL elsewhere.".into());
    }
    // Unpacked beside its goal, so that the files only need to be moved.
    let folder = tempfile::tempdir_in(data).map_err(|e| format!("STOA_DATA_DIR: nothing can be written there: {e}"))?;
    let manifest = unpack(file, folder.path())?;
    for table in &manifest.tables {
        fill_table(&mut tx, table, &folder.path().join(Table::entry(&table.name))).await?;
        if table.name == "conversation" && !table.columns.iter().any(|c| c == "indexed") {
            search::set_all_entered(&mut tx).await.map_err(words)?;
        }
    }
    for file in &manifest.files {
        let (from, to) = (folder.path().join("files").join(&file.path), data.join("files").join(&file.path));
        let moved = fs::create_dir_all(to.parent().unwrap_or(data)).and_then(|()| fs::rename(from, &to));
        moved.map_err(|e| format!("{} cannot be put back: {e}", to.display()))?;
    }
    tx.commit().await.map_err(words)?;
    Ok(manifest)
}

/// Unpacks the archive and compares it with its manifest.
fn unpack(file: &Path, folder: &Path) -> Result<Manifest, String> {
    let name = file.display();
    let broken = |e: std::io::Error| format!("{name} is damaged or not a backup: {e}");
    let input = File::open(file).map_err(|e| format!("{name} cannot be read: {e}"))?;
    tar::Archive::new(zstd::Decoder::new(input).map_err(broken)?).unpack(folder).map_err(broken)?;
    let text = fs::read_to_string(folder.join(NAME)).map_err(|_| format!("{name} has no table of contents: it was cut off or is not a backup."))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|e| format!("{name} has a table of contents that cannot be read: {e}"))?;
    if manifest.format != FORMAT || manifest.schema > Db::newest_schema() {
        return Err(format!("{name} was written by Stoa {}, which is newer than this one. Use that version or a later one.", manifest.version));
    }
    let is_plain = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let known = manifest.tables.iter().all(|t| TABLES.contains(&t.name.as_str()) && t.columns.iter().all(|c| is_word(c)));
    if !known || !manifest.files.iter().all(|f| is_plain(&f.path)) {
        return Err(format!("{name} names tables or files that no backup of Stoa has."));
    }
    let tables = manifest.tables.iter().map(|t| (Table::entry(&t.name), &t.sha256));
    let files = manifest.files.iter().map(|f| (format!("files/{}", f.path), &f.sha256));
    for (entry, wanted) in tables.chain(files) {
        let (_, found) = checksum(&folder.join(&entry)).map_err(|e| format!("{name} lacks {entry}: {e}"))?;
        if found != *wanted {
            return Err(format!("{name} is damaged: {entry} is not what was written."));
        }
    }
    Ok(manifest)
}

async fn fill_table(tx: &mut Tx, table: &Table, rows: &Path) -> Result<(), String> {
    let failed = |e: &dyn std::fmt::Display| format!("{} cannot be filled: {e}", table.name);
    let mut lines = BufReader::new(File::open(rows).map_err(|e| failed(&e))?).lines();
    let mut filled = 0;
    loop {
        let batch: Vec<String> = lines.by_ref().take(BATCH).collect::<Result<_, _>>().map_err(|e| failed(&e))?;
        if batch.is_empty() {
            break;
        }
        filled += fill(tx, &table.name, &table.columns, format!("[{}]", batch.join(","))).await.map_err(|e| failed(&e))?;
    }
    if filled != table.rows {
        return Err(format!("{} took {filled} of {} rows.", table.name, table.rows));
    }
    continue_ids(tx, &table.name, &table.columns).await.map_err(|e| failed(&e))
}

fn is_word(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
