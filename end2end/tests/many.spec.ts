// Order on the desk: what is put aside, saved as a view, merged, sent later, and changed by the dozen with one undo.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";
import { line, openTicket } from "../stoa/tickets";

const plain = { javaScriptEnabled: false };

async function openAtDesk(agent: Page, subject: string) {
  await visit(agent, "/desk?tab=all");
  await line(agent, subject).getByRole("link").click();
  await live(agent);
  await expect(agent.getByRole("heading", { level: 1 })).toHaveText(subject);
}

test("a ticket is put aside until tomorrow and comes back when its customer writes", async ({ open, expectErrors }) => {
  // A refused change is an error to the browser, too.
  expectErrors(/422/);
  const [amina, wanjiru] = [await open("amina"), await open("wanjiru")];
  const subject = `A glaze to choose ${Date.now()}`;
  await openTicket(wanjiru, subject);
  await openAtDesk(amina, subject);
  await amina.getByRole("button", { name: "Snooze" }).click();
  const menu = amina.getByRole("group", { name: "Snooze until" });
  await menu.getByLabel("Another moment").fill("2020-01-01T09:00");
  await menu.getByRole("button", { name: "Snooze until then" }).click();
  await expect(amina.locator("#toasts")).toContainText("Choose a moment that is still to come.");
  await amina.getByRole("button", { name: "Snooze" }).click();
  await menu.getByRole("button", { name: "Tomorrow" }).click();
  await expect(amina.getByText(/Snoozed until .*09:00/).first()).toBeVisible();
  await scan(amina);
  await shoot(amina, "snoozed");
  await visit(amina, "/desk?tab=all");
  await expect(line(amina, subject)).toHaveCount(0);
  await visit(amina, "/desk?tab=snoozed");
  await expect(line(amina, subject)).toBeVisible();
  // The customer writes: nobody waits for the morning.
  await live(wanjiru);
  const composer = wanjiru.locator("[data-composer]");
  await composer.getByRole("textbox").fill("It is the blue one.");
  await composer.getByRole("button", { name: "Send", exact: true }).click();
  await expect(line(amina, subject)).toHaveCount(0);
  await visit(amina, "/desk?tab=all");
  await expect(line(amina, subject)).toBeVisible();
});

test("a snooze and a tag are taken back from where it is said", async ({ open }) => {
  const [amina, customer] = [await open("amina"), await open("wanjiru")];
  const subject = "A mug without a handle " + Date.now();
  await openTicket(customer, subject);
  await openAtDesk(amina, subject);
  const undo = amina.locator("#toasts").getByRole("button", { name: /Undo/ });
  await amina.getByRole("button", { name: "Snooze" }).click();
  await amina.getByRole("group", { name: "Snooze until" }).getByRole("button", { name: "Tomorrow" }).click();
  await expect(amina.getByRole("button", { name: "Bring back" })).toBeVisible();
  await expect(amina.locator("#toasts")).toContainText("Snoozed.");
  await undo.last().click();
  await expect(amina.getByRole("button", { name: "Snooze", exact: true })).toBeVisible();

  const tags = amina.locator("#ticket-tags");
  await amina.getByLabel("Add tags").fill("handle");
  await amina.getByLabel("Add tags").press("Enter");
  await expect(tags).toContainText("handle");
  await expect(amina.locator("#toasts")).toContainText("Tagged handle.");
  await undo.last().click();
  await expect(tags).not.toContainText("handle");
});

