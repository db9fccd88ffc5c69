// The canvas of journeys: eight steps built with the pointer alone, and with the keyboard alone, there and in the list; the plane dragged and zoomed; each
// change taken back and made again; what is wrong marked at its step.
import { Locator, Page, expect, live, test, visit } from "../stoa";
import { draft, walk } from "../stoa/journey";

const plain = { javaScriptEnabled: false };
const answers = ["Something arrived broken", "My parcel is late", "Something else"];

/** The plane with everything on it. */
const stage = (page: Page) => page.getByRole("group", { name: "Steps and ways" });
/** All steps. */
const steps = (page: Page) => page.getByRole("button", { name: /^Step \d+ · / });
/** A step, by what it asks or says. */
const step = (page: Page, title: string) => page.getByRole("button", { name: new RegExp(`^Step \\d+ · .* ${title.replace("?", "\\?")}`) });
/** The frame of a step, without the dot at its edge. */
const frame = (page: Page, title: string) => step(page, title).locator("rect");
/** A way. */
const way = (page: Page, from: string, to: string) => page.getByRole("button", { name: `Way from “${from}” to “${to}”`, exact: true });
/** What is chosen, and what is wrong. */
const panel = (page: Page) => page.getByRole("complementary", { name: "What is chosen" });
const title = (page: Page) => page.getByLabel("Question or heading", { exact: true });
const tool = (page: Page, name: string) => page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name, exact: true });
const saved = (page: Page) => expect(page.getByText("Everything is saved.")).toBeVisible();

/** Where every step is drawn on the plane. */
const places = (page: Page) =>
  steps(page).evaluateAll((all) => Object.fromEntries(all.map((one) => [one.getAttribute("data-step"), one.getAttribute("transform")])));

/** What is drawn: steps with their words and places, and ways. */
async function drawn(page: Page) {
  const ways = page.getByRole("button", { name: /^Way from / });
  const words = (all: Element[]) => all.map((one) => [one.getAttribute("aria-label") ?? one.textContent, one.getAttribute("transform")].join(" "));
  return [...(await steps(page).evaluateAll(words)), ...(await ways.evaluateAll(words))].sort();
}

interface Point {
  x: number;
  y: number;
}

/** The box of something; fails where it has none. */
async function box(at: Locator) {
  const found = await at.boundingBox();
  expect(found, "it is drawn").not.toBeNull();
  return found!;
}

async function middle(at: Locator): Promise<Point> {
  const { x, y, width, height } = await box(at);
  return { x: x + width / 2, y: y + height / 2 };
}

/** A place on a curve, by the share of its length that lies before it. */
const along = (curve: Locator, share: number): Promise<Point> =>
  curve.evaluate((path: SVGPathElement, share) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() * share).matrixTransform(path.getScreenCTM()!);
    return { x, y };
  }, share);

/** A place on the stage, by shares of its width and height. */
async function on(page: Page, across: number, down: number): Promise<Point> {
  const { x, y, width, height } = await box(stage(page));
  return { x: x + width * across, y: y + height * down };
}

/** Whether a step lies wholly on the part of the plane that is seen. */
async function isInSight(page: Page, at: Locator) {
  const [inner, outer] = [await box(at.locator("rect")), await box(stage(page))];
  const isIn = (from: number, length: number, start: number, whole: number) => from >= start && from + length <= start + whole;
  return isIn(inner.x, inner.width, outer.x, outer.width) && isIn(inner.y, inner.height, outer.y, outer.height);
}

/** Presses with the mouse. */
async function press(page: Page, at: Locator) {
  await at.scrollIntoViewIfNeeded();
  const { x, y } = await middle(at);
  await page.mouse.click(x, y);
}

/** Drags with the mouse from one place to another; `underway` is looked at before it is let go. */
async function drag(page: Page, from: Point, to: Point, underway = async () => {}) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await underway();
  await page.mouse.up();
}

/** Types into a field with the keys, and leaves it. */
async function type(page: Page, at: Locator, words: string) {
  await press(page, at);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(words);
  await page.keyboard.press("Tab");
}

/** Goes to something with Tab, or with Shift+Tab where it lies before. */
async function go(page: Page, to: Locator) {
  const lies = (element: Element) => {
    const here = document.activeElement ?? document.body;
    return here === element ? "here" : here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? "before" : "after";
  };
  const direction = await to.evaluate(lies);
  for (let n = 0; n < 80 && (await to.evaluate(lies)) !== "here"; n++) await page.keyboard.press(direction === "before" ? "Shift+Tab" : "Tab");
  await expect(to, "reached by the keyboard").toBeFocused();
}

