//! Pictures on their way: chosen, pasted or dropped, uploaded at once, shown with their progress.

use crate::error::AppError;
use crate::live;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::error::FromServerFnError;
use stoa::conversations::model::FILES_MAX;
use stoa::files::model::{BYTES_MAX, FileView};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{File, FileList, FormData, HtmlInputElement, ProgressEvent, XmlHttpRequest};

/// How far an upload has come.
#[derive(Clone, Debug, PartialEq)]
enum Upload {
    Going(u8),
    Kept(FileView),
}

#[derive(Clone, Debug)]
struct Picture {
    key: u32,
    name: String,
    /// An address the browser can show it from.
    address: String,
    upload: RwSignal<Upload>,
}

/// The pictures of one message or form.
#[derive(Clone, Copy, Debug)]
pub struct Tray {
    pictures: RwSignal<Vec<Picture>>,
    complaint: RwSignal<Option<String>>,
    next: StoredValue<u32>,
}

impl Tray {
    /// A tray with what was uploaded before.
    pub fn new(kept: Vec<FileView>) -> Self {
        let tray = Self { pictures: RwSignal::new(Vec::new()), complaint: RwSignal::new(None), next: StoredValue::new(0) };
        tray.put_back(kept);
        tray
    }

    /// What is uploaded.
    pub fn kept(&self) -> Vec<FileView> {
        let kept = |p: &Picture| if let Upload::Kept(file) = p.upload.get() { Some(file) } else { None };
        self.pictures.get().iter().filter_map(kept).collect()
    }

    /// Whether an upload is still going on.
    pub fn is_busy(&self) -> bool {
        self.pictures.get().iter().any(|p| matches!(p.upload.get(), Upload::Going(_)))
    }

    /// Takes all pictures out, for a message that goes now.
    pub fn take(&self) -> Vec<FileView> {
        let kept = untrack(|| self.kept());
        self.pictures.set(Vec::new());
        self.complaint.set(None);
        kept
    }

    fn put_back(&self, kept: Vec<FileView>) {
        for file in kept {
            let (key, name, address) = (self.key(), file.name.clone(), routes::file(&file.token));
            self.pictures.update(|all| all.push(Picture { key, name, address, upload: RwSignal::new(Upload::Kept(file)) }));
        }
    }

    /// Uploads all files of a list that are pictures; true when there was any file.
    pub fn add(&self, files: Option<FileList>) -> bool {
        let files: Vec<File> = files.map(|list| (0..list.length()).filter_map(|i| list.get(i)).collect()).unwrap_or_default();
        self.complaint.set(None);
        let any = !files.is_empty();
        for file in files {
            if let Err(why) = self.upload(&file) {
                self.complaint.set(Some(why));
            }
        }
        any
    }

    /// Uploads what was chosen in a file input, and empties the input: a form must not send it a second time.
    pub fn add_chosen(&self, input: &HtmlInputElement) {
        self.add(input.files());
        input.set_value("");
    }

    fn key(&self) -> u32 {
        self.next.update_value(|n| *n += 1);
        self.next.get_value()
    }

