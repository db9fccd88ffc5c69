//! Stands in for `lightningcss`, which would make the styles smaller once more: Tailwind, which makes them, has it in itself and has done so.

use std::fmt;

/// There is no fault in what is handed on as it is.
#[derive(Debug)]
pub enum Error {}

impl fmt::Display for Error {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Error {}

/// Styles.
pub mod stylesheet {
    use super::Error;
    use super::targets::Targets;
    use std::marker::PhantomData;

    /// How they are read.
    #[derive(Debug, Default)]
    pub struct ParserOptions {
        pub filename: String,
    }

    /// How they are made smaller.
    #[derive(Debug, Default)]
    pub struct MinifyOptions {
        pub targets: Targets,
    }

    /// How they are written.
    #[derive(Debug, Default)]
    pub struct PrinterOptions<'a> {
        pub minify: bool,
        pub targets: Targets,
        pub left_out: PhantomData<&'a ()>,
    }

    /// Styles as they came.
    #[derive(Debug)]
    pub struct StyleSheet(pub(crate) String);

    /// Styles as they are written.
    #[derive(Debug)]
    pub struct ToCssResult {
        pub code: String,
    }

    impl StyleSheet {
        /// Takes them.
        ///
        /// # Errors
        /// Never.
        pub fn parse(styles: &str, _: ParserOptions) -> Result<Self, Error> {
            Ok(Self(styles.to_owned()))
        }

        /// Leaves them.
        ///
        /// # Errors
        /// Never.
        pub fn minify(&mut self, _: MinifyOptions) -> Result<(), Error> {
            Ok(())
        }

        /// Hands them on.
        ///
        /// # Errors
        /// Never.
        pub fn to_css(&self, _: PrinterOptions<'_>) -> Result<ToCssResult, Error> {
            Ok(ToCssResult { code: self.0.clone() })
        }
    }
}

/// For whom styles are made.
pub mod targets {
    use super::Error;

    /// Browsers.
    #[derive(Clone, Copy, Debug)]
    pub struct Browsers;

    /// The same.
    #[derive(Clone, Copy, Debug, Default)]
    pub struct Targets;

    impl Browsers {
        /// All that Tailwind makes styles for.
        ///
        /// # Errors
        /// Never.
        pub fn from_browserslist<T>(_: T) -> Result<Option<Self>, Error> {
            Ok(Some(Self))
        }
    }

    impl From<Option<Browsers>> for Targets {
        fn from(_: Option<Browsers>) -> Self {
            Self
        }
    }
}

/// Styles in several files.
pub mod bundler {
    use super::stylesheet::{ParserOptions, StyleSheet};
    use std::io;
    use std::path::Path;

    /// Where they are.
    #[derive(Debug, Default)]
    pub struct FileProvider;

    /// Reads them.
    #[derive(Debug)]
    pub struct Bundler;

    impl FileProvider {
        /// On the disk.
        pub fn new() -> Self {
            Self
        }
    }

    impl Bundler {
        /// A new one.
        pub fn new(_: &FileProvider, _: Option<()>, _: ParserOptions) -> Self {
            Self
        }

        /// Says what is left out.
        ///
        /// # Errors
        /// Always.
        pub fn bundle(&mut self, _: &Path) -> io::Result<StyleSheet> {
            Err(io::Error::other("This cargo-leptos builds Stoa, whose styles are Tailwind's alone. For others, run: cargo install --locked cargo-leptos"))
        }
    }
}
