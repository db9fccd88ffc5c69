// Fields of a business's own and ticket templates: asked for by category, filled on both sides, found again.
import { Page, expect, scan, shoot, test, visit } from "../stoa";

/** An admin adds a field. */
async function addField(page: Page, label: string, fill: (page: Page) => Promise<void> = async () => {}) {
  await visit(page, "/admin/fields");
  await page.getByLabel("Label").fill(label);
  await fill(page);
  await page.getByRole("button", { name: "Add the field" }).click();
  await expect(page.getByText("The field is added.")).toBeVisible();
}

test("a customer is asked what the chosen category needs, and the team finds it", async ({ open }) => {
  const [admin, customer] = [await open("admin"), await open("wanjiru")];
  const label = "Order " + Date.now();
  await addField(admin, label, async (page) => {
    await page.getByRole("checkbox").first().check();
    await page.getByRole("switch", { name: /Must be filled/ }).check();
  });
  await scan(admin);
  await admin.getByRole("link", { name: label }).click();
  await expect(admin).toHaveURL(/\/admin\/fields\/\d+/);
  await shoot(admin, "field");
  await scan(admin);
  await visit(customer, "/tickets/new");
  const about = customer.getByLabel("What it is about");
  const first = (await about.locator("option").nth(1).getAttribute("value"))!;
  await expect(customer.getByLabel(label)).toBeHidden();
  await about.selectOption(first);
  await expect(customer.getByLabel(label)).toBeVisible();
  await customer.getByLabel("Subject").fill("Field " + label);
  await customer.getByLabel("What happened").fill("Two of the six mugs arrived broken.");
  await customer.getByRole("button", { name: "Open ticket" }).click();
  await expect(customer.getByText(`${label} is missing.`)).toBeVisible();
  await expect(customer.getByLabel(label)).toBeVisible();
  await customer.getByLabel(label).fill("KL-77");
  await scan(customer);
  await customer.getByRole("button", { name: "Open ticket" }).click();
  await customer.waitForURL(/\/tickets\/\d+/);
  await expect(customer.getByText("KL-77")).toBeVisible();

  await visit(admin, "/desk/tickets?q=kl-77");
  await expect(admin.getByRole("row", { name: /Field Order/ })).toBeVisible();
  await admin.getByRole("link", { name: /Field Order/ }).click();
  await admin.getByLabel(label).fill("KL-78");
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByRole("log")).toContainText(`${label} set to KL-78`);
  await customer.reload();
  await expect(customer.getByText("KL-78")).toBeVisible();
});

test("without script every field says to which tickets it belongs", async ({ open }) => {
  const [admin, customer] = [await open("admin"), await open("wanjiru", { javaScriptEnabled: false })];
  const label = "Colour " + Date.now();
  await addField(admin, label, async (page) => {
    await page.getByLabel("What may stand in it").selectOption("choice");
    await page.getByLabel("Options of a choice").fill("Blue\nGreen");
    await page.getByRole("checkbox").nth(1).check();
  });
  await customer.goto("/tickets/new");
  await expect(customer.getByLabel(label)).toBeVisible();
  await expect(customer.getByText(/For tickets about/).first()).toBeVisible();
});

test("a template begins a ticket for customers and for the team", async ({ open }) => {
  const [admin, customer] = [await open("admin"), await open("wanjiru")];
  const name = "Exchange " + Date.now();
  await visit(admin, "/admin/templates/new");
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("Subject").fill("A mug to exchange");
  await admin.getByLabel("Description").fill("Which mug, and what is wrong with it?");
  await admin.getByRole("textbox", { name: "Tags" }).fill("exchange");
  await admin.getByRole("switch", { name: /Customers may begin/ }).check();
  await scan(admin);
  await admin.getByRole("button", { name: "Add the template" }).click();
  await admin.getByRole("link", { name }).click();
  await expect(admin).toHaveURL(/\/admin\/templates\/\d+/);
  await shoot(admin, "template");
  await scan(admin);
  await visit(customer, "/tickets/new");
  await customer.getByRole("link", { name }).click();
  await expect(customer.getByLabel("Subject")).toHaveValue("A mug to exchange");
  await expect(customer.getByLabel("What happened")).toHaveValue(/Which mug/);
  await customer.getByRole("button", { name: "Open ticket" }).click();
  await customer.waitForURL(/\/tickets\/\d+/);
  await expect(customer.locator("body")).not.toContainText("exchange,");
  const number = customer.url().match(/\/tickets\/(\d+)/)![1];
  await visit(admin, `/desk/${number}`);
  await expect(admin.locator("#ticket-tags")).toContainText("exchange");
  await visit(admin, "/desk/tickets/new");
  await admin.getByRole("link", { name }).click();
  await expect(admin.getByLabel("Tags")).toHaveValue("exchange");
});

test("an admin puts categories in another order", async ({ open }) => {
  const page = await open("admin");
  await visit(page, "/admin/categories");
  const names = () => page.locator("#categories input[name=name]:not([type=hidden])").evaluateAll((all) => all.map((i) => (i as HTMLInputElement).value));
  const before = await names();
  await page.getByRole("button", { name: `Move ${before[1]} up` }).click();
  await expect.poll(names).toEqual([before[1], before[0], ...before.slice(2)]);
});
