//! What the output of a build holds of one report: its plan, and its surveys as they were compiled.

use super::faults;
use crate::diag::Diagnostic;
use crate::host::Host;
use crate::model::{Survey, build_of};
use crate::plan::{Plan, VERSION};
use crate::text::sha256;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A report as it was compiled.
#[derive(Debug)]
pub struct Compiled {
    pub plan: Plan,
    /// The plan's surveys in its order, each with its build.
    pub surveys: Vec<(Survey, String)>,
    /// What the reader should know, such as a plan that was changed by hand.
    pub warnings: Vec<Diagnostic>,
}

/// What is read of a manifest.
#[derive(Deserialize)]
struct Manifest {
    builds: BTreeMap<String, String>,
    files: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    path: String,
    sha256: String,
}

/// An output directory: the host reads below it, `folder` is what it is called.
struct Output<'h> {
    host: &'h dyn Host,
    folder: &'h str,
    manifest: Manifest,
}

/// Reads a report from the output that `host` holds, called `folder`; without a name the only one that is there.
///
/// # Errors
/// A folder that holds no output, no such report, a file that is not as the build left it.
pub fn compiled(host: &dyn Host, folder: &str, report: Option<&str>) -> Result<Compiled, Box<Diagnostic>> {
    let output = Output::open(host, folder)?;
    let entry = output.report(report)?;
    let text = output.text(&entry.path)?;
    let place = output.place(&entry.path);
    let plan: Plan =
        serde_json::from_str(&text).map_err(|error| Box::new(faults::not_as_built(&place, &error.to_string())))?;
    if plan.plan != VERSION {
        return Err(Box::new(faults::not_as_built(&place, &format!("expected `{VERSION}`, found `{}`", plan.plan))));
    }
    let changed = (sha256(text.as_bytes()) != entry.sha256).then(|| faults::plan_changed(&place));
    let surveys = plan.surveys.iter().map(|survey| output.survey(&survey.id)).collect::<Result<_, _>>()?;
    Ok(Compiled { plan, surveys, warnings: changed.into_iter().collect() })
}

impl<'h> Output<'h> {
    fn open(host: &'h dyn Host, folder: &'h str) -> Result<Self, Box<Diagnostic>> {
        let place = format!("{folder}/manifest.json");
        let bytes = host
            .read("manifest.json")
            .map_err(|error| Box::new(faults::no_output(folder, error.diagnostic(&place))))?;
        let manifest: Manifest = serde_json::from_slice(&bytes)
            .map_err(|error| Box::new(faults::not_as_built(&place, &error.to_string())))?;
        Ok(Self { host, folder, manifest })
    }

    fn place(&self, path: &str) -> String {
        format!("{}/{path}", self.folder)
    }

    fn text(&self, path: &str) -> Result<String, Box<Diagnostic>> {
        let place = self.place(path);
        let bytes = self.host.read(path).map_err(|error| Box::new(error.diagnostic(&place)))?;
        String::from_utf8(bytes).map_err(|_| Box::new(faults::not_as_built(&place, "it is not UTF-8")))
    }

    /// The entry of a report's plan.
    fn report(&self, name: Option<&str>) -> Result<&Entry, Box<Diagnostic>> {
        let named = |entry: &Entry| Some(entry.path.strip_prefix("plans/")?.strip_suffix(".plan.json")?.to_owned());
        let plans: Vec<(String, &Entry)> =
            self.manifest.files.iter().filter_map(|entry| Some((named(entry)?, entry))).collect();
        let names: Vec<&str> = plans.iter().map(|(name, _)| name.as_str()).collect();
        let found = match (name, plans.as_slice()) {
            (None, [(_, only)]) => Some(*only),
            (None, _) => None,
            (Some(name), _) => plans.iter().find(|(known, _)| known == name).map(|(_, entry)| *entry),
        };
        found.ok_or_else(|| Box::new(faults::no_report(name, &names, self.folder)))
    }

    /// A survey as it was compiled; the hash of its document is its build.
    fn survey(&self, id: &str) -> Result<(Survey, String), Box<Diagnostic>> {
        let path = format!("models/{}.json", id.replace('@', "-"));
        let (text, place) = (self.text(&path)?, self.place(&path));
        let build = build_of(&text);
        if self.manifest.builds.get(id) != Some(&build) {
            return Err(Box::new(faults::not_as_built(&place, "its hash is not that of the build")));
        }
        let survey =
            Survey::from_document(&text).map_err(|error| Box::new(faults::not_as_built(&place, &error.to_string())))?;
        Ok((survey, build))
    }
}
