//! Which sources a command reads: its paths, or the default layout.

use super::args::Peil;
use super::disk_host::DiskHost;
use super::say;
use crate::session::{Outcome, compile};
use std::path::{Component, Path, PathBuf};

/// The directories of the default layout.
const LAYOUT: [&str; 2] = ["surveys", "report-specs"];

/// The output directory, unless `--out` names another.
pub(super) const OUT: &str = "dist";

/// Compiles what the paths name; none when there is nothing to read, which is said.
pub(super) fn compiled(peil: &Peil, paths: &[PathBuf]) -> Option<Outcome> {
    let roots = roots(peil, paths)?;
    let roots: Vec<&str> = roots.iter().map(String::as_str).collect();
    let outcome = compile(&DiskHost::new(&peil.root), &roots);
    if outcome.files.units.is_empty() && outcome.diagnostics.is_empty() {
        say::error(&format!("there is no `.peil` file in {}", list(&roots)));
        say::line("help: name files or directories that hold sources");
        return None;
    }
    Some(outcome)
}

fn list(roots: &[&str]) -> String {
    let names: Vec<String> =
        roots.iter().map(|root| format!("`{}`", if root.is_empty() { "." } else { root })).collect();
    names.join(" or ")
}

/// Paths from the project root, with `/`.
pub(super) fn roots(peil: &Peil, paths: &[PathBuf]) -> Option<Vec<String>> {
    if paths.is_empty() {
        return default_layout(&peil.root);
    }
    let mut roots = Vec::new();
    for path in paths {
        match below(&peil.root, path) {
            Some(root) => roots.push(root),
            None if path.to_str().is_none() => {
                say::error(&format!("the path {path:?} is not UTF-8"));
                say::line("help: rename it; letters, digits, `-` and `_` are safe on every system");
                return None;
            }
            None => {
                say::error(&format!("`{}` lies outside the project root `{}`", path.display(), peil.root.display()));
                say::line("help: set the root with `--root DIR`");
                return None;
            }
        }
    }
    Some(roots)
}

fn default_layout(root: &Path) -> Option<Vec<String>> {
    let found: Vec<String> = LAYOUT.iter().filter(|dir| root.join(dir).is_dir()).map(|&dir| dir.to_owned()).collect();
    if found.is_empty() {
        say::error(&format!("there is no `surveys/` or `report-specs/` in `{}`", root.display()));
        say::line("help: name files or directories, set `--root DIR`, or make a project with `peil new DIR`");
        return None;
    }
    Some(found)
}

/// A path as seen from the root. A relative path is relative to the root, unless it exists only from here.
fn below(root: &Path, path: &Path) -> Option<String> {
    let plain = |path: &Path| {
        let parts = path.components().filter(|part| !matches!(part, Component::CurDir));
        let names: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
        names.map(|names| names.join("/"))
    };
    if path.is_relative() && (root == Path::new(".") || root.join(path).exists()) {
        return plain(path);
    }
    let (root, path) = (root.canonicalize().ok()?, path.canonicalize().ok()?);
    plain(path.strip_prefix(root).ok()?)
}
