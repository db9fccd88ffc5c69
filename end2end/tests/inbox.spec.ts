// Many at once from the inbox: its rows say where they came from, are ticked by pointer, key and finger, and are changed with one undo.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";
import { line, openTicket } from "../stoa/tickets";

/** Its box. */
const box = (page: Page, subject: string) => line(page, subject).getByRole("checkbox");
/** The bar at the foot of the list. */
const bar = (page: Page) => page.getByRole("form", { name: "Change many tickets" });
/** How many it says are chosen. */
const chosen = (page: Page, words: string) => expect(bar(page).getByRole("status")).toHaveText(words);

/** Whether the box is seen in the place of the avatar. */
async function isInSight(page: Page, subject: string, yes: boolean) {
  const place = box(page, subject).locator("xpath=ancestor::label");
  await expect(place).toHaveCSS("opacity", yes ? "1" : "0");
  await expect(place.locator("xpath=preceding-sibling::span")).toHaveCSS("opacity", yes ? "0" : "1");
}

test("rows are ticked by pointer and by key, stay ticked while tickets are opened, and are changed and put back at once", async ({ open }) => {
  const [amina, brian, wanjiru] = [await open("amina"), await open("brian"), await open("wanjiru")];
  const subject = `From the inbox ${Date.now()}`;
  const [a, b, c] = ["A", "B", "C"].map((end) => `${subject} ${end}`);
  await openTicket(wanjiru, a);
  await openTicket(wanjiru, b);
  await visit(amina, "/desk?tab=all");
  await expect(line(amina, a).getByRole("img", { name: "From the form" })).toBeVisible();
  await expect(bar(amina)).toBeHidden();

  // Under the pointer the avatar turns into the box, and nothing moves.
  await amina.mouse.move(900, 450);
  await isInSight(amina, a, false);
  const before = await line(amina, a).boundingBox();
  await line(amina, a).hover();
  await isInSight(amina, a, true);
  await isInSight(amina, b, false);
  expect(await line(amina, a).boundingBox()).toEqual(before);
  await box(amina, a).check();
  expect(amina.url(), "the box lies over the row's link").toMatch(/\/desk\?tab=all$/);

  // While one is ticked, every row shows its box, and the bar is there.
  await amina.mouse.move(900, 450);
  await isInSight(amina, b, true);
  await expect(bar(amina)).toBeVisible();
  await chosen(amina, "1 chosen");

  // By keyboard: X ticks the row that has the focus.
  await line(amina, b).getByRole("link").focus();
  await amina.keyboard.press("x");
  await expect(box(amina, b)).toBeChecked();
  await chosen(amina, "2 chosen");
  await scan(amina);
  await shoot(amina, "inbox-chosen");

  // What comes in takes no tick away, and what leaves takes its own along.
  await openTicket(wanjiru, c);
  await expect(line(amina, c)).toBeVisible();
  await chosen(amina, "2 chosen");
  await box(amina, c).check();
  await chosen(amina, "3 chosen");
  await visit(brian, `/desk/${wanjiru.url().match(/\d+$/)![0]}`);
  await brian.getByLabel("Status").selectOption("resolved");
  await expect(line(amina, c)).toHaveCount(0);
  await chosen(amina, "2 chosen");

  // Who goes through the list opens its tickets: the ticks go along.
  await line(amina, a).getByRole("link").click();
  await live(amina);
  await expect(amina.getByRole("heading", { level: 1 })).toHaveText(a);
  await chosen(amina, "2 chosen");
  await expect(amina.locator("#came-from")).toHaveText("From the form");
  // Without the focus in the list it is the open ticket.
  await amina.keyboard.press("x");
  await expect(box(amina, a)).not.toBeChecked();
  await chosen(amina, "1 chosen");
  await amina.keyboard.press("?");
  await expect(amina.getByRole("dialog", { name: "Keys" })).toContainText("Choose the ticket in the list");
  await amina.keyboard.press("Escape");

  // All that is shown, and none.
  await bar(amina).getByRole("button", { name: "Select all shown" }).click();
  for (const one of await amina.locator("#lines").getByRole("checkbox").all()) await expect(one).toBeChecked();
  await bar(amina).getByRole("button", { name: "Clear" }).click();
  await expect(bar(amina)).toBeHidden();
  await expect(amina.locator("#lines").getByRole("checkbox", { checked: true })).toHaveCount(0);
  await box(amina, a).check();
  await box(amina, b).check();

  // A tag is asked for only where one is needed, and its lack is said in the bar.
  const step = bar(amina).getByLabel("What is to change");
  await expect(bar(amina).getByLabel("Tag to add or remove")).toBeHidden();
  await step.selectOption({ label: "Add the tag" });
  await expect(bar(amina).getByLabel("Tag to add or remove")).toBeVisible();
  await bar(amina).getByRole("button", { name: "Change" }).click();
  await expect(bar(amina).getByRole("alert")).toBeVisible();
  await live(amina);
  await chosen(amina, "2 chosen");

  await step.selectOption({ label: "Urgent" });
  await bar(amina).getByRole("button", { name: "Change" }).click();
  await amina.waitForURL(/\/desk\/bulk\/\d+/);
  await expect(amina.getByRole("status").filter({ hasText: "2 of 2 tickets were changed" })).toBeVisible({ timeout: 15_000 });
  await live(amina);
  const progress = amina.url();
  await visit(amina, "/desk?tab=all");
  await expect(line(amina, a)).toContainText("Urgent");
  await expect(line(amina, b)).toContainText("Urgent");
  await expect(bar(amina), "what was ticked had its turn").toBeHidden();
  await amina.goto(progress);
  await amina.getByRole("button", { name: "Undo all of it" }).click();
  await expect(amina.getByRole("status").filter({ hasText: "2 of 2 tickets are as they were" })).toBeVisible({ timeout: 15_000 });
  await visit(amina, "/desk?tab=all");
  await expect(line(amina, a)).toBeVisible();
  await expect(line(amina, a)).not.toContainText("Urgent");
  await expect(line(amina, b)).not.toContainText("Urgent");
});

