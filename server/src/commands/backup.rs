//! `stoa backup FILE`: one moment of the database and the uploaded files, in one compressed archive, also while Stoa runs.

use super::manifest::{Entry, FORMAT, Manifest, NAME, Table, checksum};
use super::say;
use crate::config::Config;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use stoa::platform::archive::{Snapshot, TABLES};
use stoa::platform::{Clock, Db};

type Archive = tar::Builder<zstd::Encoder<'static, File>>;

/// Writes everything into `file`, which must not be there yet.
///
/// # Errors
/// A sentence that says what cannot be read or written; nothing is left at `file` then.
pub async fn backup(config: &Config, file: &Path) -> Result<(), String> {
    if file.exists() {
        return Err(format!("{} is there already: give the backup a new name.", file.display()));
    }
    let db = Db::connect(&config.database_url).await.map_err(|e| format!("DATABASE_URL: the database cannot be opened: {e}"))?;
    let unfinished = file.with_extension("unfinished");
    let done = write(config, &db, &unfinished).await;
    db.close().await;
    let moved = done.and_then(|manifest| fs::rename(&unfinished, file).map(|()| manifest).map_err(|e| format!("{}: {e}", file.display())));
    let manifest = moved.inspect_err(|_| drop(fs::remove_file(&unfinished)))?;
    let rows: u64 = manifest.tables.iter().map(|t| t.rows).sum();
    say(&format!("{}: {rows} rows of {} tables, {} files. Keep it where only you can read it.", file.display(), manifest.tables.len(), manifest.files.len()));
    Ok(())
}

async fn write(config: &Config, db: &Db, to: &Path) -> Result<Manifest, String> {
    let schema = db.schema().await;
    if schema != Db::newest_schema() {
        return Err(format!(
            "The tables are at {schema}, this version of Stoa knows {}. Use the version that runs here, or run stoa migrate first.",
            Db::newest_schema()
        ));
    }
    // It holds addresses and password hashes: nobody else reads it.
    let out = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to);
    let out = out.map_err(|e| format!("{} cannot be written: {e}", to.display()))?;
    let failed = |e: std::io::Error| format!("The backup cannot be written: {e}");
    let mut archive = tar::Builder::new(zstd::Encoder::new(out, 0).map_err(failed)?);
    // Beside the backup, not in /tmp: that may be small, or memory, and what is in a backup belongs on no other disk.
    let beside = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = tempfile::Builder::new().prefix(".stoa-backup").tempdir_in(beside).map_err(failed)?;
    let mut manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").into(),
        schema,
        database: if db.is_postgres() { "postgres" } else { "sqlite" }.into(),
        made_at: Clock::system().now().0,
        tables: Vec::new(),
        files: Vec::new(),
    };
    let mut snapshot = Snapshot::take(db).await.map_err(|e| format!("The database cannot be read: {e}"))?;
    for name in TABLES {
        manifest.tables.push(add_table(&mut archive, &mut snapshot, name, &folder.path().join(name)).await?);
    }
    // After the rows: a file is stored before its row, so every row has its file.
    let files = config.data.join("files");
    for path in every_file(&files).map_err(failed)? {
        manifest.files.extend(add_file(&mut archive, &files, &path).map_err(failed)?);
    }
    let text = serde_json::to_vec_pretty(&manifest).expect("plain data");
    let mut header = tar::Header::new_gnu();
    header.set_size(text.len() as u64);
    header.set_mode(0o600);
    archive.append_data(&mut header, NAME, text.as_slice()).map_err(failed)?;
    archive.into_inner().and_then(zstd::Encoder::finish).and_then(|file| file.sync_all()).map_err(failed)?;
    Ok(manifest)
}

async fn add_table(archive: &mut Archive, snapshot: &mut Snapshot, name: &str, by_way_of: &Path) -> Result<Table, String> {
    let failed = |e: std::io::Error| format!("{name} cannot be written: {e}");
    let columns = snapshot.columns(name).await.map_err(|e| format!("{name} cannot be read: {e}"))?;
    let mut out = BufWriter::new(File::create(by_way_of).map_err(failed)?);
    let mut rows = 0;
    snapshot
        .rows(name, &columns, |row| {
            rows += 1;
            writeln!(out, "{row}").map_err(failed)
        })
        .await?;
    out.flush().map_err(failed)?;
    let (_, sha256) = checksum(by_way_of).map_err(failed)?;
    archive.append_path_with_name(by_way_of, Table::entry(name)).map_err(failed)?;
    fs::remove_file(by_way_of).map_err(failed)?;
    Ok(Table { name: name.into(), columns, rows, sha256 })
}

/// `None` when it was deleted meanwhile: then no row of the snapshot needs it.
fn add_file(archive: &mut Archive, below: &Path, path: &Path) -> std::io::Result<Option<Entry>> {
    let name = path.strip_prefix(below).map_err(std::io::Error::other)?.to_string_lossy().into_owned();
    let (bytes, sha256) = match checksum(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        sum => sum?,
    };
    match archive.append_path_with_name(path, format!("files/{name}")) {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        added => added.map(|()| Some(Entry { path: name, bytes, sha256 })),
    }
}

fn every_file(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    Ok(found)
}
