//! Input errors: code, cause and action.

use super::Text;

/// One kind of input error.
#[derive(Clone, Copy, Debug)]
pub struct InputError {
    /// Permanent code, `E1xx`.
    pub code: &'static str,
    /// What is wrong.
    pub cause: Text,
    /// What to do.
    pub action: Text,
}