/** Writes into a field in place of what is there. */
async function write(page: Page, into: Locator, words: string) {
  await go(page, into);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(words);
}

/** Chooses from a list by typing what the choice begins with. */
async function pick(page: Page, from: Locator, label: string) {
  await go(page, from);
  await page.keyboard.type(label);
  await expect(from.locator("option:checked")).toHaveText(label);
}

/** Presses what the keyboard is brought to. */
async function enter(page: Page, at: Locator) {
  await go(page, at);
  await page.keyboard.press("Enter");
}

/** A draft with the eight steps of the demo, on its canvas; gives the address of its list. */
async function copy(page: Page) {
  await page.goto("/admin/journeys");
  await page.getByRole("button", { name: "Duplicate version 1", exact: true }).click();
  await page.waitForURL(/\/admin\/journeys\/\d+\?/);
  const list = page.url().split("?")[0];
  await visit(page, `${list}/draw`);
  await expect(steps(page)).toHaveCount(8);
  return list;
}

/** Activates what is drawn, and has a customer walk it. */
async function walked(list: string, admin: Page, customer: Page) {
  await admin.goto(list);
  await admin.getByRole("button", { name: "Activate" }).click();
  await expect(admin.getByText("This version is active")).toBeVisible();
  await walk(customer, false);
}

test("eight steps are placed, connected and arranged with the pointer alone, kept, and walked by a customer", async ({ open }) => {
  const page = await open("admin");
  const list = await draft(page, "Pointed");
  await visit(page, `${list}/draw`);
  // Endings first: what comes after an ending is not connected by itself.
  const eight = [
    ["ticket", "We look into it", 0.88, 0.35],
    ["article", "Parcels that are late", 0.52, 0.65],
    ["chat", "Talk to us", 0.3, 0.88],
    ["one", "What is it about?", 0.1, 0.5],
    ["short", "Which order is it?", 0.3, 0.12],
    ["several", "What is broken?", 0.52, 0.12],
    ["images", "Show us the damage", 0.74, 0.12],
    ["date", "When did you order?", 0.3, 0.5],
  ] as const;
  for (const [at, [kind, name]] of eight.entries()) {
    if (at > 3) {
      await press(page, tool(page, "Show all"));
      await press(page, frame(page, "Talk to us"));
    }
    await page.getByLabel("Kind of the new step").selectOption(kind);
    await press(page, tool(page, "Add step"));
    await type(page, title(page), name);
    await expect(step(page, name)).toBeVisible();
    if (kind === "one") await type(page, page.getByLabel("Options", { exact: true }), answers.join("\n"));
    if (kind === "several") await type(page, page.getByLabel("Options", { exact: true }), "A pot\nA plant");
    if (kind === "images") await press(page, page.getByLabel("Must be answered"));
    if (kind === "ticket") await type(page, page.getByLabel("Subject of the ticket", { exact: true }), "Order {5} arrived broken");
    if (kind === "article") await page.getByLabel("Article", { exact: true }).selectOption("late-delivery");
  }
  await expect(page.getByRole("button", { name: /^Way from / })).toHaveCount(0);

  // Drawn small, each step goes where the pointer takes it.
  await press(page, tool(page, "Show all"));
  for (const [, name, across, down] of eight) {
    const to = await on(page, across, down);
    await drag(page, await middle(frame(page, name)), to);
    const now = await middle(frame(page, name));
    expect(Math.hypot(now.x - to.x, now.y - to.y), `“${name}” lies under the pointer`).toBeLessThan(3);
  }
  await press(page, frame(page, "What is it about?"));
  await press(page, page.getByRole("button", { name: "Begin here" }));
  await expect(step(page, "What is it about?")).toContainText("first step");

  // From the dot of a step to another step: the way follows the pointer, is there when it is let go, and is chosen, so that its condition can be written.
  const connect = async (from: string, to: string, when = "") => {
    const target = await middle(frame(page, to));
    const thread = stage(page).locator("path[stroke-dasharray='2 4']");
    await drag(page, await middle(step(page, from).locator("[data-port]")), target, async () => {
      const tip = await along(thread, 1);
      expect(Math.hypot(tip.x - target.x, tip.y - target.y), "it ends at the pointer").toBeLessThan(3);
    });
    await expect(way(page, from, to)).toHaveCount(1);
    await expect(thread).not.toHaveAttribute("d", /./);
    await expect(panel(page).getByRole("heading", { name: `${from} → ${to}` })).toBeVisible();
    if (when) await type(page, page.getByLabel("Taken when", { exact: true }), when);
  };
  await connect("What is it about?", "Which order is it?", '4 is "Something arrived broken"');
  await connect("Which order is it?", "What is broken?");
  await connect("What is broken?", "Show us the damage");
  await connect("Show us the damage", "We look into it");
  await connect("What is it about?", "When did you order?", '4 is "My parcel is late"');
  await connect("When did you order?", "Parcels that are late");
  await connect("What is it about?", "Talk to us");
  await expect(page.getByText("Nothing is wrong: it can be activated.")).toBeVisible();

  // A way that is let go over nothing or over its own step is none; one that is pressed can be removed.
  const ways = page.getByRole("button", { name: /^Way from / });
  const port = await middle(step(page, "Which order is it?").locator("[data-port]"));
  await drag(page, port, await on(page, 0.95, 0.95));
  await drag(page, port, await middle(frame(page, "Which order is it?")));
  await expect(ways).toHaveCount(7);
  const empty = await on(page, 0.95, 0.95);
  await page.mouse.click(empty.x, empty.y);
  await saved(page);
  const half = await along(way(page, "When did you order?", "Parcels that are late").locator("path").first(), 0.5);
  await page.mouse.click(half.x, half.y);
  await press(page, page.getByRole("button", { name: "Remove way" }));
  await expect(ways).toHaveCount(6);
  await press(page, tool(page, "Undo"));
  await expect(ways).toHaveCount(7);

  // What was drawn is what comes back.
  await saved(page);
  const [before, where] = [await drawn(page), await places(page)];
  await visit(page, `${list}/draw`);
  await expect(steps(page)).toHaveCount(8);
  expect(await drawn(page)).toEqual(before);

  // Arranged: every way leads to the right, no step lies on another; taken back, everything lies where it was put.
  await press(page, tool(page, "Arrange"));
  await expect.poll(() => places(page)).not.toEqual(where);
  const boxes = new Map<string, Awaited<ReturnType<typeof box>>>();
  for (const [, name] of eight) boxes.set(name, await box(frame(page, name)));
  for (const label of await ways.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")!))) {
    const [, from, to] = label.match(/“(.*)” to “(.*)”/)!;
    const [left, right] = [boxes.get(from)!, boxes.get(to)!];
    expect(left.x + left.width, label).toBeLessThan(right.x);
  }
  const all = [...boxes.values()];
  const lies = (a: (typeof all)[0], b: (typeof all)[0]) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  expect(all.filter((a) => all.some((b) => a !== b && lies(a, b)))).toEqual([]);
  await press(page, tool(page, "Undo"));
  await expect.poll(() => places(page)).toEqual(where);
  await press(page, tool(page, "Redo"));
  await saved(page);
  await walked(list, page, await open("wanjiru", plain));
});