test("without JavaScript the boxes, the bar and the change are the same", async ({ open }) => {
  const [amina, wanjiru] = [await open("amina", { javaScriptEnabled: false }), await open("wanjiru")];
  const subject = `Without a script ${Date.now()}`;
  const [a, b] = ["A", "B"].map((end) => `${subject} ${end}`);
  await openTicket(wanjiru, a);
  await openTicket(wanjiru, b);
  await amina.goto("/desk?tab=all");
  await expect(bar(amina)).toBeHidden();
  await line(amina, a).hover();
  await box(amina, a).check();
  await isInSight(amina, b, true);
  await box(amina, b).check();
  await expect(bar(amina)).toBeVisible();
  // What needs a script is not offered; the browser empties the form by itself.
  await expect(bar(amina).getByRole("button", { name: "Select all shown" })).toBeHidden();
  await bar(amina).getByRole("button", { name: "Clear" }).click();
  await expect(bar(amina)).toBeHidden();
  await box(amina, a).check();
  await box(amina, b).check();
  await bar(amina).getByLabel("What is to change").selectOption({ label: "High" });
  await bar(amina).getByRole("button", { name: "Change" }).click();
  await amina.waitForURL(/\/desk\/bulk\/\d+/);
  await expect(async () => {
    await amina.reload();
    await expect(amina.getByText("2 of 2 tickets were changed").last()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await amina.getByRole("button", { name: "Undo all of it" }).click();
  await expect(async () => {
    await amina.reload();
    await expect(amina.getByText("2 of 2 tickets are as they were").last()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  // Found rows have boxes, too.
  await amina.goto(`/desk?q=${encodeURIComponent(subject)}`);
  await box(amina, a).check();
  await expect(bar(amina)).toBeVisible();
});

test("on a phone a tap on the avatar ticks its row", async ({ open }) => {
  const amina = await open("amina", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await visit(amina, "/desk?tab=all");
  const [first, second] = [amina.locator("#lines article").first(), amina.locator("#lines article").nth(1)];
  for (const row of [first, second]) {
    const avatar = (await row.locator("label").boundingBox())!;
    expect(Math.min(avatar.width, avatar.height), "large enough for a finger").toBeGreaterThanOrEqual(44);
    await amina.touchscreen.tap(avatar.x + 6, avatar.y + avatar.height / 2);
    await expect(row.getByRole("checkbox")).toBeChecked();
  }
  await chosen(amina, "2 chosen");
  await expect(bar(amina).getByRole("button", { name: "Change" })).toBeInViewport({ ratio: 1 });
  await scan(amina);
});
