//! What several test modules share.

pub(crate) mod big;
pub(crate) mod command;
pub(crate) mod controls;
pub(crate) mod corpus;
pub(crate) mod generate;
pub(crate) mod http;
pub(crate) mod marks;
pub(crate) mod oracle;
pub(crate) mod page;
pub(crate) mod plain;
pub(crate) mod project;
pub(crate) mod properties;
pub(crate) mod real;
pub(crate) mod report;
pub(crate) mod script;
pub(crate) mod survey;
pub(crate) mod temp;
