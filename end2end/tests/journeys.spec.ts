// Journeys: eight steps drawn on the canvas and written as a list by keyboard, activated, and walked by a customer with two pictures, with and without script;
// two versions compared.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";
import { draft, walk } from "../stoa/journey";

const plain = { javaScriptEnabled: false };

/** The eight steps: their kinds and titles, in the order in which they are added. */
const options = ["Something arrived broken", "My parcel is late", "Something else"];
const subject = "Order {2} arrived broken";

/** The box of a step on the canvas. */
const box = (page: Page, title: string) => page.getByRole("button", { name: new RegExp(`^Step \\d+ · .* ${title}`) });

/** Adds a step on the canvas after the one that is chosen, and names it. */
async function addOnCanvas(page: Page, kind: string, title: string) {
  await page.getByLabel("Kind of the new step").selectOption(kind);
  await page.getByRole("button", { name: "Add step" }).click();
  await page.getByLabel("Question or heading", { exact: true }).fill(title);
  await page.getByLabel("Question or heading", { exact: true }).press("Tab");
  await expect(box(page, title)).toBeVisible();
}

/** Chooses a step that may have been moved out of sight. */
async function choose(page: Page, title: string) {
  await page.getByRole("button", { name: "Show all" }).click();
  await box(page, title).click();
}

async function saved(page: Page) {
  await expect(page.getByText("Everything is saved.")).toBeVisible();
}

/** Gives the way that is chosen its condition. */
async function when(page: Page, condition: string) {
  await page.getByLabel("Taken when", { exact: true }).fill(condition);
  await page.getByLabel("Taken when", { exact: true }).press("Tab");
}

for (const [how, settings] of [["with script", {}], ["without script", plain]] as const) {
  test(`a customer walks to a ticket with two pictures, ${how}`, async ({ open }) => {
    const page = await open("wanjiru", settings);
    await walk(page, !("javaScriptEnabled" in settings));
  });
}

test("a step fits on a phone, passes the scan and can be walked by keyboard", async ({ open }) => {
  const page = await open(null, { viewport: { width: 390, height: 844 } });
  await visit(page, "/");
  await page.getByRole("button", { name: "Begin" }).click();
  await live(page);
  await scan(page);
  await shoot(page, "journey-step");
  const main = await page.locator("main").boundingBox();
  expect(main!.x + main!.width).toBeLessThanOrEqual(390);
  await page.getByLabel("My parcel is late").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("When did you order?")).toBeVisible();
});

test("eight steps are drawn on the canvas, arranged, undone, tried and activated", async ({ open }) => {
  const page = await open("admin");
  const list = await draft(page, "Drawn");
  await visit(page, `${list}/draw`);
  await addOnCanvas(page, "one", "What is it about?");
  await page.getByLabel("Options", { exact: true }).fill(options.join("\n"));
  await page.getByLabel("Options", { exact: true }).press("Tab");
  await addOnCanvas(page, "short", "Which order is it?");
  await addOnCanvas(page, "several", "What is broken?");
  await page.getByLabel("Options", { exact: true }).fill("A pot\nA plant");
  await page.getByLabel("Options", { exact: true }).press("Tab");
  await addOnCanvas(page, "images", "Show us the damage");
  await page.getByLabel("Must be answered").check();
  await addOnCanvas(page, "ticket", "We look into it");
  await page.getByLabel("Subject of the ticket", { exact: true }).fill(subject);
  await page.getByLabel("Subject of the ticket", { exact: true }).press("Tab");
  await choose(page, "What is it about?");
  await addOnCanvas(page, "date", "When did you order?");
  await addOnCanvas(page, "article", "Parcels that are late");
  await page.getByLabel("Article", { exact: true }).selectOption("late-delivery");
  await choose(page, "What is it about?");
  await addOnCanvas(page, "chat", "Talk to us");
  await expect(page.getByRole("button", { name: /^Step \d+ · / })).toHaveCount(8);
  await saved(page);
  // Three ways without a condition leave the first question: that is said, until they have one.
  await expect(page.getByRole("button", { name: /^Step 1: Several ways have no condition/ })).toBeVisible();
  await page.getByRole("button", { name: "Way from “What is it about?” to “Which order is it?”" }).press("Enter");
  await when(page, '1 is "Nothing of it"');
  await expect(page.getByRole("button", { name: /^Way 1 → 2: / })).toBeVisible();
  await when(page, '1 is "Something arrived broken"');
  await page.getByRole("button", { name: "Way from “What is it about?” to “When did you order?”" }).press("Enter");
  await when(page, '1 is "My parcel is late"');
  await expect(page.getByText("Nothing is wrong: it can be activated.")).toBeVisible();
  await page.getByRole("button", { name: "Arrange" }).click();
  await page.getByRole("button", { name: "Show all" }).click();
  await saved(page);

  // Dragged, moved by key, and undone.
  const talk = box(page, "Talk to us");
  const place = async () => (await talk.getAttribute("transform"))!;
  const [before, bounds] = [await place(), (await talk.boundingBox())!];
  await page.mouse.move(bounds.x + 60, bounds.y + 30);
  await page.mouse.down();
  await page.mouse.move(bounds.x + 120, bounds.y + 70, { steps: 4 });
  await page.mouse.up();
  expect(await place()).not.toBe(before);
  const dragged = await place();
  await talk.press("ArrowRight");
  expect(await place()).not.toBe(dragged);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await place()).toBe(dragged);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await place()).toBe(before);
  await page.getByRole("button", { name: "Redo" }).click();
  expect(await place()).toBe(dragged);

  // Connected by key: C, then Enter on the next; removed again.
  const wrong = page.getByRole("button", { name: "Way from “When did you order?” to “Talk to us”" });
  await box(page, "When did you order?").press("c");
  await talk.press("Enter");
  await expect(wrong).toBeAttached();
  await wrong.press("Delete");
  await expect(wrong).toHaveCount(0);
  // What is connected already is not connected a second time, under the first.
  await box(page, "What is it about?").press("c");
  await talk.press("Enter");
  await expect(page.getByRole("button", { name: "Way from “What is it about?” to “Talk to us”" })).toHaveCount(1);
  // Taken away by key, and back again, though what had the focus was gone.
  await talk.press("Delete");
  await expect(talk).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(talk).toBeVisible();
  await saved(page);
  // Without the tooltip of the button pressed last.
  await page.mouse.move(0, 0);
  await scan(page);
  await shoot(page, "journey-canvas");

  // Tried: the ways that were never taken are named.
  await page.goto(list);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByLabel("Something else").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("This is a trial.")).toBeVisible();
  await expect(page.getByText("ways were never taken in this trial:")).toBeVisible();
  await page.getByRole("link", { name: "Back to the version" }).click();
  await page.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByText("This version is active")).toBeVisible();
  const customer = await open("wanjiru", plain);
  await walk(customer, false);
  // What is active is looked at: nothing can be typed that would not be kept.
  await visit(page, `${list}/draw`);
  await choose(page, "Talk to us");
  await expect(page.getByLabel("Question or heading", { exact: true })).toBeDisabled();
});

