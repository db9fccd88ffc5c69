// Macros, canned responses and tags: at the desk by pointer and keyboard, without script, and where admins write them.
import { Page, expect, live, scan, test, visit } from "../stoa";

/** A customer's ticket; gives its number. */
async function openTicket(page: Page, subject: string) {
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What happened").fill("Two of the six mugs arrived broken. The box looked fine.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await page.waitForURL(/\/tickets\/\d+/);
  return page.url().match(/\/tickets\/(\d+)/)![1];
}

const write = (page: Page) => page.locator("#composer-body");

test("an agent looks at what a macro will do and applies it, and the customer reads the reply", async ({ open }) => {
  const [agent, customer] = [await open("amina"), await open("wanjiru")];
  const number = await openTicket(customer, "Macro " + Date.now());
  await visit(agent, `/desk/${number}`);
  await agent.getByRole("button", { name: "Macros" }).click();
  const pop = agent.getByRole("group", { name: "Macros" });
  await expect(pop.getByRole("searchbox")).toBeFocused();
  await pop.getByRole("searchbox").fill("photo");
  await expect(pop.getByRole("listitem")).toHaveCount(1);
  await pop.getByRole("searchbox").press("Enter");
  await expect(pop).toContainText("gets this reply.");
  await expect(pop).toContainText("It gets the tag “photo asked”.");
  await expect(pop).toContainText("Status: Open → Waiting for customer.");
  await scan(agent);
  await pop.getByRole("button", { name: "Apply" }).click();
  await expect(pop).toBeHidden();
  await expect(agent.locator("#thread header").first()).toContainText("Waiting for customer");
  await expect(agent.locator("#ticket-tags")).toContainText("photo asked");
  await expect(agent.getByRole("log")).toContainText("Could you send us a photo of it?");
  await expect(customer.getByRole("log")).toContainText("Could you send us a photo of it?");
});

test("a macro that wrote nothing to the customer is taken back by one button", async ({ open }) => {
  const [agent, customer] = [await open("amina"), await open("wanjiru")];
  const number = await openTicket(customer, "Taken back " + Date.now());
  await visit(agent, `/desk/${number}`);
  await agent.getByRole("button", { name: "Macros" }).click();
  const pop = agent.getByRole("group", { name: "Macros" });
  await pop.getByRole("button", { name: /Take over as urgent/ }).click();
  await pop.getByRole("button", { name: "Apply" }).click();
  await expect(agent.locator("#ticket-line")).toContainText("with you");
  const toasts = agent.locator("#toasts");
  await expect(toasts).toContainText("Applied “Take over as urgent”.");
  await toasts.getByRole("button", { name: /Undo/ }).click();
  await expect(toasts).toContainText("Undone");
  await expect(agent.locator("#ticket-line")).not.toContainText("with you");
});

test("a macro is applied without script", async ({ open }) => {
  const [agent, customer] = [await open("amina", { javaScriptEnabled: false }), await open("wanjiru")];
  const number = await openTicket(customer, "Plain " + Date.now());
  await agent.goto(`/desk/${number}`);
  await agent.getByRole("link", { name: "Macros" }).click();
  await agent.getByRole("link", { name: "Take over as urgent" }).click();
  await expect(agent.getByText("It goes to you.")).toBeVisible();
  await agent.getByRole("button", { name: "Apply" }).click();
  await expect(agent).toHaveURL(new RegExp(`/desk/${number}$`));
  await expect(agent.locator("#ticket-line")).toContainText("with you");
  await agent.getByRole("combobox", { name: "Canned responses" }).selectOption({ label: "Greeting (/hello)" });
  await agent.getByRole("button", { name: "Insert the text" }).click();
  await expect(write(agent)).toHaveValue(/thank you for writing to Kiln & Leaf/);
});