test("the plane is dragged by its background, and zoomed about the pointer by wheel and about the middle by buttons", async ({ open }) => {
  const page = await open("admin");
  await copy(page);
  const [first, second] = [frame(page, "What is it about?"), frame(page, "Which order is it?")];
  await press(page, tool(page, "Show all"));
  const where = await places(page);
  const scale = () => first.evaluate((rect: SVGRectElement) => rect.getScreenCTM()!.a);
  const near = (is: number, wanted: number, what: string) => expect(Math.abs(is - wanted), `${what}: ${is} instead of ${wanted}`).toBeLessThan(1.5);

  // Dragged: everything moves along with the pointer, also out of the stage, where the drag ends.
  const [one, two] = [await box(first), await box(second)];
  const from = await on(page, 0.9, 0.9);
  await drag(page, from, { x: from.x - 90, y: from.y - 70 });
  for (const [at, before] of [[first, one], [second, two]] as const) {
    const now = await box(at);
    near(now.x, before.x - 90, "to the left");
    near(now.y, before.y - 70, "up");
  }
  const around = await box(stage(page));
  await drag(page, from, { x: around.x + around.width / 2, y: around.y + around.height + 60 });
  const left = await box(first);
  await page.mouse.move(from.x, from.y, { steps: 4 });
  expect(await box(first), "nothing hangs on the pointer any more").toEqual(left);

  // The wheel: what is under the pointer stays there, and the page does not scroll.
  await press(page, tool(page, "Show all"));
  const start = await box(first);
  const at = { x: start.x + start.width / 4, y: start.y + start.height / 2 };
  await page.mouse.move(at.x, at.y);
  const grown = async (by: number) => {
    await expect.poll(async () => Math.abs((await box(first)).width / start.width - by), { message: `${by} times as large` }).toBeLessThan(0.02);
    const now = await box(first);
    near(now.x + now.width / 4, at.x, "across under the pointer");
    near(now.y + now.height / 2, at.y, "down under the pointer");
  };
  await page.mouse.wheel(0, -100);
  await grown(1.1);
  await page.mouse.wheel(0, -100);
  await grown(1.21);
  for (let turns = 0; turns < 2; turns++) await page.mouse.wheel(0, 100);
  await grown(1);
  for (let turns = 0; turns < 40; turns++) await page.mouse.wheel(0, 100);
  await expect.poll(scale, { message: "a fifth of its size is the least" }).toBeCloseTo(0.2);
  for (let turns = 0; turns < 40; turns++) await page.mouse.wheel(0, -100);
  await expect.poll(scale, { message: "twice its size is the most" }).toBeCloseTo(2);
  expect(await page.evaluate(() => scrollY)).toBe(0);

  // Large as it is, a step still lies under the pointer that drags it, and is let go where it leaves the stage.
  const large = await middle(first);
  await drag(page, large, { x: large.x + 50, y: large.y + 30 });
  const dragged = await middle(first);
  near(dragged.x, large.x + 50, "dragged across");
  near(dragged.y, large.y + 30, "dragged down");
  await press(page, tool(page, "Undo"));
  await expect.poll(() => places(page)).toEqual(where);

  // The buttons: the middle of the stage stays.
  await press(page, tool(page, "Show all"));
  const centre = await on(page, 0.5, 0.5);
  const apart = async () => ((await middle(first)).x - centre.x) / (await box(first)).width;
  const [small, share] = [await box(first), await apart()];
  await press(page, tool(page, "Zoom in"));
  near((await box(first)).width, small.width * 1.2, "a fifth larger");
  near((await apart()) * 100, share * 100, "as far from the middle");
  await press(page, tool(page, "Zoom out"));
  near((await box(first)).width, small.width, "as large as before");
  await press(page, tool(page, "Zoom out"));
  near((await box(first)).width, small.width / 1.2, "a fifth smaller");
  // Everything is shown, and what was only looked at was never changed.
  await press(page, tool(page, "Show all"));
  for (const one of await steps(page).all()) expect(await isInSight(page, one)).toBe(true);
  await expect(tool(page, "Undo")).toBeDisabled();
  expect(await places(page)).toEqual(where);
});

