//! Reads the modules of a crate, and the paths by which each refers to others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The path of a module below its crate.
pub(crate) type ModulePath = Vec<String>;

/// The modules of a crate, by path.
pub(crate) struct Crate {
    pub(crate) modules: BTreeMap<ModulePath, Module>,
}

/// The paths and names in a module.
#[derive(Default)]
pub(crate) struct Module {
    /// Names that `use` brings in, with their paths as the source has them.
    imports: BTreeMap<String, Vec<String>>,
    /// Names that the module re-exports with `pub use`.
    passed_on: BTreeSet<String>,
    /// Paths in the code.
    paths: Vec<Vec<String>>,
    /// Names in the code that are not part of a path.
    names: BTreeSet<String>,
    /// Whether it is in the file of the module around it.
    is_inline: bool,
}

impl Crate {
    /// The crate whose sources are in a folder.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next).expect("the sources can be listed") {
                let path = entry.expect("the sources can be listed").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(&path).expect("the sources can be read");
                    let name = path.strip_prefix(folder).expect("it is below the folder");
                    files.push((name.to_str().expect("names are text").replace('\\', "/"), text));
                }
            }
        }
        assert!(!files.is_empty(), "no sources in {}", folder.display());
        Self::of(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// The crate of these files, by path below `src`.
    pub(crate) fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut modules = BTreeMap::new();
        for (name, text) in files {
            let mut path: ModulePath =
                name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            let last = path.last().map(String::as_str).unwrap_or_default();
            // Files of tests are not looked at.
            if last == "tests" || last.ends_with("_tests") {
                continue;
            }
            if ["lib", "main", "mod"].contains(&last) {
                path.pop();
            }
            let tokens: TokenStream =
                text.parse().unwrap_or_else(|error| panic!("{name} is not Rust: {error}"));
            walk(tokens, &path, &mut modules);
        }
        Self { modules }
    }

    /// The modules that a module uses, each with the path that uses it.
    pub(crate) fn uses<'a>(&'a self, at: &'a ModulePath) -> Vec<(ModulePath, String)> {
        let module = &self.modules[at];
        let is_used = |name: &&String| {
            !module.passed_on.contains(*name)
                || module.names.contains(*name)
                || module.paths.iter().any(|path| path[0] == **name)
        };
        let imports = module.imports.iter().filter(|(name, _)| is_used(name));
        imports
            .map(|(_, path)| path)
            .chain(&module.paths)
            .filter_map(|path| Some((self.file(&self.resolve(at, path, 0)?), path.join("::"))))
            .filter(|(to, _)| *to != self.file(at))
            .collect()
    }

    /// The module whose file contains a module.
    pub(crate) fn file(&self, module: &ModulePath) -> ModulePath {
        let mut file = module.clone();
        while self.modules.get(&file).is_some_and(|module| module.is_inline) {
            file.pop();
        }
        file
    }

    /// The module that defines what a path names; `None` if another crate does.
    fn resolve(&self, at: &ModulePath, path: &[String], depth: usize) -> Option<ModulePath> {
        // Re-exports can form a circle.
        if depth > 20 {
            return None;
        }
        let mut module = at.clone();
        let mut rest = path;
        let mut is_anchored = false;
        while let [first, tail @ ..] = rest {
            match first.as_str() {
                "crate" => module.clear(),
                "self" => {}
                "super" => {
                    module.pop();
                }
                _ => break,
            }
            is_anchored = true;
            rest = tail;
        }
        while let [first, tail @ ..] = rest {
            let child: ModulePath = module.iter().chain([first]).cloned().collect();
            if self.modules.contains_key(&child) {
                module = child;
                is_anchored = true;
                rest = tail;
                continue;
            }
            let import = self.modules.get(&module).and_then(|found| found.imports.get(first));
            // An import whose path begins with its own name comes from another crate.
            return match import.filter(|import| import[0] != *first) {
                Some(import) => {
                    let path: Vec<String> = import.iter().chain(tail).cloned().collect();
                    self.resolve(&module, &path, depth + 1)
                }
                None => is_anchored.then_some(module),
            };
        }
        is_anchored.then_some(module)
    }
}

