//! Pages with lines of text as a PDF: one embedded font, of which only the letters that are used go into the file.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;
use ttf_parser::Face;

/// DejaVu Sans: letters of most languages that are written from left to right. Its licence stands beside it.
const FONT: &[u8] = include_bytes!("fonts/DejaVuSans.ttf");
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
/// From the edge of the page to what stands on it.
pub const MARGIN: f32 = 56.0;
/// Where lines end.
pub const RIGHT: f32 = WIDTH - MARGIN;
const TOP: f32 = HEIGHT - 72.0;
const BOTTOM: f32 = 80.0;

/// A piece of text at its place.
struct Piece {
    page: usize,
    x: f32,
    y: f32,
    size: f32,
    glyphs: Vec<u16>,
}

/// Pages that are being written, from the top down.
pub struct Paper {
    face: Face<'static>,
    title: String,
    used: GlyphRemapper,
    letters: BTreeMap<u16, char>,
    widths: BTreeMap<u16, f32>,
    pieces: Vec<Piece>,
    rules: Vec<(usize, f32)>,
    page: usize,
    y: f32,
}

impl Paper {
    /// An empty page.
    pub fn new(title: &str) -> Self {
        let face = Face::parse(FONT, 0).expect("the font is part of the program");
        let (used, letters, widths) = (GlyphRemapper::new(), BTreeMap::new(), BTreeMap::new());
        Self { face, title: title.to_owned(), used, letters, widths, pieces: Vec::new(), rules: Vec::new(), page: 0, y: TOP }
    }

    /// Goes down; on a new page when this one is full.
    pub fn down(&mut self, by: f32) {
        self.y -= by;
        if self.y < BOTTOM {
            (self.page, self.y) = (self.page + 1, TOP);
        }
    }

    /// A line of text that begins here.
    pub fn line(&mut self, x: f32, size: f32, text: &str) {
        let (page, y) = (self.page, self.y);
        self.put(page, x, y, size, text);
    }

    /// A line of text that ends here.
    pub fn right(&mut self, x: f32, size: f32, text: &str) {
        let from = x - self.width(text, size);
        self.line(from, size, text);
    }

    /// A thin line from side to side, and some room below.
    pub fn rule(&mut self) {
        self.rules.push((self.page, self.y - 5.0));
        self.down(22.0);
    }

    /// Text in lines that are no longer than a width; a word that is longer is cut.
    pub fn wrapped(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let last = lines.last_mut().expect("there is always one");
            let joined = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
            if self.width(&joined, size) <= width {
                *last = joined;
                continue;
            }
            let mut rest: String = word.to_owned();
            if last.is_empty() {
                lines.pop();
            }
            while self.width(&rest, size) > width && rest.chars().count() > 1 {
                let fits = (1..rest.chars().count()).rev().find(|n| self.width(&rest.chars().take(*n).collect::<String>(), size) <= width).unwrap_or(1);
                lines.push(rest.chars().take(fits).collect());
                rest = rest.chars().skip(fits).collect();
            }
            lines.push(rest);
        }
        lines
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.advance(self.glyph(c))).sum::<f32>() * size / 1000.0
    }

    fn glyph(&self, c: char) -> u16 {
        self.face.glyph_index(c).map_or(0, |g| g.0)
    }

    /// In thousandths of the size.
    fn advance(&self, glyph: u16) -> f32 {
        let units = f32::from(self.face.units_per_em());
        f32::from(self.face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0)) * 1000.0 / units
    }

    fn put(&mut self, page: usize, x: f32, y: f32, size: f32, text: &str) {
        let mut glyphs = Vec::new();
        for c in text.chars() {
            let old = self.glyph(c);
            let new = self.used.remap(old);
            self.letters.entry(new).or_insert(c);
            self.widths.insert(new, self.advance(old));
            glyphs.push(new);
        }
        self.pieces.push(Piece { page, x, y, size, glyphs });
    }

    /// The file.
    pub fn finish(mut self) -> Vec<u8> {
        let pages = self.page + 1;
        for page in 0..pages {
            let words = format!("{} of {pages}", page + 1);
            let from = RIGHT - self.width(&words, 8.0);
            self.put(page, from, 48.0, 8.0, &words);
        }
        let mut pdf = Pdf::new();
        let (catalog, tree, info, font) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4));
        let page_ref = |n: usize| Ref::new(10 + 2 * i32::try_from(n).unwrap_or(0));
        let text_ref = |n: usize| Ref::new(11 + 2 * i32::try_from(n).unwrap_or(0));
        pdf.catalog(catalog).pages(tree);
        pdf.document_info(info).title(TextStr(&self.title)).producer(TextStr("Stoa"));
        pdf.pages(tree).kids((0..pages).map(page_ref)).count(i32::try_from(pages).unwrap_or(1));
        for n in 0..pages {
            let mut page = pdf.page(page_ref(n));
            page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(tree).contents(text_ref(n));
            page.resources().fonts().pair(Name(b"F"), font);
            page.finish();
            pdf.stream(text_ref(n), &self.content(n));
        }
        self.embed(&mut pdf, font);
        pdf.finish()
    }

    fn content(&self, page: usize) -> Vec<u8> {
        let mut content = Content::new();
        for piece in self.pieces.iter().filter(|p| p.page == page) {
            let bytes: Vec<u8> = piece.glyphs.iter().flat_map(|g| g.to_be_bytes()).collect();
            content.begin_text().set_font(Name(b"F"), piece.size).next_line(piece.x, piece.y).show(Str(&bytes)).end_text();
        }
        for (_, y) in self.rules.iter().filter(|(p, _)| *p == page) {
            content.set_line_width(0.5).move_to(MARGIN, *y).line_to(RIGHT, *y).stroke();
        }
        content.finish().to_vec()
    }

    /// The letters that are used, what they are, and how wide.
    fn embed(&self, pdf: &mut Pdf, font: Ref) {
        let (cid, descriptor, cmap, data) = (Ref::new(5), Ref::new(6), Ref::new(7), Ref::new(8));
        let (name, system) = (Name(b"STOAAA+DejaVuSans"), SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 });
        pdf.type0_font(font).base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(cid).to_unicode(cmap);
        let mut letters = pdf.cid_font(cid);
        letters.subtype(CidFontType::Type2).base_font(name).system_info(system).font_descriptor(descriptor).default_width(0.0);
        letters.cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = letters.widths();
        for (glyph, width) in &self.widths {
            widths.consecutive(*glyph, [*width]);
        }
        widths.finish();
        letters.finish();
        let scale = 1000.0 / f32::from(self.face.units_per_em());
        let (of, bounds) = (|v: i16| f32::from(v) * scale, self.face.global_bounding_box());
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(of(bounds.x_min), of(bounds.y_min), of(bounds.x_max), of(bounds.y_max)))
            .italic_angle(0.0)
            .ascent(of(self.face.ascender()))
            .descent(of(self.face.descender()))
            .cap_height(of(self.face.capital_height().unwrap_or_default()))
            .stem_v(80.0)
            .font_file2(data);
        let mut unicode = UnicodeCmap::new(Name(b"Stoa"), system);
        for (glyph, letter) in &self.letters {
            unicode.pair(*glyph, *letter);
        }
        pdf.cmap(cmap, &unicode.finish());
        let font = subsetter::subset(FONT, 0, &self.used).expect("the font is part of the program");
        pdf.stream(data, &font).pair(Name(b"Length1"), i32::try_from(font.len()).unwrap_or(i32::MAX));
    }
}