test("every kind of change is taken back one by one and made again, and what comes back is kept", async ({ open }) => {
  const page = await open("admin");
  const list = await copy(page);
  const seen = [await drawn(page)];
  const note = async () => {
    await expect.poll(() => drawn(page)).not.toEqual(seen[seen.length - 1]);
    seen.push(await drawn(page));
  };
  await expect(tool(page, "Undo")).toBeDisabled();
  await expect(tool(page, "Redo")).toBeDisabled();
  // Moved, renamed, another kind, connected, a way removed, a step removed, one added after another, arranged.
  const talk = await middle(frame(page, "Talk to us"));
  await drag(page, talk, { x: talk.x + 40, y: talk.y + 35 });
  await note();
  await type(page, title(page), "Write to us");
  await note();
  await page.getByLabel("Kind", { exact: true }).selectOption("page");
  await note();
  await drag(page, await middle(step(page, "Write to us").locator("[data-port]")), await middle(frame(page, "Parcels that are late")));
  await note();
  await way(page, "What is it about?", "Write to us").press("Delete");
  await note();
  await step(page, "What is broken?").press("Backspace");
  await note();
  await press(page, frame(page, "Which order is it?"));
  await page.getByLabel("Kind of the new step").selectOption("long");
  await press(page, tool(page, "Add step"));
  await note();
  await press(page, tool(page, "Arrange"));
  await note();
  const turns = seen.length - 1;
  for (let back = 1; back <= turns; back++) {
    await page.keyboard.press("Control+z");
    await expect.poll(() => drawn(page), { message: `step ${back} back` }).toEqual(seen[turns - back]);
  }
  await expect(tool(page, "Undo")).toBeDisabled();
  for (let forth = 1; forth <= turns; forth++) {
    await page.keyboard.press(forth % 2 ? "Control+y" : "Control+Shift+z");
    await expect.poll(() => drawn(page), { message: `step ${forth} forth` }).toEqual(seen[forth]);
  }
  await expect(tool(page, "Redo")).toBeDisabled();
  // What is done after a step back takes the place of what came after it.
  await press(page, tool(page, "Undo"));
  await press(page, tool(page, "Undo"));
  await step(page, "Write to us").press("ArrowDown");
  await expect(tool(page, "Redo")).toBeDisabled();
  await saved(page);
  const last = await drawn(page);
  await visit(page, `${list}/draw`);
  await expect(steps(page)).toHaveCount(7);
  expect(await drawn(page)).toEqual(last);
});

