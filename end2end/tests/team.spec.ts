// The team among itself: direct talks and groups, named colleagues, unread numbers; live, and without JavaScript.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

const write = (page: Page) => page.locator("[data-composer] textarea");
const log = (page: Page) => page.getByRole("log");
const row = (page: Page, name: string) => page.locator("#lines article").filter({ hasText: name });
const waiting = (page: Page) => page.getByRole("navigation", { name: "Desk" }).getByRole("link", { name: /^Team/ });

async function writeTo(page: Page, colleague: string) {
  await visit(page, "/desk/team");
  await page.getByRole("button", { name: "Write to" }).click();
  await page.getByRole("button", { name: colleague }).click();
  await page.waitForURL(/\/desk\/team\/\d+/);
  await live(page);
}

test("two colleagues talk, read along, and whoever is named hears of it", async ({ open }) => {
  const [amina, brian] = [await open("amina"), await open("brian")];
  await visit(brian, "/desk");
  await writeTo(amina, "Brian Mwangi");
  await expect(amina.getByRole("heading", { level: 1 })).toHaveText("Brian Mwangi");

  // Enter sends, Shift+Enter begins a line.
  const words = "The kiln is free at four " + Date.now();
  await write(amina).fill(words);
  await write(amina).press("Enter");
  await expect(log(amina)).toContainText(words);
  await expect(waiting(brian)).toContainText("unread");
  await write(amina).fill("@Brian can you take it?");
  await write(amina).press("Enter");
  await expect(brian.locator("#toasts")).toContainText("A colleague named you.");
  await brian.locator("#toasts").getByRole("link", { name: "Open" }).click();
  await live(brian);
  await expect(log(brian)).toContainText(words);
  await expect(waiting(brian)).not.toContainText("unread");

  // Typing dots, an answer, and the tick that says it was read.
  await write(brian).pressSequentially("Yes, ");
  await expect(amina.getByText("Brian Mwangi is typing")).toBeAttached();
  await write(brian).fill("Yes, I take it.");
  await write(brian).press("Enter");
  await expect(log(amina)).toContainText("Yes, I take it.");
  await expect(log(amina).locator("article").filter({ hasText: words })).toContainText("read");
  await scan(amina);
});

test("a group is begun, grows, is renamed and left", async ({ open }) => {
  const [amina, brian] = [await open("amina"), await open("brian")];
  await visit(amina, "/desk/team");
  await amina.getByRole("button", { name: "Group" }).click();
  const name = "Market stall " + Date.now();
  const dialog = amina.getByRole("dialog", { name: "A new group" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Brian Mwangi").check();
  await dialog.getByRole("button", { name: "Begin" }).click();
  await amina.waitForURL(/\/desk\/team\/\d+/);
  await live(amina);
  await expect(amina.getByText("2 members")).toBeVisible();
  await write(amina).fill("Who brings the table?");
  await write(amina).press("Enter");

  await visit(brian, "/desk/team");
  await row(brian, name).getByRole("link").click();
  await live(brian);
  await write(brian).fill("I do.");
  await write(brian).press("Enter");
  await expect(log(amina)).toContainText("I do.");

  await amina.getByLabel("Name").last().fill(name + " II");
  await amina.getByRole("button", { name: "Rename" }).click();
  await expect(amina.getByRole("heading", { level: 1 })).toHaveText(name + " II");
  await shoot(amina, "team");
  await brian.getByRole("button", { name: "Leave the group" }).click();
  await brian.waitForURL("**/desk/team");
  await expect(row(brian, name)).toHaveCount(0);
});

test("without JavaScript a talk is a page with a form", async ({ open, expectErrors }) => {
  expectErrors(/404/);
  const amina = await open("amina", { javaScriptEnabled: false });
  const brian = await open("brian", { javaScriptEnabled: false });
  await amina.goto("/desk/team");
  await amina.getByRole("button", { name: "Write to" }).click();
  await amina.getByRole("button", { name: "Brian Mwangi" }).click();
  await write(amina).fill("No script needed.");
  await amina.getByRole("button", { name: "Send", exact: true }).click();
  await expect(log(amina)).toContainText("No script needed.");
  await brian.goto("/desk/team");
  await row(brian, "Amina Otieno").getByRole("link", { name: "Amina Otieno" }).click();
  await expect(log(brian)).toContainText("No script needed.");
  expect((await amina.goto("/desk/team/999999"))!.status()).toBe(404);
});
