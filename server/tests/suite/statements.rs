//! Every SQL text in the sources is understood by the databases it is meant for.

use crate::harness::{Database, Kind, every_source, root};
use proc_macro2::{TokenStream, TokenTree};
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};
use std::collections::HashMap;
use std::path::Path;
use stoa::platform::Db;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, ItemConst, ItemStatic, Lit, Type};

const VERBS: &[&str] = &["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "LOCK "];

struct Statement {
    place: String,
    sql: String,
    only: Option<Kind>,
}

/// Collects constants that hold SQL, and complains about SQL that is written anywhere else.
struct Finder<'a> {
    file: &'a Path,
    /// `macro_rules!` of the file whose whole body is one text, such as a list of columns.
    pieces: HashMap<String, String>,
    found: Vec<Statement>,
    loose: Vec<String>,
}

impl Finder<'_> {
    /// The text of a literal, or of `concat!` over literals and pieces.
    fn text_of(&self, value: &Expr) -> Option<String> {
        match value {
            Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            Expr::Macro(call) if call.mac.path.is_ident("concat") => {
                let parts = call.mac.parse_body_with(Punctuated::<Expr, syn::Token![,]>::parse_terminated).ok()?;
                parts.iter().map(|part| self.text_of(part)).collect()
            }
            Expr::Macro(call) => self.pieces.get(&call.mac.path.get_ident()?.to_string()).cloned(),
            _ => None,
        }
    }

    fn constant(&mut self, name: &str, ty: &Type, value: &Expr) -> bool {
        let (Type::Reference(_), Some(sql)) = (ty, self.text_of(value)) else { return false };
        if !is_sql(&sql) {
            return false;
        }
        let only = match name {
            n if n.ends_with("SQLITE") => Some(Kind::Sqlite),
            n if n.ends_with("POSTGRES") => Some(Kind::Postgres),
            _ => None,
        };
        self.found.push(Statement { place: format!("{}: {name}", self.file.display()), sql, only });
        true
    }

    fn literal(&mut self, text: &str) {
        if is_sql(text) {
            self.loose.push(format!("{}: “{}”", self.file.display(), text.chars().take(60).collect::<String>()));
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        texts_in(tokens).iter().for_each(|text| self.literal(text));
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        if !self.constant(&item.ident.to_string(), &item.ty, &item.expr) {
            visit::visit_item_const(self, item);
        }
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        if !self.constant(&item.ident.to_string(), &item.ty, &item.expr) {
            visit::visit_item_static(self, item);
        }
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.literal(&literal.value());
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        let texts = texts_in(item.mac.tokens.clone());
        if let (Some(name), [text]) = (&item.ident, texts.as_slice()) {
            self.pieces.insert(name.to_string(), text.clone());
        }
        self.tokens(item.mac.tokens.clone());
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.tokens(item.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

/// Every string literal among the tokens of a macro.
fn texts_in(tokens: TokenStream) -> Vec<String> {
    let text = |token| match token {
        TokenTree::Group(group) => texts_in(group.stream()),
        TokenTree::Literal(literal) => match syn::parse_str::<Lit>(&literal.to_string()) {
            Ok(Lit::Str(text)) => vec![text.value()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    tokens.into_iter().flat_map(text).collect()
}

fn is_sql(text: &str) -> bool {
    VERBS.iter().any(|verb| text.trim_start().starts_with(verb))
}

fn every_statement() -> (Vec<Statement>, Vec<String>) {
    let (mut found, mut loose) = (Vec::new(), Vec::new());
    for (path, text) in every_source("src").into_iter().chain(every_source("server/src")) {
        let parsed = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut finder =
            Finder { file: path.strip_prefix(root()).expect("sources lie in the project"), pieces: HashMap::new(), found: Vec::new(), loose: Vec::new() };
        finder.visit_file(&parsed);
        found.extend(finder.found);
        loose.extend(finder.loose);
    }
    (found, loose)
}

async fn prepare_all(kind: Kind) {
    let (statements, _) = every_statement();
    let database = Database::fresh(kind).await;
    let db = Db::connect(&database.url()).await.expect("the database opens");
    let mut faults = Vec::new();
    for statement in statements.iter().filter(|s| s.only.is_none_or(|k| k == kind)) {
        let sql = AssertSqlSafe(statement.sql.clone()).into_sql_str();
        let outcome = match &db {
            Db::Sqlite { write, .. } => write.prepare(sql).await.map(drop),
            Db::Postgres(pool) => pool.prepare(sql).await.map(drop),
        };
        if let Err(error) = outcome {
            faults.push(format!("{}: {error}", statement.place));
        }
    }
    db.close().await;
    database.drop().await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(statements.len() > 15, "only {} statements were found", statements.len());
}

#[tokio::test]
async fn sqlite_understands_every_statement() {
    prepare_all(Kind::Sqlite).await;
}

#[tokio::test]
async fn postgres_understands_every_statement() {
    prepare_all(Kind::Postgres).await;
}

#[test]
fn sql_is_written_only_in_constants() {
    let (_, loose) = every_statement();
    // Whether the database answers needs no table, and the same text everywhere.
    let loose: Vec<_> = loose.iter().filter(|l| !l.ends_with("“SELECT 1”")).collect();
    assert!(
        loose.is_empty(),
        "give these a name, so that they are prepared on both databases:\n{}",
        loose.iter().map(|l| l.as_str()).collect::<Vec<_>>().join("\n")
    );
}