test("the same eight steps are written as a list by keyboard and without script", async ({ open }) => {
  const page = await open("admin", plain);
  await draft(page, "Written");
  const add = async (kind: string, title: string, after: string) => {
    await page.getByLabel("Kind", { exact: true }).last().selectOption(kind);
    await page.getByLabel("It comes after").selectOption(after ? { label: after } : "");
    await page.getByLabel("Question or heading", { exact: true }).last().fill(title);
    await page.getByLabel("Question or heading", { exact: true }).last().press("Enter");
    await expect(page.getByRole("heading", { level: 2, name: title })).toBeVisible();
  };
  const save = () => page.getByRole("button", { name: "Save step" }).press("Enter");
  await add("one", "What is it about?", "");
  await page.getByLabel("Options", { exact: true }).fill(options.join("\n"));
  await save();
  await add("short", "Which order is it?", "1. What is it about?");
  await add("several", "What is broken?", "2. Which order is it?");
  await page.getByLabel("Options", { exact: true }).fill("A pot\nA plant");
  await save();
  await add("images", "Show us the damage", "4. What is broken?");
  await add("ticket", "We look into it", "6. Show us the damage");
  await save();
  await page.getByRole("button", { name: "Activate" }).press("Enter");
  await expect(page.getByText("This version cannot be walked yet.")).toBeVisible();
  await expect(page.locator("#node-8")).toContainText("The ticket has no subject.");
  await page.getByRole("link", { name: "Edit step 8" }).press("Enter");
  await page.getByLabel("Subject of the ticket", { exact: true }).fill(subject);
  await save();
  await add("date", "When did you order?", "1. What is it about?");
  await add("article", "Parcels that are late", "10. When did you order?");
  await page.getByLabel("Article", { exact: true }).selectOption("late-delivery");
  await save();
  await add("chat", "Talk to us", "1. What is it about?");
  await expect(page.locator("#node-1")).toContainText("Several ways have no condition");
  for (const [to, answer] of [["2. Which order is it?", options[0]], ["10. When did you order?", options[1]]]) {
    await page.getByRole("link", { name: `Edit the way to ${to}` }).press("Enter");
    await page.getByLabel("Question of test 1").selectOption({ label: "1. What is it about?" });
    await page.getByLabel("Answer of test 1").fill(answer);
    await page.getByRole("button", { name: "Save way" }).press("Enter");
    await expect(page.locator("#node-1")).toContainText(`is ${answer}`);
  }
  await expect(page.getByText("Everything fits: this draft can be activated.")).toBeVisible();
  await page.getByRole("button", { name: "Activate" }).press("Enter");
  await expect(page.getByText("This version is active")).toBeVisible();
  await page.getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("What is different");
});

