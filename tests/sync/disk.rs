//! A disk without room, and one that cannot be written: the old tree stays, the message names a file and
//! what to do, and the same command succeeds once that is done.
//!
//! The disks are real ones in memory, which only this test sees: `unshare` lets it mount them. Where the
//! system does not allow that, the test says so in one line and passes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::killed::EDITS;
use super::repository::Repository;
use crate::extract::run::xtask;

/// Copies a tree (2) to a disk (1), takes its room or the right to write to it (3: kilobytes, or `ro`), runs
/// the rest of the arguments there, and copies the tree to `after` beside it; then once more with room, to
/// `again`.
const SCRIPT: &str = r#"
disk=$1 tree=$2 room=$3; shift 3
mount -t tmpfs -o size=256m tmpfs "$disk" && cp -a "$tree/." "$disk" && cd "$disk" || exit 90
if test "$room" = ro; then mount -o remount,ro "$disk" || exit 90
else
    used=$(df -k "$disk" | awk 'NR == 2 { print $3 }')
    mount -o "remount,size=$((used + room))k" "$disk" || exit 90
fi
"$@"; code=$?
cp -a "$disk" "$tree.after" && mount -o remount,rw,size=256m "$disk" || exit 90
"$@" > /dev/null 2>&1; second=$?
cp -a "$disk" "$tree.again" || exit 90
test "$second" -eq 0 -o "$second" -eq 4 || exit 91
exit "$code"
"#;

type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// The files below a folder but the documents, by their paths in it.
fn tree(folder: &Path) -> Tree {
    let files = super::repository::files(folder).into_iter();
    let inside = |path: PathBuf| path.strip_prefix(folder).expect("it is inside").to_owned();
    files
        .filter(|(path, _)| path.extension().is_none_or(|end| end != "txt"))
        .map(|(path, bytes)| (inside(path), bytes))
        .collect()
}

/// Whether disks can be made here.
fn can_mount(around: &Path) -> bool {
    let disk = around.join("trial");
    std::fs::create_dir_all(&disk).expect("a folder can be made");
    let mut unshare = Command::new("unshare");
    unshare.args(["--mount", "--map-root-user", "mount", "-t", "tmpfs", "tmpfs"]).arg(disk);
    unshare.output().is_ok_and(|output| output.status.success())
}

struct Disk {
    around: tempfile::TempDir,
    old: Tree,
}

impl Disk {
    fn run(&self, room: &str, command: &[&str]) -> Output {
        let folder = |end: &str| self.around.path().join(end);
        for end in ["tree.after", "tree.again"] {
            // It may not be there yet.
            let _ = std::fs::remove_dir_all(folder(end));
        }
        let mut unshare = Command::new("unshare");
        unshare
            .args(["--mount", "--map-root-user", "sh", "-c", SCRIPT, "sh"])
            .args([folder("disk"), folder("tree")])
            .arg(room)
            .arg(xtask())
            .args(command);
        unshare.output().expect("unshare can be run")
    }

    /// The command fails without a trace, says why, and succeeds with room.
    #[track_caller]
    fn fails(&self, room: &str, command: &[&str], why: &str, advice: &str, new: &Tree) {
        let output = self.run(room, command);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{room} {command:?}: {said}");
        let place = said.strip_prefix("error: ").and_then(|rest| rest.split(": ").next());
        let folder = self.around.path().join("disk").display().to_string();
        let is_named =
            place.is_some_and(|place| place.starts_with(&folder) || place.contains("spec"));
        assert!(is_named, "no file is named: {said}");
        for part in [why, "nothing was written", advice] {
            assert!(said.contains(part), "{room} {command:?}, '{part}' is lacking: {said}");
        }
        let after = tree(&self.around.path().join("tree.after"));
        assert!(after == self.old, "{room} {command:?} left something else than the old tree");
        let again = tree(&self.around.path().join("tree.again"));
        assert!(again == *new, "{room} {command:?}: the next run did not finish it");
    }
}

#[test]
fn the_old_tree_stays_where_it_cannot_be_written() {
    let repository = Repository::new();
    repository.issue("04.txt", &EDITS);
    let around = tempfile::tempdir().expect("a temporary folder");
    if !can_mount(around.path()) {
        eprintln!("not run: this system does not let tests mount a disk");
        return;
    }
    let copy = |from: &Path, to: &Path| {
        let copied = Command::new("cp").arg("-a").args([from, to]).status().expect("cp can be run");
        assert!(copied.success());
    };
    copy(&repository.path(""), &around.path().join("tree"));
    std::fs::create_dir(around.path().join("disk")).expect("a folder can be made");
    let disk = Disk { old: tree(&around.path().join("tree")), around };
    let commands: [&[&str]; 3] = [
        &["sync", "04.txt"],
        &["regenerate", "--document", "04.txt"],
        &["extract", "--document", "04.txt"],
    ];
    for command in commands {
        let output = disk.run("200000", command);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 4)), "{command:?}: {said}");
        let new = tree(&disk.around.path().join("tree.after"));
        assert!(new != disk.old, "{command:?} changes nothing");
        for room in ["0", "4", "32", "128"] {
            let room_for = "make room on the disk";
            disk.fails(room, command, "No space left on device", room_for, &new);
        }
        disk.fails("ro", command, "Read-only file system", "writable", &new);
    }
}
