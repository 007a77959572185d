//! What several test modules share.

pub(crate) mod oracle;
pub(crate) mod temp;
