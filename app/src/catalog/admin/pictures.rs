//! The pictures of a product in its editor.

use super::api::{AddProductPictures, ChangeProductPicture, RemoveProductPicture};
use crate::forms::Refused;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::catalog::model::{PICTURES_MAX, Picture};
use stoa::kernel::ids::ProductId;

/// All of them, and room for more.
#[component]
pub fn Pictures(product: ProductId, pictures: Vec<Picture>, refused: Refused) -> impl IntoView {
    let of_add = refused.of("/add_product_pictures");
    let many = pictures.len();
    let lines = pictures.into_iter().enumerate().map(|(at, picture)| view! { <Line product picture is_first=at == 0 /> }).collect_view();
    let add = (many < PICTURES_MAX).then(|| {
        view! {
            <form method="post" action=AddProductPictures::PATH enctype="multipart/form-data" class="mt-4 flex flex-col gap-3">
                <input type="hidden" name="product" value=product.to_string() />
                <FilePicker name="files" label="Add pictures" hint="JPG or PNG, up to five at once, 5 MB each. The first one stands in the shop." error=of_add.error_of("files") />
                <TextField name="alt" id="new-alt" label="What is to be seen" optional=true hint="For those who cannot see it; the name of the product when left empty." value=of_add.value("alt") error=of_add.error_of("alt") />
                <div><Button icon=Glyph::Upload>"Add"</Button></div>
            </form>
        }
    });
    view! {
        <section id="pictures" class="scroll-mt-20">
            <Card title="Pictures">
                <ul class="grid gap-4 sm:grid-cols-2">{lines}</ul>
                {add}
            </Card>
        </section>
    }
    .into_any()
}

#[component]
fn Line(product: ProductId, picture: Picture, is_first: bool) -> impl IntoView {
    let id = format!("alt-{}", picture.file_id);
    let file = picture.file_id.to_string();
    view! {
        <li class="flex gap-3.5">
            <img src=routes::picture(&picture.token) alt="" loading="lazy" class="size-24 flex-none rounded-sm bg-sunk object-cover" />
            <div class="flex min-w-0 flex-1 flex-col gap-2">
                <form method="post" action=ChangeProductPicture::PATH class="flex flex-col gap-2">
                    <input type="hidden" name="product" value=product.to_string() />
                    <input type="hidden" name="file" value=file.clone() />
                    <TextField name="alt" id label="What is to be seen" value=picture.alt />
                    <div class="flex flex-wrap gap-2">
                        <Button size=Size::Small name="then" value="save">"Save"</Button>
                        {(!is_first).then(|| view! { <Button size=Size::Small name="then" value="first">"Show first"</Button> })}
                    </div>
                </form>
                <form method="post" action=RemoveProductPicture::PATH>
                    <input type="hidden" name="product" value=product.to_string() />
                    <Button size=Size::Small look=Look::Quiet icon=Glyph::Trash name="file" value=file>"Remove"</Button>
                </form>
            </div>
        </li>
    }
    .into_any()
}
