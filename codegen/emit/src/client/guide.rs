//! The guide: chapters for people, as pages of the documentation.
//!
//! Its modules exist only while documentation is made or its examples are tested, and cost no build anything.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Value, json};

use super::docs;
use super::types::ident;
use crate::EmitError;
use crate::file::Collection;
use crate::template::{Template, template};

/// A chapter: its module, what it is about, and its text.
struct Chapter {
    name: &'static str,
    about: &'static str,
    text: Template,
}

const CHAPTERS: [Chapter; 16] = [
    Chapter {
        name: "first_call",
        about: "from an empty project to the first answer",
        text: template!("client/guide/first_call.md.j2"),
    },
    Chapter {
        name: "credentials",
        about: "where keys and tokens come from, and what to do if they are refused",
        text: template!("client/guide/credentials.md.j2"),
    },
    Chapter {
        name: "endpoints",
        about: "regions, addresses of your own, several regions at once",
        text: template!("client/guide/endpoints.md.j2"),
    },
    Chapter {
        name: "calls",
        about: "builders, what the compiler says of a missing parameter, calls by name, storing and copying",
        text: template!("client/guide/calls.md.j2"),
    },
    Chapter {
        name: "answers",
        about: "absent fields, unknown values, numbers, times, secrets",
        text: template!("client/guide/answers.md.j2"),
    },
    Chapter {
        name: "errors",
        about: "what each kind means, what to do, how to tell them apart",
        text: template!("client/guide/errors.md.j2"),
    },
    Chapter {
        name: "paging",
        about: "all items of a list, page by page or at once",
        text: template!("client/guide/paging.md.j2"),
    },
    Chapter {
        name: "waiting",
        about: "tasks and resources: progress, time limits, resuming in another process",
        text: template!("client/guide/waiting.md.j2"),
    },
    Chapter {
        name: "validation",
        about: "what is checked before a call is sent, and how to switch it off",
        text: template!("client/guide/validation.md.j2"),
    },
    Chapter {
        name: "tuning",
        about: "retries, time-outs, connections, proxies, HTTP/2, logging",
        text: template!("client/guide/tuning.md.j2"),
    },
    Chapter {
        name: "testing",
        about: "without the service: the mock server, recordings, a transport of your own",
        text: template!("client/guide/testing.md.j2"),
    },
    Chapter {
        name: "runtimes",
        about: "blocking programs, other async runtimes, WebAssembly",
        text: template!("client/guide/runtimes.md.j2"),
    },
    Chapter {
        name: "secrets",
        about: "what is never shown, and what you must do yourself",
        text: template!("client/guide/secrets.md.j2"),
    },
    Chapter {
        name: "features",
        about: "which groups to build, and what each costs",
        text: template!("client/guide/features.md.j2"),
    },
    Chapter {
        name: "versions",
        about: "the oldest Rust, what a new version may change, what the crate does not do",
        text: template!("client/guide/versions.md.j2"),
    },
    Chapter {
        name: "faults",
        about: "what comes of each thing that a server or a network can do wrong",
        text: template!("client/guide/faults.md.j2"),
    },
];

/// The chapters, for the introduction.
pub(super) fn chapters() -> Value {
    CHAPTERS.iter().map(|chapter| json!({ "name": chapter.name, "about": chapter.about })).collect()
}

/// The texts of the chapters, and the modules that show them.
pub(super) fn generate(context: &Value, files: &mut Collection) -> Result<(), EmitError> {
    for chapter in &CHAPTERS {
        let path = format!("taurusdb/guide/{}.md", chapter.name);
        files.add(path, "a chapter of the guide", chapter.text.render(context)?)?;
    }
    files.add_rust("taurusdb/src/guide.rs", "the guide", modules())
}

fn modules() -> TokenStream {
    let modules = CHAPTERS.iter().map(|chapter| {
        let (name, path) = (ident(chapter.name), format!("../guide/{}.md", chapter.name));
        quote! {
            #[doc = include_str!(#path)]
            pub mod #name {}
        }
    });
    let list = CHAPTERS.iter().map(|Chapter { name, about, .. }| format!("- [`{name}`]: {about}"));
    let list: Vec<String> = list.collect();
    let intro = docs::inner(&format!("How to use this crate, by question.\n\n{}", list.join("\n")));
    quote! {
        #intro

        #(#modules)*
    }
}
