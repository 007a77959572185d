//! Declared random order (rule 14): each member's place follows from a hash of seed, block and member, so that an added member
//! moves no other.

use super::Answer;
use crate::model::{Node, Role, Survey};
use crate::text::sha256;
use std::collections::{BTreeMap, BTreeSet};

/// Something in random order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// `section:NAME`, `page:NAME`, `group:NAME`, or the path of an item or the name of a grid whose options are shuffled.
    pub id: String,
    pub members: Vec<Member>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Option name, item path, page name, or `group:NAME`.
    pub id: String,
    /// Of an option.
    pub code: Option<i64>,
    /// Keeps its place: `alone`, `missing` and `specify` options, notes, computed items.
    pub fixed: bool,
}

/// The members' indices in the order in which a respondent with this seed meets them.
#[must_use]
pub fn arrange(seed: &str, block: &Block) -> Vec<usize> {
    let key = |index: &usize| block.members.get(*index).map(|member| sort_key(seed, &block.id, &member.id));
    let mut free: Vec<usize> = (0..block.members.len()).filter(|&i| !is_fixed(block, i)).collect();
    free.sort_by_cached_key(key);
    let mut free = free.into_iter();
    (0..block.members.len()).filter_map(|i| if is_fixed(block, i) { Some(i) } else { free.next() }).collect()
}

fn is_fixed(block: &Block, index: usize) -> bool {
    block.members.get(index).is_none_or(|member| member.fixed)
}

/// SHA-256 of seed, block and member, each ended by a line feed.
fn sort_key(seed: &str, block: &str, member: &str) -> String {
    sha256(format!("{seed}\n{block}\n{member}\n").as_bytes())
}

/// Every shuffled block of a survey: sections, pages and groups, then items, in file order.
#[must_use]
pub fn blocks(survey: &Survey) -> Vec<Block> {
    let mut all = Vec::new();
    for section in survey.sections.iter().filter(|section| section.shuffled) {
        let pages = section.pages.iter().filter_map(|id| survey.page(*id));
        let members = pages.map(|page| Member { id: page.name.clone(), code: None, fixed: false }).collect();
        all.push(Block { id: format!("section:{}", section.name), members });
    }
    for page in &survey.pages {
        if page.shuffled {
            all.push(Block { id: format!("page:{}", page.name), members: node_members(survey, &page.nodes) });
        }
        group_blocks(survey, &page.nodes, &mut all);
    }
    let mut grids = BTreeSet::new();
    for var in survey.vars.iter().filter(|var| var.random_order) {
        let id = match var.role {
            Role::Row { grid } if !grids.insert(grid) => continue,
            Role::Row { grid } => survey.grids.get(grid.index()).map_or(String::new(), |grid| grid.name.clone()),
            _ => var.path.clone(),
        };
        let members = survey.options_of(var).iter().map(|option| Member {
            id: option.name.clone(),
            code: Some(option.code),
            fixed: option.alone || option.missing || option.specify.is_some(),
        });
        all.push(Block { id, members: members.collect() });
    }
    all
}

fn group_blocks(survey: &Survey, nodes: &[Node], all: &mut Vec<Block>) {
    for node in nodes {
        let Node::Group(group) = node else { continue };
        if group.shuffled {
            all.push(Block { id: format!("group:{}", group.name), members: node_members(survey, &group.nodes) });
        }
        group_blocks(survey, &group.nodes, all);
    }
}

fn node_members(survey: &Survey, nodes: &[Node]) -> Vec<Member> {
    let path = |id: crate::model::VarId| survey.var(id).map_or(String::new(), |var| var.path.clone());
    let member = |node: &Node| {
        let (id, fixed) = match node {
            Node::Group(group) => (format!("group:{}", group.name), false),
            Node::Item(id) => (path(*id), false),
            Node::Grid(id) => (survey.grids.get(id.index()).map_or(String::new(), |grid| grid.name.clone()), false),
            Node::Loop(id) => (survey.loops.get(id.index()).map_or(String::new(), |l| l.name.clone()), false),
            Node::Computed(id) => (path(*id), true),
            Node::Note(note) => (format!("note:{}", note.name), true),
        };
        Member { id, code: None, fixed }
    };
    nodes.iter().map(member).collect()
}