test("what is wrong is marked on its step and way, said in words, found from the list, and gone when it is mended", async ({ open }) => {
  const page = await open("admin");
  await copy(page);
  const [order, broken] = [step(page, "Which order is it?"), step(page, "What is broken?")];
  const mark = (of: Locator) => of.getByText("!", { exact: true });
  await expect(mark(stage(page))).toHaveCount(0);
  // A question that nothing leads to, and one that leads nowhere.
  await way(page, "Which order is it?", "What is broken?").press("Delete");
  await expect(mark(order)).toBeVisible();
  await expect(mark(broken)).toBeVisible();
  await expect(order).toHaveAccessibleName(/Problem: The journey stops here: no way leads on\./);
  await expect(broken).toHaveAccessibleName(/Problem: No way leads here\./);
  await expect(mark(step(page, "Talk to us"))).toHaveCount(0);
  // A way whose condition no answer meets.
  await way(page, "What is it about?", "When did you order?").press("Enter");
  await type(page, page.getByLabel("Taken when", { exact: true }), '1 is "Nothing of it"');
  await expect(page.getByRole("button", { name: /^Way 1 → 6: / })).toBeVisible();
  await expect(way(page, "What is it about?", "When did you order?").locator("path.stroke-accent, path.stroke-bad")).toHaveCount(1);
  // A line of the list chooses what it is about.
  await press(page, page.getByRole("button", { name: /^Step 2: The journey stops here/ }));
  await expect(title(page)).toHaveValue("Which order is it?");
  await expect(way(page, "What is it about?", "When did you order?").locator("path.stroke-bad")).toHaveCount(1);
  await press(page, page.getByRole("button", { name: /^Way 1 → 6: / }));
  await type(page, page.getByLabel("Taken when", { exact: true }), '1 is "My parcel is late"');
  await expect(page.getByRole("button", { name: /^Way 1 → 6: / })).toHaveCount(0);
  // What cannot be read is said at its field, and changes nothing.
  await type(page, page.getByLabel("Taken when", { exact: true }), '1 resembles "Damage"');
  await expect(page.locator("#way-words-error")).toBeVisible();
  await expect(page.getByLabel("Taken when", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await type(page, page.getByLabel("Taken when", { exact: true }), '1 is "My parcel is late"');
  await drag(page, await middle(order.locator("[data-port]")), await middle(frame(page, "What is broken?")));
  await expect(mark(stage(page))).toHaveCount(0);
  await expect(order).not.toHaveAccessibleName(/Problem/);
  await expect(page.getByText("Nothing is wrong: it can be activated.")).toBeVisible();
});

test("eight steps are drawn on the canvas with the keyboard alone, with the focus where it is expected, and published", async ({ open }) => {
  const page = await open("admin");
  await visit(page, "/admin/journeys");
  await write(page, page.getByLabel("Name"), "Typed");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Typed");
  const list = page.url();
  await enter(page, page.getByRole("link", { name: "Canvas" }));
  await page.waitForURL(/\/draw$/);
  await live(page);

  const add = async (kind: string, name: string) => {
    await pick(page, page.getByLabel("Kind of the new step"), kind);
    await enter(page, tool(page, "Add step"));
    await expect(tool(page, "Add step"), "another one can be added at once").toBeFocused();
    await write(page, title(page), name);
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("Kind", { exact: true }), "on to the next field").toBeFocused();
    await expect(step(page, name)).toBeVisible();
  };
  const choose = async (name: string) => {
    await enter(page, step(page, name));
    await expect(step(page, name), "still on the step").toBeFocused();
    await expect(title(page)).toHaveValue(name);
  };
  await add("One choice", "What is it about?");
  await write(page, page.getByLabel("Options", { exact: true }), answers.join("\n"));
  await add("Short text", "Which order is it?");
  await add("Several choices", "What is broken?");
  await write(page, page.getByLabel("Options", { exact: true }), "A pot\nA plant");
  await add("Pictures", "Show us the damage");
  await go(page, page.getByLabel("Must be answered"));
  await page.keyboard.press("Space");
  await add("End: open a ticket", "We look into it");
  await write(page, page.getByLabel("Subject of the ticket", { exact: true }), "Order {2} arrived broken");
  await page.keyboard.press("Tab");
  await choose("What is it about?");
  await add("Date", "When did you order?");
  await add("End: show an article", "Parcels that are late");
  await pick(page, page.getByLabel("Article", { exact: true }), "My delivery is late");
  await add("End: start a chat", "Talk to us");
  await expect(steps(page)).toHaveCount(8);
  await expect(step(page, "Talk to us")).toHaveAccessibleName(/Problem: No way leads here/);

  // Connected: C, then Enter on the next one. The way is chosen, the keyboard stays where it is.
  const connect = async (from: string, to: string) => {
    await go(page, step(page, from));
    await page.keyboard.press("c");
    await expect(page.getByRole("status").filter({ hasText: "Choose the step that the new way leads to" })).toBeVisible();
    await enter(page, step(page, to));
    await expect(step(page, to)).toBeFocused();
    await expect(panel(page).getByRole("heading", { name: `${from} → ${to}` })).toBeVisible();
  };
  await connect("What is it about?", "Talk to us");
  // Begun and thought better of.
  await page.keyboard.press("Escape");
  await go(page, step(page, "When did you order?"));
  await page.keyboard.press("c");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  const when = async (from: string, to: string, words: string) => {
    await enter(page, way(page, from, to));
    await expect(way(page, from, to), "still on the way").toBeFocused();
    await write(page, page.getByLabel("Taken when", { exact: true }), words);
    await page.keyboard.press("Tab");
  };
  await when("What is it about?", "Which order is it?", '1 is "Something arrived broken"');
  await when("What is it about?", "When did you order?", '1 is "My parcel is late"');
  await expect(page.getByText("Nothing is wrong: it can be activated.")).toBeVisible();

  // Moved by arrows, five times as far with Shift; what has the keyboard is brought into sight.
  const chat = step(page, "Talk to us");
  await go(page, chat);
  const at = async () => (await chat.getAttribute("transform"))!.match(/-?\d+/g)!.map(Number);
  const [x, y] = await at();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowLeft", "Shift+ArrowUp", "ArrowLeft", "ArrowUp"]) await page.keyboard.press(key);
  await expect.poll(at).toEqual([x + 2 * 16 - 5 * 16 - 16, y + 16 - 5 * 16 - 16]);
  await expect(chat).toBeFocused();
  for (const name of ["We look into it", "What is it about?"]) {
    await go(page, step(page, name));
    expect(await isInSight(page, step(page, name)), `“${name}” is in sight`).toBe(true);
  }

  // Removed by key, taken back by key; the next Tab goes on from there and not from the top of the page.
  const before = await drawn(page);
  await go(page, chat);
  await page.keyboard.press("Delete");
  await expect(chat).toHaveCount(0);
  await page.keyboard.press("Shift+Tab");
  await expect(step(page, "Parcels that are late")).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect.poll(() => drawn(page)).toEqual(before);
  await page.keyboard.press("Tab");
  await expect(chat).toBeFocused();
  for (const name of ["Zoom in", "Zoom out", "Show all", "Arrange"]) {
    await enter(page, tool(page, name));
    await expect(tool(page, name), "pressed again at once").toBeFocused();
  }
  await expect.poll(() => drawn(page)).not.toEqual(before);
  await saved(page);

  await enter(page, page.getByRole("link", { name: "Steps as a list" }));
  await page.waitForURL(list);
  await enter(page, page.getByRole("button", { name: "Activate" }));
  await expect(page.getByText("This version is active")).toBeVisible();
  await walk(await open("wanjiru", plain), false);
});

test("the same eight steps are written in the list with the keyboard alone, with the focus where it is expected, and published", async ({ open }) => {
  const page = await open("admin");
  await visit(page, "/admin/journeys");
  await write(page, page.getByLabel("Name"), "Listed");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Listed");

  /** The next Tab goes on inside the card that the page came back to. */
  const comesBackTo = async (card: string) => {
    await page.waitForURL(new RegExp(`#${card}$`));
    await live(page);
    await page.keyboard.press("Tab");
    await expect(page.locator(`#${card} :focus`), `the keyboard is in #${card}`).toHaveCount(1);
  };
  const add = async (kind: string, name: string, after: string, number: number) => {
    const form = page.locator("form").filter({ has: page.getByLabel("It comes after") });
    await pick(page, form.getByLabel("Kind", { exact: true }), kind);
    await pick(page, form.getByLabel("It comes after"), after);
    await write(page, form.getByLabel("Question or heading"), name);
    await page.keyboard.press("Enter");
    await comesBackTo(`node-${number}`);
    await expect(page.locator(`#node-${number}`).getByLabel("Question or heading"), "its first field").toBeFocused();
  };
  const save = async (number: number) => {
    await enter(page, page.getByRole("button", { name: "Save step" }));
    await comesBackTo(`node-${number}`);
    await expect(page.getByRole("link", { name: `Edit step ${number}` }), "where it can be opened again").toBeFocused();
  };
  await add("One choice", "What is it about?", "Nothing: I connect it later", 1);
  await write(page, page.getByLabel("Options", { exact: true }), answers.join("\n"));
  await save(1);
  await add("Short text", "Which order is it?", "1. What is it about?", 2);
  await add("Several choices", "What is broken?", "2. Which order is it?", 4);
  await write(page, page.getByLabel("Options", { exact: true }), "A pot\nA plant");
  await save(4);
  await add("Pictures", "Show us the damage", "4. What is broken?", 6);
  await go(page, page.getByLabel("Must be answered"));
  await page.keyboard.press("Space");
  await save(6);
  await add("End: open a ticket", "We look into it", "6. Show us the damage", 8);
  await write(page, page.getByLabel("Subject of the ticket", { exact: true }), "Order {2} arrived broken");
  await save(8);
  await add("Date", "When did you order?", "1. What is it about?", 10);
  await add("End: show an article", "Parcels that are late", "10. When did you order?", 12);
  await pick(page, page.getByLabel("Article", { exact: true }), "My delivery is late");
  await save(12);
  await add("End: start a chat", "Talk to us", "1. What is it about?", 14);
  for (const [to, answer] of [["2. Which order is it?", answers[0]], ["10. When did you order?", answers[1]]]) {
    await enter(page, page.getByRole("link", { name: `Edit the way to ${to}` }));
    await page.waitForURL(/#edge-\d+$/);
    await live(page);
    await pick(page, page.getByLabel("Question of test 1"), "1. What is it about?");
    await write(page, page.getByLabel("Answer of test 1"), answer);
    await enter(page, page.getByRole("button", { name: "Save way" }));
    await comesBackTo(new URL(page.url()).hash.slice(1));
    await expect(page.locator("#node-1")).toContainText(`is ${answer}`);
  }
  await expect(page.getByText("Everything fits: this draft can be activated.")).toBeVisible();
  await enter(page, page.getByRole("button", { name: "Activate" }));
  await expect(page.getByText("This version is active")).toBeVisible();
  await walk(await open("wanjiru", plain), false);
});

test("whoever leaves while it is being saved waits for it, and is asked where nothing can wait", async ({ open }) => {
  const page = await open("admin");
  const list = await copy(page);
  // The server takes its time.
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/save_drawing", async (route) => {
    await answered;
    await route.continue();
  });
  await press(page, frame(page, "Talk to us"));
  await press(page, title(page));
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Write to us");
  // Straight from the field to the link, and once more in another way.
  await press(page, page.getByRole("link", { name: "Steps as a list" }));
  await expect(page.getByText("Saving…")).toBeVisible();
  const asked = page.waitForEvent("dialog");
  await page.evaluate(() => void setTimeout(() => location.assign("/admin")));
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  expect(page.url()).toMatch(/\/draw$/);
  answer();
  await page.waitForURL(list);
  await expect(page.getByRole("heading", { name: "Write to us", exact: true })).toBeVisible();
});