/// Collects what the tokens of a module refer to.
fn walk(tokens: TokenStream, at: &ModulePath, modules: &mut BTreeMap<ModulePath, Module>) {
    modules.entry(at.clone()).or_default();
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut next = 0;
    while next < tokens.len() {
        let rest = &tokens[next..];
        next += match rest {
            [TokenTree::Punct(hash), ..] if hash.as_char() == '#' => attribute(rest),
            [TokenTree::Ident(word), ..] if word == "use" => {
                import(rest, false, modules.get_mut(at).expect("it was entered"))
            }
            [TokenTree::Ident(word), TokenTree::Ident(after), ..]
                if word == "pub" && after == "use" =>
            {
                1 + import(&rest[1..], true, modules.get_mut(at).expect("it was entered"))
            }
            [TokenTree::Ident(word), TokenTree::Group(_), TokenTree::Ident(after), ..]
                if word == "pub" && after == "use" =>
            {
                2 + import(&rest[2..], true, modules.get_mut(at).expect("it was entered"))
            }
            [TokenTree::Ident(word), TokenTree::Ident(name), TokenTree::Group(body), ..]
                if word == "mod" =>
            {
                let inner: ModulePath = at.iter().cloned().chain([name.to_string()]).collect();
                walk(body.stream(), &inner, modules);
                modules.get_mut(&inner).expect("it was walked").is_inline = true;
                3
            }
            // The code in `quote!` belongs to another crate.
            [TokenTree::Ident(word), TokenTree::Punct(mark), TokenTree::Group(_), ..]
                if word == "quote" && mark.as_char() == '!' =>
            {
                3
            }
            [TokenTree::Ident(word), TokenTree::Ident(_), ..] if word == "mod" => 2,
            [TokenTree::Punct(dot), TokenTree::Ident(_), ..] if dot.as_char() == '.' => 2,
            [TokenTree::Ident(_), ..] => {
                let (path, length) = path(rest);
                let module = modules.get_mut(at).expect("it was entered");
                match path.as_slice() {
                    [name] => {
                        module.names.insert(name.clone());
                    }
                    _ => module.paths.push(path),
                }
                length
            }
            [TokenTree::Group(group), ..] => {
                walk(group.stream(), at, modules);
                1
            }
            _ => 1,
        };
    }
}

/// The length of an attribute in tokens; an attribute for tests counts with its item.
fn attribute(tokens: &[TokenTree]) -> usize {
    let inner = matches!(&tokens[1..], [TokenTree::Punct(mark), ..] if mark.as_char() == '!');
    let length = if inner { 3 } else { 2 };
    let Some(TokenTree::Group(group)) = tokens.get(length - 1) else { return 1 };
    if group.stream().to_string().replace(' ', "") != "cfg(test)" {
        return length;
    }
    let is_end = |token: &TokenTree| match token {
        TokenTree::Punct(mark) => mark.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    // A brace does not end a `use` item.
    let is_use = tokens[length..].iter().take(3).any(|token| token.to_string() == "use");
    let is_end =
        |token: &TokenTree| is_end(token) && !(is_use && matches!(token, TokenTree::Group(_)));
    let rest = tokens[length..].iter().position(is_end).map_or(0, |at| at + 1);
    length + rest
}

/// A path in the code, and its length in tokens.
fn path(tokens: &[TokenTree]) -> (Vec<String>, usize) {
    let mut path = vec![tokens[0].to_string()];
    let mut length = 1;
    while let [TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Ident(name), ..] =
        &tokens[length..]
        && (a.as_char(), b.as_char()) == (':', ':')
    {
        path.push(name.to_string());
        length += 3;
    }
    (path, length)
}

/// A `use` item; returns its length in tokens.
fn import(tokens: &[TokenTree], passes_on: bool, module: &mut Module) -> usize {
    let is_end =
        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
    let end = tokens.iter().position(is_end).unwrap_or(tokens.len());
    // `use<'a>` in a type is not an item.
    if !matches!(tokens.get(1), Some(TokenTree::Punct(mark)) if mark.as_char() == '<') {
        tree(&tokens[1..end], &[], passes_on, module);
    }
    end
}

/// One branch of a `use` item, behind the path that leads to it.
fn tree(tokens: &[TokenTree], before: &[String], passes_on: bool, module: &mut Module) {
    let mut path = before.to_vec();
    let mut name = None;
    let mut rest = tokens;
    while let [token, tail @ ..] = rest {
        rest = tail;
        match token {
            TokenTree::Ident(word) if word == "as" => {
                name = tail.first().map(ToString::to_string);
                break;
            }
            TokenTree::Ident(word) => path.push(word.to_string()),
            TokenTree::Group(group) => {
                let branches: Vec<TokenTree> = group.stream().into_iter().collect();
                let is_comma =
                    |token: &TokenTree| matches!(token, TokenTree::Punct(m) if m.as_char() == ',');
                for branch in branches.split(is_comma).filter(|branch| !branch.is_empty()) {
                    tree(branch, &path, passes_on, module);
                }
                return;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    // `use x::{self}` brings in `x`.
    if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    let Some(name) = name.or_else(|| path.last().cloned()) else { return };
    if passes_on {
        module.passed_on.insert(name.clone());
    }
    module.imports.insert(name, path);
}