/// What a response stores under `order` for a seed.
#[must_use]
pub fn shown_order(survey: &Survey, seed: &str) -> BTreeMap<String, Answer> {
    let stored = |block: &Block| {
        let members = arrange(seed, block).into_iter().filter_map(|i| block.members.get(i));
        let names = members.clone().map(|member| member.id.clone()).collect();
        let codes: Vec<i64> = members.filter_map(|member| member.code).collect();
        if codes.is_empty() { Answer::Names(names) } else { Answer::Codes(codes) }
    };
    blocks(survey).iter().map(|block| (block.id.clone(), stored(block))).collect()
}

/// Whether a stored order holds each member of the block once.
#[must_use]
pub fn is_arrangement(block: &Block, stored: &Answer) -> bool {
    fn same<T: Ord>(stored: impl Iterator<Item = T>, members: impl Iterator<Item = T>) -> bool {
        let (mut a, mut b): (Vec<T>, Vec<T>) = (stored.collect(), members.collect());
        a.sort();
        b.sort();
        a == b
    }
    match stored {
        Answer::Codes(codes) => same(codes.iter().copied(), block.members.iter().filter_map(|member| member.code)),
        Answer::Names(names) => {
            block.members.iter().all(|member| member.code.is_none())
                && same(names.iter(), block.members.iter().map(|member| &member.id))
        }
        Answer::Empty | Answer::Missing(_) | Answer::Integer(_) | Answer::Text(_) => false,
    }
}

/// Per page its position, from 1, in a stored order; file order where none is stored.
#[must_use]
pub fn positions_in(survey: &Survey, order: &BTreeMap<String, Answer>) -> Vec<usize> {
    let mut positions: Vec<usize> = (1..=survey.pages.len()).collect();
    for section in survey.sections.iter().filter(|section| section.shuffled) {
        let Some(Answer::Names(names)) = order.get(&format!("section:{}", section.name)) else { continue };
        let found = |name: &String| {
            section.pages.iter().copied().find(|id| survey.page(*id).is_some_and(|page| page.name == *name))
        };
        let pages: Vec<_> = names.iter().filter_map(found).collect();
        let once: BTreeSet<_> = pages.iter().copied().collect();
        if once.len() != section.pages.len() || pages.len() != names.len() || names.len() != once.len() {
            continue;
        }
        for (slot, page) in section.pages.iter().zip(pages) {
            if let Some(position) = positions.get_mut(page.index()) {
                *position = slot.index() + 1;
            }
        }
    }
    positions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(names: &[&str]) -> Block {
        let member = |name: &&str| Member { id: (*name).to_owned(), code: None, fixed: name.starts_with('_') };
        Block { id: "b".to_owned(), members: names.iter().map(member).collect() }
    }

    fn arranged(seed: &str, names: &[&str]) -> Vec<String> {
        let block = block(names);
        arrange(seed, &block).into_iter().map(|i| block.members[i].id.clone()).collect()
    }

    #[test]
    fn an_added_member_moves_no_other() {
        for seed in 0..50 {
            let seed = seed.to_string();
            let mut more = arranged(&seed, &["a", "b", "x", "c", "d"]);
            more.retain(|name| name != "x");
            assert_eq!(more, arranged(&seed, &["a", "b", "c", "d"]));
        }
    }

    #[test]
    fn fixed_members_keep_their_place() {
        let orders: BTreeSet<Vec<String>> =
            (0..50).map(|seed| arranged(&seed.to_string(), &["a", "_b", "c", "_d"])).collect();
        assert!(orders.iter().all(|order| order[1] == "_b" && order[3] == "_d"));
        assert_eq!(orders.len(), 2);
    }
}
