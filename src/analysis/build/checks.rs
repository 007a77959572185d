//! Refusals and warnings. Lines with the same condition are one check whose text differs per wording or mode.

use super::Builder;
use crate::model::{Check, CheckKind, CheckOwner, Cond, LoopId, PageId};
use crate::syntax::ast::{self, Common, Wording};

struct Draft<'a> {
    when: Cond,
    lines: Vec<&'a Wording>,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn item_checks(&mut self, common: &'a Common, owner: CheckOwner, in_loop: Option<LoopId>) {
        let name = match owner {
            CheckOwner::Var(var) => self.symbols.var(var).map(|symbol| symbol.path.clone()),
            CheckOwner::Grid(grid) => self.survey.grids.get(grid.index()).map(|grid| grid.name.clone()),
            CheckOwner::Page(page) => self.survey.pages.get(page.index()).map(|page| format!("@{}", page.name)),
        };
        let Some(name) = name else { return };
        self.checks_of(&common.refuse, CheckKind::Refuse, &name, owner, in_loop);
        self.checks_of(&common.warn, CheckKind::Warn, &name, owner, in_loop);
    }

    pub(super) fn page_checks(&mut self, container: &'a ast::Container, page: PageId) {
        self.item_checks(&container.common, CheckOwner::Page(page), None);
    }

    fn checks_of(
        &mut self,
        lines: &'a [ast::Check],
        kind: CheckKind,
        name: &str,
        owner: CheckOwner,
        in_loop: Option<LoopId>,
    ) {
        let mut drafts: Vec<Draft<'a>> = Vec::new();
        for line in lines {
            let Some(when) = &line.when else { continue };
            let Some(when) = self.condition(when, in_loop) else { continue };
            match drafts.iter_mut().find(|draft| draft.when == when) {
                Some(draft) => draft.lines.push(&line.text),
                None => drafts.push(Draft { when, lines: vec![&line.text] }),
            }
        }
        for (number, draft) in drafts.into_iter().enumerate() {
            let word = match kind {
                CheckKind::Refuse => "refuse",
                CheckKind::Warn => "warn",
            };
            let Some(first) = draft.lines.first() else { continue };
            let origin = self.origins.add(first.span);
            let text = self.text_of(draft.lines, in_loop);
            let id = format!("{name}.{word}{}", number + 1);
            self.survey.checks.push(Check { id, kind, owner, when: draft.when, text, origin });
        }
    }
}
