//! How database faults become errors that people may see.

use crate::error::Error;

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            // PostgreSQL's word for a zero byte in text: whoever typed it can mend it.
            sqlx::Error::Database(e) if e.code().as_deref() == Some("22021") => {
                Self::field("text", "There is a character in it that cannot be stored. Remove it and try again.")
            }
            other => {
                tracing::error!(error = %other, "database");
                Self::Internal
            }
        }
    }
}

/// What a violated constraint means to the person: `result.on_constraint(|| Error::Conflict(…))`.
pub trait OnConstraint<T> {
    /// Turns a unique, check or foreign-key violation into the given error; any other fault stays what it is.
    ///
    /// # Errors
    /// The given error for a violation, otherwise the fault's own.
    fn on_constraint(self, error: impl FnOnce() -> Error) -> Result<T, Error>;
}

impl<T> OnConstraint<T> for Result<T, sqlx::Error> {
    fn on_constraint(self, error: impl FnOnce() -> Error) -> Result<T, Error> {
        self.map_err(|e| match e.as_database_error() {
            Some(db) if db.is_unique_violation() || db.is_check_violation() || db.is_foreign_key_violation() => error(),
            _ => e.into(),
        })
    }
}