    fn upload(&self, file: &File) -> Result<(), String> {
        let name = file.name();
        if !matches!(file.type_().as_str(), "image/png" | "image/jpeg") {
            return Err(format!("“{name}” is not a JPG or PNG picture. Choose another file."));
        }
        if file.size() > BYTES_MAX as f64 {
            return Err(format!("“{name}” is larger than 5 MB. Make it smaller and try again."));
        }
        if self.pictures.with_untracked(Vec::len) >= FILES_MAX {
            return Err(format!("{FILES_MAX} pictures are the most. Remove one to add another."));
        }
        let failed = |_| format!("“{name}” could not be read. Choose it again.");
        let address = web_sys::Url::create_object_url_with_blob(file).map_err(failed)?;
        let form = FormData::new().map_err(failed)?;
        form.append_with_blob_and_filename("file", file, &name).map_err(failed)?;
        let request = XmlHttpRequest::new().map_err(failed)?;
        request.open("POST", &format!("{}{}", routes::FILES, live::as_guest())).map_err(failed)?;
        let (key, upload) = (self.key(), RwSignal::new(Upload::Going(0)));
        let going = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
            let percent = if event.total() > 0.0 { event.loaded() * 100.0 / event.total() } else { 0.0 };
            upload.try_set(Upload::Going(percent as u8));
        });
        request.upload().map_err(failed)?.set_onprogress(Some(going.as_ref().unchecked_ref()));
        let (tray, answered, called) = (*self, request.clone(), name.clone());
        let done = Closure::<dyn Fn()>::new(move || match answer(&answered, &called) {
            Ok(file) => drop(upload.try_set(Upload::Kept(file))),
            Err(why) => {
                tray.remove(key);
                tray.complaint.set(Some(why));
            }
        });
        request.set_onloadend(Some(done.as_ref().unchecked_ref()));
        request.send_with_opt_form_data(Some(&form)).map_err(failed)?;
        // Both live until the upload is over; there are at most a few of them.
        going.forget();
        done.forget();
        self.pictures.update(|all| all.push(Picture { key, name, address, upload }));
        Ok(())
    }

    fn remove(&self, key: u32) {
        self.pictures.update(|all| all.retain(|p| p.key != key));
    }
}

/// What the server made of an upload.
fn answer(request: &XmlHttpRequest, name: &str) -> Result<FileView, String> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status() {
        Ok(200) => serde_json::from_str::<Vec<FileView>>(&text).ok().and_then(|files| files.into_iter().next()).ok_or_else(String::new),
        Ok(0) | Err(_) => Err(format!("“{name}” could not be sent. Check your connection and choose it again.")),
        Ok(413) => Err(format!("“{name}” is larger than 5 MB. Make it smaller and try again.")),
        Ok(_) => Err(AppError::de(text.into_bytes().into()).to_string()),
    }
}

/// The pictures of a tray with their progress, each with a cross; below, what is wrong.
#[component]
pub fn TrayView(
    tray: Tray,
    /// Layout only.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let shown = move |picture: Picture| {
        let (key, upload, name) = (picture.key, picture.upload, picture.name.clone());
        let going = move || if let Upload::Going(percent) = upload.get() { Some(percent) } else { None };
        view! {
            <li class="relative">
                <img src=picture.address alt=name.clone() class="size-18 rounded-md border border-line bg-sunk object-cover" class:opacity-50=move || going().is_some() />
                {move || {
                    going().map(|percent| view! { <progress max="100" value=percent.to_string() aria-label=format!("Uploading {name}") class="absolute inset-x-1.5 bottom-2 h-1.5 w-15 accent-accent"></progress> })
                }}
                <button
                    type="button"
                    on:click=move |_| tray.remove(key)
                    class="absolute -end-2 -top-2 grid size-6 place-items-center rounded-full border border-line-strong bg-raised text-muted shadow-card hover:text-ink pointer-coarse:size-8"
                >
                    <span class="sr-only">{format!("Remove {}", picture.name)}</span>
                    <Icon glyph=Glyph::Close class="size-3.5" />
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || tray.pictures.with(|all| !all.is_empty())>
            <ul aria-label="Pictures to send" class=format!("flex flex-wrap gap-3 {class}")>
                <For each=move || tray.pictures.get() key=|p| p.key children=shown />
            </ul>
        </Show>
        <p role="alert" class=format!("flex gap-1.5 text-sm text-bad empty:hidden {class}")>
            {move || {
                tray.complaint
                    .get()
                    .map(|why| view! {
                        <Icon glyph=Glyph::Alert class="mt-0.5 size-4 flex-none" />
                        <span>{why}</span>
                    })
            }}
        </p>
    }
    .into_any()
}