test("what is still being typed when a step is pressed or dragged is a change of its own, and a press is none", async ({ open }) => {
  const page = await open("admin");
  await copy(page);
  const [seen, where] = [await drawn(page), await places(page)];
  const typed = async (words: string) => {
    await press(page, frame(page, "Talk to us"));
    await press(page, title(page));
    await page.keyboard.press("Control+A");
    await page.keyboard.type(words);
  };
  await typed("Write to us");
  await press(page, frame(page, "Which order is it?"));
  await expect(step(page, "Write to us")).toBeVisible();
  await press(page, tool(page, "Undo"));
  await expect.poll(() => drawn(page)).toEqual(seen);
  await expect(tool(page, "Undo"), "to press a step changes nothing").toBeDisabled();

  await typed("Call us");
  const from = await middle(frame(page, "Which order is it?"));
  await drag(page, from, { x: from.x + 40, y: from.y + 30 });
  await expect(step(page, "Call us")).toBeVisible();
  await press(page, tool(page, "Undo"));
  await expect.poll(() => places(page)).toEqual(where);
  await expect(step(page, "Call us"), "only the drag is taken back").toBeVisible();
  await press(page, tool(page, "Undo"));
  await expect.poll(() => drawn(page)).toEqual(seen);
  await expect(tool(page, "Undo")).toBeDisabled();
});

