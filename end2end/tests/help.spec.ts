// The help centre: a visitor finds an answer and votes without JavaScript, an admin writes, previews, publishes and tries, a customer gets suggestions.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

const plain = { javaScriptEnabled: false };
const phone = { ...plain, viewport: { width: 390, height: 844 } };

/** Nothing sticks out at the side. */
async function fits(page: Page) {
  const main = await page.locator("main").boundingBox();
  expect(main!.x + main!.width).toBeLessThanOrEqual(page.viewportSize()!.width);
}

/** Fills in the editor of an article. */
async function write(page: Page, question: string, answer: string) {
  await page.getByLabel("Question", { exact: true }).fill(question);
  await page.getByLabel("Answer", { exact: true }).fill(answer);
  await page.getByLabel("Group", { exact: true }).selectOption({ index: 1 });
}

const voter = async (page: Page) => (await page.context().cookies()).filter((cookie) => cookie.name === "stoa_voter");

for (const [size, options] of [["wide", plain], ["phone", phone]] as const) {
  test(`a visitor finds an article, votes and asks without script, ${size}`, async ({ open }) => {
    const page = await open(null, options);
    await page.goto("/");
    await page.getByLabel("Search the help articles").fill("dishwasher");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/\/help\?q=dishwasher$/);
    await expect(page.locator("mark").first()).toContainText(/dishwasher/i);
    await fits(page);
    await page.locator("main ol").getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("meta[name=description]")).toHaveAttribute("content", /\w+/);
    expect(await voter(page)).toHaveLength(0);
    await page.getByRole("button", { name: "Yes" }).click();
    await expect(page.getByText("We are glad that it helped.")).toBeVisible();
    expect(await voter(page)).toHaveLength(1);
    await fits(page);
    await page.getByRole("link", { name: "Ask us" }).click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });
}

test("what nobody has written about leads to a ticket with its subject filled in", async ({ open }) => {
  const page = await open("wanjiru");
  await visit(page, "/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Help" }).click();
  await live(page);
  await page.getByLabel("Search the help articles").fill("xylophone lessons");
  await page.getByRole("button", { name: "Search" }).click();
  await live(page);
  await expect(page.getByText("No article answers “xylophone lessons”")).toBeVisible();
  await scan(page);
  await page.getByRole("link", { name: "Ask us" }).click();
  await expect(page.getByLabel("Subject")).toHaveValue("xylophone lessons");
});

test("a customer is shown articles while typing the subject", async ({ open }) => {
  const page = await open("wanjiru");
  await visit(page, "/tickets/new");
  const found = page.getByRole("region", { name: "Help articles" });
  await expect(found).toHaveCount(0);
  await page.getByLabel("Subject").pressSequentially("I want to send something back");
  await expect(found.getByRole("link", { name: "How do I return something?" })).toBeVisible();
  expect(await found.getByRole("link").count()).toBeLessThanOrEqual(3);
  await scan(page);
  await shoot(page, "ticket-suggestions");
  const [article] = await Promise.all([page.context().waitForEvent("page"), found.getByRole("link").first().click()]);
  await expect(article.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByLabel("Subject"), "nothing typed is lost").toHaveValue("I want to send something back");
  await page.getByLabel("Subject").fill("");
  await expect(found).toHaveCount(0);
});

test("an admin writes, previews, publishes and tries an article, and takes it back", async ({ open }) => {
  const [page, visitor] = [await open("admin"), await open(null, plain)];
  await visit(page, "/admin/help");
  await page.getByRole("link", { name: "New article" }).click();
  await live(page);
  await write(page, "Do you rent out kilns?", "## Yes\n\n- by the **day**\n- with help of {business}");
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.locator("strong")).toHaveText("day");
  await expect(preview).not.toContainText("{business}");
  await expect(page.getByRole("button", { name: "Preview" }), "it draws by itself").toBeHidden();
  await page.getByLabel(/The same in other words/).fill("Can I hire a kiln?\nKiln rental");
  await scan(page);
  await shoot(page, "help-editor");
  await page.getByRole("button", { name: "Save and publish" }).click();
  await live(page);
  await expect(page.getByText("It is published")).toBeVisible();

  await visitor.goto("/help?q=kiln");
  await visitor.getByRole("link", { name: "Do you rent out kilns?" }).click();
  await expect(visitor.locator("article strong")).toHaveText("day");

  await page.getByLabel(/Keywords/).fill("oven rental");
  await page.getByRole("button", { name: "What would change?" }).click();
  await live(page);
  await expect(page.getByRole("heading", { name: "What would change" })).toBeVisible();
  await expect(page.getByLabel(/Keywords/)).toHaveValue("oven rental");

  await visit(page, "/admin/help/bench");
  await page.getByRole("searchbox", { name: "Question" }).fill("can i hire a kiln");
  await page.getByRole("button", { name: "Try it" }).click();
  await live(page);
  await expect(page.getByRole("row").nth(1)).toContainText("Do you rent out kilns?");
  await scan(page);
  await shoot(page, "help-bench");

  await page.getByRole("link", { name: "Do you rent out kilns?" }).click();
  await live(page);
  await page.getByRole("button", { name: "Change state" }).click();
  await page.getByRole("button", { name: "Put away" }).click();
  await live(page);
  await expect(page.getByText("It is put away")).toBeVisible();
  expect((await visitor.reload())?.status()).toBe(404);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("It is published")).toBeVisible();
  expect((await visitor.reload())?.status()).toBe(200);
});

test("without script an admin previews with a button, mends a field and edits a response", async ({ open }) => {
  const page = await open("admin", plain);
  await page.goto("/admin/help/new");
  await write(page, "Is there a lift?", "Ask {nobody} for the **key**.");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.locator("#preview strong")).toHaveText("key");
  await expect(page.getByLabel("Question", { exact: true })).toHaveValue("Is there a lift?");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator("#body-error")).toContainText("{nobody} is not known here");
  await page.getByLabel("Answer", { exact: true }).fill("Ask us for the **key**.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("The article is saved.")).toBeVisible();

  await page.goto("/admin/replies");
  const welcome = page.locator("form").filter({ has: page.locator("input[value=welcome]") });
  await welcome.getByLabel("Text").fill("Back at {opens_at}");
  await welcome.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("#body-welcome-error")).toContainText("{opens_at} is not known here");
  await welcome.getByLabel("Text").fill("Hello {name}, this is {business}.");
  await welcome.getByRole("switch", { name: "Say it" }).uncheck();
  await welcome.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("It is saved.")).toBeVisible();
  await expect(welcome.getByRole("switch", { name: "Say it" })).not.toBeChecked();
});