test("a slash finds a text, arrows choose and Enter writes it with everything filled in", async ({ open }) => {
  const [agent, customer] = [await open("amina"), await open("wanjiru")];
  const number = await openTicket(customer, "Slash " + Date.now());
  await visit(agent, `/desk/${number}`);
  await write(agent).pressSequentially("Well, and/or ");
  await expect(agent.getByRole("listbox")).toBeHidden();
  await write(agent).pressSequentially("/");
  const list = agent.getByRole("listbox", { name: "Canned responses" });
  await expect(list.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await write(agent).press("ArrowDown");
  await expect(list.getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(write(agent)).toHaveAttribute("aria-activedescendant", "canned-1");
  await write(agent).pressSequentially("hel");
  await expect(list.getByRole("option")).toHaveCount(1);
  await scan(agent);
  await write(agent).press("Enter");
  await expect(list).toBeHidden();
  await expect(write(agent)).toHaveValue(/^Well, and\/or Hello \w+,\n\nthank you for writing to Kiln & Leaf\./);
  await write(agent).fill("");
  await write(agent).pressSequentially("/zzz");
  await expect(agent.getByText("No canned response fits").last()).toBeVisible();
  await write(agent).press("Escape");
  await expect(list).toBeHidden();
  await expect(write(agent)).toHaveValue("/zzz");
  await write(agent).fill("");
});

test("a colleague sees tags come and go, and a list is narrowed by one", async ({ open }) => {
  const [amina, brian, customer] = [await open("amina"), await open("brian"), await open("wanjiru")];
  const subject = "Tagged " + Date.now();
  const number = await openTicket(customer, subject);
  await visit(amina, `/desk/${number}`);
  await visit(brian, `/desk/${number}`);
  await amina.getByLabel("Add tags").fill("Seconds, #VIP");
  await amina.getByLabel("Add tags").press("Enter");
  await expect(brian.locator("#ticket-tags")).toContainText("seconds");
  await expect(brian.locator("#lines article").filter({ hasText: subject })).toContainText("vip");
  await brian.getByRole("button", { name: "Remove tag vip" }).click();
  await expect(amina.locator("#ticket-tags")).not.toContainText("vip");
  await amina.locator("#ticket-tags").getByRole("link", { name: "seconds" }).click();
  await expect(amina.getByRole("row", { name: new RegExp(subject) })).toBeVisible();
  await visit(customer, `/tickets/${number}`);
  await expect(customer.locator("body")).not.toContainText("seconds");
});

test("an admin writes a macro step by step", async ({ open }) => {
  const page = await open("admin");
  await visit(page, "/admin/macros");
  await page.getByLabel("Name").fill("Close the loop " + Date.now());
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByText("Set the priority", { exact: true }).click();
  await page.getByRole("button", { name: /^Add step ?: Set the priority$/ }).click();
  await page.getByText("Reply to the customer", { exact: true }).click();
  await page.locator("#add-reply-value").fill("Hello {{customer.shoe}}");
  await page.getByRole("button", { name: /^Add step ?: Reply to the customer$/ }).click();
  await expect(page.locator("#add-reply-value-error")).toContainText("is not known here");
  await page.locator("#add-reply-value").fill("Hello {{customer.first_name}}");
  await page.getByRole("button", { name: /^Add step ?: Reply to the customer$/ }).click();
  await expect(page.locator("#step-1")).toContainText("Reply: “Hello {{customer.first_name}}”");
  await page.getByRole("button", { name: "Move step 2 up" }).click();
  await expect(page.locator("#step-0")).toContainText("Reply");
  await page.getByRole("button", { name: "Remove step 2" }).click();
  await expect(page.locator("#step-1")).toHaveCount(0);
  await scan(page);
});

test("an agent writes a text of their own and sees how it will read", async ({ open }) => {
  const page = await open("brian");
  await visit(page, "/desk/canned");
  await page.getByLabel("Shortcut").fill("kiln-" + Date.now());
  await page.getByLabel("Title").fill("Firing day");
  await page.getByLabel("Text", { exact: true }).fill("{{customer.first_name}}, we fire on Tuesday. {{customer.shoe}}");
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("Wanjiru, we fire on Tuesday.");
  await expect(page.getByRole("region", { name: "Preview" })).toContainText("is not known here");
  await page.getByLabel("Text", { exact: true }).fill("{{customer.first_name}}, we fire on Tuesday.");
  await page.getByRole("button", { name: "Add the text" }).click();
  await expect(page.getByText("The text is added.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Firing day" })).toBeVisible();
  await live(page);
  await scan(page);
});