test("the keyboard stays where it is while kinds are gone through, and is not lost with what had it", async ({ open }) => {
  const page = await open("admin");
  await copy(page);
  await enter(page, step(page, "Which order is it?"));
  const kind = page.getByLabel("Kind", { exact: true });
  await go(page, kind);
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"]) {
    await page.keyboard.press(key);
    await expect(kind, key).toBeFocused();
  }
  await expect(kind.locator("option:checked")).toHaveText("Several choices");
  await expect(page.getByLabel("Options", { exact: true })).toBeVisible();
  await expect(step(page, "Which order is it?")).toContainText("Several choices");

  // The last step back disables its button, and the last step forth the other one.
  while (await tool(page, "Undo").isEnabled()) await enter(page, tool(page, "Undo"));
  await expect(tool(page, "Redo")).toBeFocused();
  while (await tool(page, "Redo").isEnabled()) await enter(page, tool(page, "Redo"));
  await expect(tool(page, "Undo")).toBeFocused();

  // What is removed from beside the plane leaves the keyboard on the plane.
  await enter(page, step(page, "Talk to us"));
  await enter(page, panel(page).getByRole("button", { name: "Remove", exact: true }));
  await expect(stage(page)).toBeFocused();
  await enter(page, way(page, "What is it about?", "When did you order?"));
  await enter(page, panel(page).getByRole("button", { name: "Remove way", exact: true }));
  await expect(stage(page)).toBeFocused();

  // A way that is begun from beside the plane is given up with Escape, too.
  await enter(page, step(page, "Which order is it?"));
  await enter(page, panel(page).getByRole("button", { name: "Connect", exact: true }));
  const choosing = page.getByText("Choose the step that the new way leads to");
  await expect(choosing).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(choosing).toBeHidden();
});