test("what the table shows is saved as a view of the team and stands in everybody's inbox", async ({ open }) => {
  const [amina, brian] = [await open("amina", plain), await open("brian")];
  await amina.goto("/desk/tickets?priority=urgent");
  await amina.getByText("Save as a view").click();
  const form = amina.locator("form").filter({ has: amina.getByLabel("For the whole team") });
  await form.getByRole("button", { name: "Save" }).click();
  await expect(amina.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Name").fill("Urgent ones");
  await form.getByLabel("For the whole team").check();
  await form.getByRole("button", { name: "Save" }).click();
  // It leads to what it shows, in the inbox.
  await expect(amina.getByRole("navigation", { name: "Views" })).toContainText("Urgent ones");
  await visit(brian, "/desk/tickets");
  await scan(brian);
  await brian.getByRole("region", { name: "Saved views" }).getByRole("link", { name: /Urgent ones/ }).click();
  await live(brian);
  await expect(brian.getByRole("navigation").getByRole("link", { name: /Urgent ones/ }).first()).toBeVisible();
  await shoot(brian, "view");
  // Only who made it takes it away.
  await visit(brian, "/desk/tickets");
  await expect(brian.getByRole("button", { name: "Remove the view “Urgent ones”" })).toHaveCount(0);
  await amina.goto("/desk/tickets");
  await amina.getByRole("button", { name: "Remove the view “Urgent ones”" }).click();
  await expect(amina.locator("body")).not.toContainText("Urgent ones");
});

test("many tickets are changed at once, with what was left said, and put back by one undo", async ({ open }) => {
  const [amina, wanjiru] = [await open("amina"), await open("wanjiru")];
  const subject = `By the dozen ${Date.now()}`;
  await openTicket(wanjiru, `${subject} A`);
  await openTicket(wanjiru, `${subject} B`);
  await visit(amina, "/desk/tickets?status=open");
  const bar = amina.getByRole("form", { name: "Change many tickets" });
  await bar.getByLabel("What is to change").selectOption({ label: "Urgent" });
  await bar.getByRole("button", { name: "Change" }).click();
  await expect(amina.getByRole("alert").filter({ hasText: /Choose/ })).toBeVisible();
  const row = (end: string) => amina.getByRole("row").filter({ hasText: `${subject} ${end}` });
  await row("A").getByRole("checkbox").check();
  await row("B").getByRole("checkbox").check();
  await scan(amina);
  await shoot(amina, "bulk-chosen");
  await amina.setViewportSize({ width: 390, height: 844 });
  expect((await bar.getByLabel("What is to change").boundingBox())!.width, "what is to change can be read on a phone").toBeGreaterThan(250);
  await amina.setViewportSize({ width: 1440, height: 900 });
  await bar.getByLabel("What is to change").selectOption({ label: "Urgent" });
  await bar.getByRole("button", { name: "Change" }).click();
  await amina.waitForURL(/\/desk\/bulk\/\d+/);
  await expect(amina.getByRole("status").filter({ hasText: "2 of 2 tickets were changed" })).toBeVisible({ timeout: 15_000 });
  await scan(amina);
  await shoot(amina, "bulk-done");
  await amina.goto("/desk/tickets?status=open");
  await expect(row("A")).toContainText("Urgent");
  await amina.goBack();
  await amina.getByRole("button", { name: "Undo all of it" }).click();
  await expect(amina.getByRole("status").filter({ hasText: "2 of 2 tickets are as they were" })).toBeVisible({ timeout: 15_000 });
  await amina.goto("/desk/tickets?status=open");
  await expect(row("B")).not.toContainText("Urgent");
});

test("two tickets about one thing become one, and the customer reads where it goes on", async ({ open }) => {
  const [amina, wanjiru] = [await open("amina"), await open("wanjiru")];
  const [first, second] = [`Cracked ${Date.now()}`, `Again cracked ${Date.now()}`];
  await openTicket(wanjiru, first);
  await openTicket(wanjiru, second);
  await openAtDesk(amina, second);
  await amina.getByRole("button", { name: "Merge into another ticket" }).click();
  const dialog = amina.getByRole("dialog", { name: "Merge this ticket into another" });
  await dialog.getByRole("radio", { name: new RegExp(`^${first}`) }).check();
  await scan(amina);
  await shoot(amina, "merge");
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(amina.getByRole("heading", { level: 1 })).toHaveText(first);
  await expect(wanjiru.locator("body")).toContainText(/goes on in|TKT-/);
  await wanjiru.reload();
  await expect(wanjiru.locator("body")).toContainText("Closed");
});

test("a reply is written now and sent tomorrow, unless it is taken back", async ({ open, server }) => {
  const [amina, wanjiru] = [await open("amina"), await open("wanjiru")];
  const subject = `Firing on Friday ${Date.now()}`;
  await openTicket(wanjiru, subject);
  await openAtDesk(amina, subject);
  const composer = amina.locator("[data-composer]");
  const schedule = async (words: string) => {
    await composer.getByRole("textbox").fill(words);
    await composer.getByRole("button", { name: "Send and…" }).click();
    await amina.getByRole("group", { name: "Send later" }).getByRole("button", { name: "Send tomorrow" }).click();
    await expect(amina.getByRole("region", { name: "Scheduled replies" })).toContainText(words);
    await live(amina);
  };
  await schedule("It leaves the kiln today.");
  await scan(amina);
  await shoot(amina, "scheduled");
  await expect(wanjiru.locator("body")).not.toContainText("It leaves the kiln today.");
  await amina.getByRole("region", { name: "Scheduled replies" }).getByRole("button", { name: "Take back" }).click();
  await live(amina);
  await expect(composer.getByRole("textbox")).toHaveValue("It leaves the kiln today.");
  await schedule("It left the kiln this morning.");
  await server.advance(36 * 60);
  await wanjiru.reload();
  await expect(async () => {
    await wanjiru.reload();
    await expect(wanjiru.getByRole("log")).toContainText("It left the kiln this morning.", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
});
