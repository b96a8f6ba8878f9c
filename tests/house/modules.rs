//! The modules of a crate form no cycle, so that they can be read one after the other, from the bottom
//! up.
//!
//! The test looks at every module that has children, and compares the children, each with everything
//! inside it, and what the module itself defines. If a child uses what its parent defines, and the
//! parent uses the child, that is a cycle. A parent may declare a child and re-export what the child
//! defines.

use super::crate_source::Crate;
use super::cycles::cycles;

/// A hand-written crate.
struct Held {
    folder: &'static str,
    /// Modules whose children still form cycles. The list may only shrink.
    open: &'static [&'static str],
}

const HELD: [Held; 10] = [
    Held { folder: "codegen/emit", open: &[] },
    Held { folder: "codegen/extract", open: &[] },
    Held { folder: "codegen/runtime/cli", open: &[] },
    // A slot, a record and a view are each defined by the other two: Rust needs them in a circle.
    Held { folder: "codegen/runtime/client", open: &["record"] },
    Held { folder: "codegen/runtime/descriptors", open: &[] },
    Held { folder: "codegen/runtime/mock", open: &[] },
    Held { folder: "codegen/sync", open: &[] },
    Held { folder: "codegen/xtask", open: &[] },
    Held { folder: "spec", open: &[] },
    Held { folder: "spec/vocabulary", open: &[] },
];

#[test]
fn no_module_needs_what_needs_it() {
    let mut wrong = Vec::new();
    for Held { folder, open } in HELD {
        let found = cycles(&Crate::read(&taurusdb_tests::root().join(folder).join("src")));
        for cycle in found.iter().filter(|cycle| !open.contains(&cycle.module.as_str())) {
            wrong.push(format!("{folder}: {cycle}"));
        }
        for module in open.iter().filter(|open| found.iter().all(|cycle| cycle.module != **open)) {
            wrong
                .push(format!("{folder}: {module} no longer has a cycle: remove it from the list"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Compares the cycles of a crate with these files, given by path and text.
#[track_caller]
fn finds(files: &[(&str, &str)], expected: &[&str]) {
    let found = cycles(&Crate::of(files.iter().copied()));
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn siblings_that_need_each_other() {
    finds(
        &[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "fn f() { crate::a::g() }"),
        ],
        &["the crate: a → b → a\n  a: crate::b::B\n  b: crate::a::g"],
    );
}

#[test]
fn a_child_that_takes_what_its_parent_defines() {
    let child = ("a/b.rs", "use super::{c::C, A};");
    finds(
        &[("lib.rs", "mod a;"), ("a/mod.rs", "mod b; mod c; struct A; fn f() { b::g() }"), child],
        &["a: a itself → b → a itself\n  a: b::g\n  a::b: super::A"],
    );
    // A re-export alone does not count as use.
    finds(&[("a/mod.rs", "mod b; pub use b::g; struct A;"), child], &[]);
    finds(
        &[("a/mod.rs", "mod b; pub use b::g; struct A; fn f() { g() }"), child],
        &["a: a itself → b → a itself\n  a: b::g\n  a::b: super::A"],
    );
}

#[test]
fn a_re_export_is_found_where_it_is_defined() {
    finds(
        &[
            ("lib.rs", "mod a; mod b; pub use a::A;"),
            ("a.rs", "mod inner { use super::super::b::B; }"),
            ("b.rs", "use crate::A as Other;"),
        ],
        &["the crate: a → b → a\n  a::inner: super::super::b::B\n  b: crate::A"],
    );
}

#[test]
fn tests_and_documentation_do_not_count() {
    finds(
        &[
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "/// See [`crate::b::B`].\n#[cfg(test)] mod tests { use crate::b::B; }"),
            ("b.rs", "use crate::a::A; #[cfg(test)] use super::a;"),
        ],
        &[],
    );
}
