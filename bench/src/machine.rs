//! Where and when it was measured.

use std::fs::read_to_string;
use std::process::Command;

/// A few lines: date, commit, processor, memory, load, programs.
pub fn describe() -> String {
    let cpu = field("/proc/cpuinfo", "model name");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = field("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0) / 1024.0 / 1024.0;
    let load = read_to_string("/proc/loadavg").unwrap_or_default();
    let dirty = if output("git", &["status", "--porcelain", "src", "app", "server", "migrations"]).is_empty() { "" } else { " with changes" };
    let lines = [
        ("Date", output("date", &["-u", "+%Y-%m-%d %H:%M UTC"])),
        ("Commit", output("git", &["rev-parse", "--short", "HEAD"]) + dirty),
        ("Machine", format!("{cpu}, {cores} cores, {memory:.0} GB, {}", output("uname", &["-sr"]))),
        ("Load when done", load.split(' ').take(3).collect::<Vec<_>>().join(" ") + " (1, 5, 15 minutes; the measurement itself included)"),
        ("Beside it", format!("Node.js {}, {}", output("node", &["--version"]), postgres())),
    ];
    lines.iter().map(|(name, value)| format!("- {name}: {value}\n")).collect()
}

fn postgres() -> String {
    std::env::var("STOA_BENCH_POSTGRES").unwrap_or_else(|_| "no PostgreSQL".into())
}

fn field(file: &str, name: &str) -> String {
    let text = read_to_string(file).unwrap_or_default();
    text.lines().find(|l| l.starts_with(name)).and_then(|l| l.split_once(':')).map(|(_, v)| v.trim().to_owned()).unwrap_or_default()
}

fn output(program: &str, args: &[&str]) -> String {
    Command::new(program).args(args).output().map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned()).unwrap_or_default()
}
