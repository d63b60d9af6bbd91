//! Source files as the layer tests read them.

use std::path::Path;

/// A file of the project.
pub(crate) struct Source {
    /// From the project's folder, with `/`.
    pub(crate) path: String,
    /// All of it.
    pub(crate) text: String,
    /// Without line comments and without its inline test module.
    pub(crate) code: String,
}

/// Rust files of `src` that are not tests.
pub(crate) fn rust_files() -> Vec<Source> {
    let mut found = files(&["src"], &["rs"]);
    // Modules that only tests see.
    found.retain(|f| !f.path.ends_with("/tests.rs") && !f.path.ends_with("/quality.rs"));
    assert!(found.len() > 40, "only {} Rust files found: the search is broken", found.len());
    found
}

/// Everything people write code in.
pub(crate) fn code_files() -> Vec<Source> {
    files(&["src", "tests", "www"], &["rs", "ts", "mjs", "css", "html"])
}

/// Everything that is written by hand for people to read: code and its comments, without the words of the visitors' languages.
pub(crate) fn authored_files() -> Vec<Source> {
    let mut found = files(&["src", "tests", "www/src"], &["rs", "ts", "mjs", "js", "css"]);
    // The lists of words themselves.
    found.retain(|f| !f.path.ends_with("layers/vocabulary.rs"));
    found
}

/// Files in these folders, at any depth, whose names have one of these endings.
pub(crate) fn files(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        walk(Path::new(env!("CARGO_MANIFEST_DIR")), folder, endings, &mut found);
    }
    found
}

fn walk(root: &Path, folder: &str, endings: &[&str], found: &mut Vec<Source>) {
    let mut names: Vec<String> =
        std::fs::read_dir(root.join(folder)).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            // Made, not written.
            if !["node_modules", "dist", "pkg", "package"].contains(&name.as_str()) {
                walk(root, &path, endings, found);
            }
        } else if endings.iter().any(|e| name.ends_with(&format!(".{e}"))) {
            let text = std::fs::read_to_string(root.join(&path)).unwrap();
            let code = code(&text);
            found.push(Source { path, text, code });
        }
    }
}

/// What is left without comments and without the test module, which stands last.
fn code(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..tests].lines().map(|line| line.find("//").map_or(line, |at| &line[..at])).collect::<Vec<_>>().join("\n")
}