test("a sideways wheel moves the plane, and the other mouse button moves and begins nothing", async ({ open }) => {
  const page = await open("admin");
  await copy(page);
  await press(page, tool(page, "Show all"));
  const [first, where] = [frame(page, "What is it about?"), await places(page)];
  const start = await box(first);
  const background = await on(page, 0.9, 0.9);
  await page.mouse.move(background.x, background.y);
  await page.mouse.wheel(60, 0);
  await expect.poll(async () => Math.round((await box(first)).x - start.x)).toBe(-60);
  expect((await box(first)).width, "as large as before").toBeCloseTo(start.width);
  await page.mouse.wheel(-60, 0);
  await expect.poll(async () => Math.round((await box(first)).x - start.x)).toBe(0);
  const right = async (from: Point) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down({ button: "right" });
    await page.mouse.move(from.x + 50, from.y + 40, { steps: 4 });
    await page.mouse.up({ button: "right" });
    await page.mouse.move(from.x + 80, from.y + 60);
    await page.keyboard.press("Escape");
  };
  await right(background);
  await right(await middle(first));
  await right(await middle(step(page, "Which order is it?").locator("[data-port]")));
  expect((await box(first)).x).toBeCloseTo(start.x);
  expect(await places(page)).toEqual(where);
  await expect(tool(page, "Undo")).toBeDisabled();
  await expect(page.getByText("Choose the step that the new way leads to")).toBeHidden();
});

test("on a version that is not a draft no way is begun, and a step that is chosen stays the one that was pressed", async ({ open }) => {
  const page = await open("admin");
  await page.goto("/admin/journeys");
  await page.getByRole("row").filter({ hasText: "Active" }).getByRole("link").first().click();
  await page.waitForURL(/\/admin\/journeys\/\d+$/);
  await visit(page, `${page.url()}/draw`);
  await expect(page.getByText("This version is not a draft")).toBeVisible();
  await go(page, steps(page).nth(0));
  await page.keyboard.press("c");
  await expect(page.getByText("Choose the step that the new way leads to")).toBeHidden();
  const other = steps(page).nth(2);
  await enter(page, other);
  await expect(panel(page).getByRole("heading", { name: `Step ${await other.getAttribute("data-step")}`, exact: true })).toBeVisible();
});
