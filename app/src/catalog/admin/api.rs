//! What admins send about products.

use crate::error::Result;
use leptos::prelude::*;
use leptos::server_fn::codec::{MultipartData, MultipartFormData};
use stoa::catalog::draft::{ProductDraft, VariantDraft};
use stoa::catalog::model::ProductState;
use stoa::kernel::ids::{FileId, ImportId, ProductId, ShelfId, VariantId};

/// Writes a new product with its first variant.
#[server]
pub async fn create_product(
    #[server(flatten)] product: ProductDraft,
    #[server(flatten)] variant: VariantDraft,
    #[server(default)] stock: String,
) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    let id = stoa::catalog::actions::create(&services, &who, &product, &variant, &stock).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_product(id), "created"));
    Ok(())
}

/// Changes a product.
#[server]
pub async fn update_product(product: ProductId, #[server(flatten)] draft: ProductDraft) -> Result<()> {
    stoa::catalog::actions::update(&crate::session::services(), &crate::session::admin().await?, product, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_product(product), "saved"));
    Ok(())
}

/// Offers a product or puts it away.
#[server]
pub async fn set_product_state(product: ProductId, state: ProductState) -> Result<()> {
    stoa::catalog::actions::set_state(&crate::session::services(), &crate::session::admin().await?, product, state).await?;
    leptos_axum::redirect(&crate::notes::done(&crate::routes::admin_product(product), state.word()));
    Ok(())
}

/// Adds a variant to a product.
#[server]
pub async fn add_variant(product: ProductId, #[server(flatten)] draft: VariantDraft, #[server(default)] stock: String) -> Result<()> {
    stoa::catalog::actions::add_variant(&crate::session::services(), &crate::session::admin().await?, product, &draft, &stock).await?;
    leptos_axum::redirect(&format!("{}#variants", crate::notes::done(&crate::routes::admin_product(product), "variant")));
    Ok(())
}

/// Changes a variant.
#[server]
pub async fn change_variant(which: VariantId, #[server(flatten)] draft: VariantDraft) -> Result<()> {
    let product = stoa::catalog::actions::change_variant(&crate::session::services(), &crate::session::admin().await?, which, &draft).await?;
    leptos_axum::redirect(&format!("{}#variants", crate::notes::done(&crate::routes::admin_product(product), "saved")));
    Ok(())
}

/// Offers a variant again, or no longer.
#[server]
pub async fn archive_variant(variant: VariantId, archived: bool) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    let product = stoa::catalog::actions::set_variant_archived(&services, &who, variant, archived).await?;
    leptos_axum::redirect(&format!("{}#variants", crate::notes::done(&crate::routes::admin_product(product), "saved")));
    Ok(())
}

/// Adds pictures to a product.
#[server(input = MultipartFormData)]
pub async fn add_product_pictures(form: MultipartData) -> Result<()> {
    let who = crate::session::admin().await?;
    let mut form = crate::multipart::Filled::read(&who, form).await?;
    let (product, alt) = (form.parse::<ProductId>("product")?, form.take("alt"));
    stoa::catalog::actions::add_pictures(&crate::session::services(), &who, product, &form.pictures, &alt).await?;
    leptos_axum::redirect(&format!("{}#pictures", crate::notes::done(&crate::routes::admin_product(product), "pictures")));
    Ok(())
}

/// Says what is to be seen on a picture; `then` is `first` to show it before the others.
#[server]
pub async fn change_product_picture(product: ProductId, file: FileId, alt: String, #[server(default)] then: String) -> Result<()> {
    let (services, who) = (crate::session::services(), crate::session::admin().await?);
    stoa::catalog::actions::set_pictures(&services, &who, product, file, &alt, then == "first").await?;
    leptos_axum::redirect(&format!("{}#pictures", crate::notes::done(&crate::routes::admin_product(product), "pictures")));
    Ok(())
}

/// Takes a picture away from a product.
#[server]
pub async fn remove_product_picture(product: ProductId, file: FileId) -> Result<()> {
    stoa::catalog::actions::remove_picture(&crate::session::services(), &crate::session::admin().await?, product, file).await?;
    leptos_axum::redirect(&format!("{}#pictures", crate::notes::done(&crate::routes::admin_product(product), "pictures")));
    Ok(())
}

/// Sets how the shop greets.
#[server]
pub async fn set_shop_front(headline: String, #[server(default)] about: String) -> Result<()> {
    stoa::catalog::actions::set_front(&crate::session::services(), &crate::session::admin().await?, &headline, &about).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_SHELVES, "saved"));
    Ok(())
}

/// Makes a group of products.
#[server]
pub async fn add_shelf(name: String) -> Result<()> {
    stoa::catalog::actions::create_shelf(&crate::session::services(), &crate::session::admin().await?, &name).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_SHELVES, "added"));
    Ok(())
}

/// Renames a group of products.
#[server]
pub async fn rename_shelf(shelf: ShelfId, name: String) -> Result<()> {
    stoa::catalog::actions::rename_shelf(&crate::session::services(), &crate::session::admin().await?, shelf, &name).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_SHELVES, "saved"));
    Ok(())
}

/// Deletes a group of products, which stay.
#[server]
pub async fn delete_shelf(shelf: ShelfId) -> Result<()> {
    stoa::catalog::actions::delete_shelf(&crate::session::services(), &crate::session::admin().await?, shelf).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_SHELVES, "deleted"));
    Ok(())
}

/// Moves a group one place up or down.
#[server]
pub async fn move_shelf(shelf: ShelfId, up: bool) -> Result<()> {
    stoa::catalog::actions::shift_shelf(&crate::session::services(), &crate::session::admin().await?, shelf, up).await?;
    leptos_axum::redirect(crate::routes::ADMIN_SHELVES);
    Ok(())
}

/// Reads and checks a file of products; nothing is changed.
#[server(input = MultipartFormData)]
pub async fn check_import(form: MultipartData) -> Result<()> {
    let who = crate::session::admin().await?;
    let crate::multipart::Sent { name, bytes, .. } = crate::multipart::read_file(form, "file").await?;
    let id = stoa::catalog::actions::check_import(&crate::session::services(), &who, &name, &bytes).await?;
    leptos_axum::redirect(&crate::routes::admin_import(id));
    Ok(())
}

/// Takes a checked file over; an unchecked `sets_stock` is not sent.
#[server]
pub async fn begin_import(import: ImportId, #[server(default)] sets_stock: bool) -> Result<()> {
    stoa::catalog::actions::begin_import(&crate::session::services(), &crate::session::admin().await?, import, sets_stock).await?;
    leptos_axum::redirect(&crate::routes::admin_import(import));
    Ok(())
}
