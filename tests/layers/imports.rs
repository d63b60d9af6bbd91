//! Which file of `src` imports from which: relative paths and re-exports resolved to the file that defines the name.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Source;

/// A path of names below the crate.
type Path = Vec<String>;

/// Files by the module they are.
pub(crate) struct Imports {
    /// Names that a module passes on, to where they come from.
    passed_on: BTreeMap<Path, Path>,
    modules: BTreeSet<Path>,
    used: BTreeMap<Path, BTreeSet<Path>>,
    /// Folder of each file, from `src` on.
    folders: BTreeMap<Path, String>,
}

impl Imports {
    /// Reads all `use` declarations and all paths in the code of files.
    pub(crate) fn of(files: &[Source]) -> Self {
        let folder = |path: &str| path.trim_start_matches("src/").rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
        let folders = files.iter().map(|f| (module(&f.path), folder(&f.path))).collect();
        let files: Vec<(Path, String)> = files.iter().map(|f| (module(&f.path), plain(&f.code))).collect();
        let modules = files.iter().map(|(module, _)| module.clone()).collect();
        let mut found = Self { passed_on: BTreeMap::new(), modules, used: BTreeMap::new(), folders };
        for (own, code) in &files {
            for (public, tree) in declarations(code) {
                for name in leaves(tree).into_iter().filter(|_| public) {
                    if let Some(path) = found.absolute(own, &name) {
                        let mut here = own.clone();
                        here.extend(path.last().cloned());
                        found.passed_on.insert(here, path);
                    }
                }
            }
        }
        for (own, code) in &files {
            let mut names: Vec<String> =
                declarations(code).into_iter().filter(|(public, _)| !public).flat_map(|(_, tree)| leaves(tree)).collect();
            names.extend(paths(code));
            let from = names.iter().filter_map(|name| found.absolute(own, name)).map(|path| found.defined_in(path));
            let from: BTreeSet<Path> = from.filter(|other| other != own && !other.is_empty()).collect();
            found.used.insert(own.clone(), from);
        }
        found
    }

    /// How many arrows there are from one file to another.
    pub(crate) fn arrows(&self) -> usize {
        self.used.values().map(BTreeSet::len).sum()
    }

    /// Folders and those that their files import from.
    pub(crate) fn folders(&self) -> BTreeSet<(&str, &str)> {
        let arrows = self.used.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to)));
        arrows.map(|(from, to)| (self.folders[from].as_str(), self.folders[to].as_str())).filter(|(from, to)| from != to).collect()
    }

    /// Files that import each other in a circle, if any.
    pub(crate) fn cycle(&self) -> Option<Vec<String>> {
        let mut done = BTreeSet::new();
        self.modules.iter().find_map(|start| self.walk(start, &mut Vec::new(), &mut done))
    }

    fn walk(&self, at: &Path, way: &mut Vec<Path>, done: &mut BTreeSet<Path>) -> Option<Vec<String>> {
        if let Some(begin) = way.iter().position(|before| before == at) {
            return Some(way[begin..].iter().chain([at]).map(|path| path.join("::")).collect());
        }
        if done.contains(at) {
            return None;
        }
        way.push(at.clone());
        let found = self.used.get(at).into_iter().flatten().find_map(|next| self.walk(next, way, done));
        way.pop();
        done.insert(at.clone());
        found
    }

    /// The path below the crate of a name that a file uses, if it is one of ours.
    fn absolute(&self, own: &Path, name: &str) -> Option<Path> {
        let mut parts: Vec<&str> = name.split("::").filter(|part| !part.is_empty()).collect();
        let mut base = own.clone();
        match *parts.first()? {
            "crate" => {
                base.clear();
                parts.remove(0);
            }
            "self" => drop(parts.remove(0)),
            "super" => {
                while parts.first() == Some(&"super") {
                    base.pop();
                    parts.remove(0);
                }
            }
            first => {
                let mut child = own.clone();
                child.push(first.to_string());
                if !self.modules.contains(&child) {
                    return None;
                }
            }
        }
        base.extend(parts.into_iter().map(String::from));
        Some(base)
    }

    /// The file in which a path is defined.
    fn defined_in(&self, mut path: Path) -> Path {
        // A name may be passed on more than once.
        for _ in 0..8 {
            let Some(n) = (1..=path.len()).rev().find(|n| self.passed_on.contains_key(&path[..*n]) && !self.modules.contains(&path[..*n]))
            else {
                break;
            };
            let rest = path.split_off(n);
            path = self.passed_on[&path].iter().cloned().chain(rest).collect();
        }
        while !path.is_empty() && !self.modules.contains(&path) {
            path.pop();
        }
        path
    }
}

/// `src/head/mesh/mod.rs` is head::mesh.
fn module(path: &str) -> Path {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|part| *part != "lib").map(String::from).collect()
}

/// Code whose visibilities name no module: `pub(in crate::head)` imports nothing.
fn plain(code: &str) -> String {
    let mut plain = String::new();
    let mut rest = code;
    while let Some(at) = rest.find("pub(") {
        let end = rest[at..].find(')').map_or(rest.len(), |length| at + length + 1);
        plain.push_str(&rest[..at]);
        plain.push_str("pub");
        rest = &rest[end..];
    }
    plain + rest
}

/// Every `use` declaration: whether it passes names on, and its tree.
fn declarations(code: &str) -> Vec<(bool, &str)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let before = code[..at].trim_end_matches(' ');
        let public = before.ends_with("pub");
        if public || before.is_empty() || before.ends_with('\n') {
            let end = code[at..].find(';').map_or(code.len(), |length| at + length);
            found.push((public, &code[at + 4..end]));
        }
    }
    found
}

/// The names of a tree: `a::{b, c::d}` is a::b and a::c::d.
fn leaves(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let name = tree.split(" as ").next().unwrap_or(tree).trim();
        let name = name.strip_suffix("::self").or_else(|| name.strip_suffix("::*")).unwrap_or(name);
        return vec![name.to_string()];
    };
    let inner = &tree[open + 1..tree.rfind('}').unwrap_or(tree.len())];
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| leaves(&format!("{}{}", &tree[..open], part.trim()))).collect()
}

/// Paths in code that begin with `crate` or `super`.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for begin in ["crate::", "super::"] {
        for (at, _) in code.match_indices(begin) {
            let before = code[..at].chars().next_back();
            let line = code[..at].rfind('\n').map_or(0, |start| start + 1);
            let declared =
                code[line..at].contains("use ") || before.is_some_and(|c| c.is_alphanumeric() || "_$:{, ".contains(c) && c != ' ');
            if !declared {
                let end = code[at..].find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').map_or(code.len(), |length| at + length);
                found.push(code[at..end].trim_end_matches(':').to_string());
            }
        }
    }
    found
}