test("two versions are compared: what was added, removed and changed stands there, and where steps are drawn does not", async ({ open }) => {
  const page = await open("admin");
  await page.goto("/admin/journeys");
  await page.getByRole("button", { name: "Duplicate version 1", exact: true }).click();
  await page.waitForURL(/\/admin\/journeys\/\d+\?/);
  const copy = page.url().split("?")[0];
  // Moved on the canvas, and nothing else: the two are the same.
  await visit(page, `${copy}/draw`);
  await box(page, "Talk to us").press("ArrowDown");
  await saved(page);
  await page.goto(`${copy}/compare`);
  /** Compares the version of this page with the first one. */
  const compare = async () => {
    const first = page.getByLabel("Compared with").locator("option").filter({ hasText: /^1\. / });
    await page.getByLabel("Compared with").selectOption((await first.getAttribute("value"))!);
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(/\?with=\d+$/);
  };
  await compare();
  await expect(page.getByText("The two versions are the same.")).toBeVisible();

  // One step says something else, one goes, one comes in its place, a way has another condition.
  await page.goto(`${copy}?step=2#node-2`);
  await page.getByLabel("Question or heading", { exact: true }).first().fill("What is the number of your order?");
  await page.getByLabel("Must be answered").uncheck();
  await page.getByRole("button", { name: "Save step" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto(`${copy}?step=7#node-7`);
  await page.getByRole("button", { name: "Remove step" }).click();
  await expect(page.locator("#node-7")).toHaveCount(0);
  await page.getByLabel("Kind", { exact: true }).last().selectOption("chat");
  await page.getByLabel("It comes after").selectOption({ label: "6. When did you order?" });
  await page.getByLabel("Question or heading", { exact: true }).last().fill("Ask where your parcel is");
  await page.getByRole("button", { name: "Add step" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Ask where your parcel is" })).toBeVisible();
  const added = (await page.getByRole("listitem").filter({ hasText: "Ask where your parcel is" }).last().getAttribute("id"))!.slice("node-".length);
  await page.goto(copy);
  await page.getByRole("link", { name: "Edit the way to 6. When did you order?" }).click();
  await page.getByLabel("Test 1", { exact: true }).selectOption("is_not");
  await page.getByLabel("Answer of test 1").fill("Something else");
  await page.getByRole("button", { name: "Save way" }).click();
  await expect(page.locator("#node-1")).toContainText("when not (“What is it about?” is Something else)");

  await page.getByRole("link", { name: "Compare" }).click();
  await compare();
  const differences = page.getByRole("table", { name: "Differences" });
  const row = (what: string) => differences.getByRole("row").filter({ has: page.getByRole("cell", { name: what, exact: true }) });
  /** A difference, with what each side has to say. */
  const differs = async (what: string, before: string[], now: string[]) => {
    const cells = row(what).getByRole("cell");
    for (const words of before) await expect(cells.nth(1)).toContainText(words);
    for (const words of now) await expect(cells.nth(2)).toContainText(words);
  };
  await differs("Step 2", ["Short text: Which order is it?", "Must be answered"], ["Short text: What is the number of your order?"]);
  await expect(row("Step 2").getByRole("cell").nth(2)).not.toContainText("Must be answered");
  await differs(`Step ${added}`, ["was not there"], ["End: start a chat: Ask where your parcel is"]);
  await differs("Step 7", ["End: show an article: Parcels that are late"], ["is not there any more"]);
  await differs("Ways from step 6", ["→ 7 “Parcels that are late”"], [`→ ${added} “Ask where your parcel is”`]);
  const late = "→ 6 “When did you order?” when";
  await differs("Ways from step 1", [`${late} “What is it about?” is My parcel is late`], [`${late} not (“What is it about?” is Something else)`]);
  await expect(differences.getByRole("row"), "a heading and five differences").toHaveCount(6);
  await scan(page);
  await shoot(page, "journey-compare");

  // Seen from the other side, what was added is what is gone.
  const number = (await page.getByRole("heading", { level: 1 }).innerText()).match(/\d+$/)![0];
  await page.goto("/admin/journeys");
  await page.getByRole("link", { name: /^1\. / }).click();
  await page.getByRole("link", { name: "Compare" }).click();
  const second = page.getByLabel("Compared with").locator("option").filter({ hasText: new RegExp(`^${number}\\. `) });
  await page.getByLabel("Compared with").selectOption((await second.getAttribute("value"))!);
  await page.getByRole("button", { name: "Compare" }).click();
  await differs(`Step ${added}`, ["Ask where your parcel is"], ["is not there any more"]);
  await differs("Step 7", ["was not there"], ["Parcels that are late"]);
  await expect(differences.getByRole("row")).toHaveCount(6);
});

test("the list of steps and the figures pass the scan", async ({ open }) => {
  const page = await open("admin");
  await visit(page, "/admin/journeys");
  await scan(page);
  await page.getByRole("link", { name: /Help with an order/ }).last().click();
  await live(page);
  await scan(page);
  await shoot(page, "journey-list");
  await page.locator("#main").getByRole("link", { name: "Figures" }).click();
  await scan(page);
});
