//! What several test modules share.

pub(crate) mod marks;
pub(crate) mod oracle;
pub(crate) mod plain;
pub(crate) mod real;
pub(crate) mod temp;
