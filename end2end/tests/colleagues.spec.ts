// Two agents side by side: who looks and types, replies that do not pass each other, followers and mentions, undoing, the palette, own settings.
import { Page, expect, live, scan, test, visit } from "../stoa";

/** The customer opens a ticket. */
async function openTicket(page: Page, subject: string) {
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel(/What happened|Description/).fill("Two of the six mugs arrived broken.");
  await page.getByRole("button", { name: /Open|Send/ }).last().click();
  await page.waitForURL(/\/tickets\/\d+/);
  return page.url().match(/\d+$/)![0];
}

const write = (page: Page) => page.locator("[data-composer] textarea");
const noted = (page: Page) => page.locator("[name=mode][value=note]").check({ force: true });
const log = (page: Page) => page.getByRole("log");

async function openAt(page: Page, number: string) {
  await visit(page, `/desk/${number}`);
  await live(page);
}

test("colleagues see each other look and type, and see each other leave", async ({ open }) => {
  const [amina, brian, customer] = [await open("amina"), await open("brian"), await open("wanjiru")];
  const number = await openTicket(customer, "Looked at together " + Date.now());
  await openAt(amina, number);
  await openAt(brian, number);
  const around = amina.locator("#colleagues");
  await expect(around).toContainText("Brian Mwangi is looking");
  await expect(brian.locator("#colleagues")).toContainText(/Amina .+ is looking/);
  await write(brian).pressSequentially("I am ");
  await expect(around).toContainText("Brian Mwangi is typing a reply");
  await noted(brian);
  await write(brian).pressSequentially("asking the kiln");
  await expect(around).toContainText("Brian Mwangi is typing a note");
  await scan(amina);
  await visit(brian, "/desk");
  await expect(around).toBeEmpty();
  await expect(customer.locator("body")).not.toContainText("is looking");
});

test("a reply waits when somebody else wrote meanwhile, and goes when it is meant to", async ({ open }) => {
  const [amina, brian, customer] = [await open("amina"), await open("brian"), await open("wanjiru")];
  const number = await openTicket(customer, "Answered by two " + Date.now());
  await openAt(amina, number);
  await openAt(brian, number);
  await write(amina).fill("We look into it.");
  await write(brian).fill("A new one leaves today.");
  await write(brian).press("Control+Enter");
  await expect(log(amina)).toContainText("A new one leaves today.");
  await write(amina).press("Control+Enter");
  const panel = amina.getByRole("alert").filter({ hasText: "wrote while you were writing" });
  await expect(panel).toContainText("Brian Mwangi");
  await expect(panel).toContainText("A new one leaves today.");
  await expect(panel).toBeFocused();
  await scan(amina);
  await panel.getByRole("button", { name: "Keep editing" }).click();
  await expect(write(amina)).toBeFocused();
  await expect(write(amina)).toHaveValue("We look into it.");
  await customer.locator("textarea").fill("Thank you!");
  await customer.locator("textarea").press("Control+Enter");
  await expect(log(amina)).toContainText("Thank you!");
  await write(amina).press("Control+Enter");
  await amina.getByRole("button", { name: "Send anyway" }).click();
  await expect(log(customer)).toContainText("We look into it.");
  await expect(write(amina)).toHaveValue("");
});

test("without script a reply that would pass somebody's words comes back with them", async ({ open }) => {
  const customer = await open("wanjiru");
  const number = await openTicket(customer, "Answered without script " + Date.now());
  const amina = await open("amina", { javaScriptEnabled: false });
  const brian = await open("brian");
  await amina.goto(`/desk/${number}`);
  await openAt(brian, number);
  await write(brian).fill("A new one leaves today.");
  await write(brian).press("Control+Enter");
  await expect(log(brian).locator("article").filter({ hasText: "A new one leaves today." })).toContainText(/sent|delivered|read/);
  await write(amina).fill("We look into it.");
  await amina.getByRole("button", { name: "Send", exact: true }).click();
  await expect(amina.locator("#composer-error")).toContainText("Brian Mwangi wrote while you were writing");
  await expect(write(amina)).toHaveValue("We look into it.");
  await expect(log(amina)).toContainText("A new one leaves today.");
  await amina.getByRole("button", { name: "Send", exact: true }).click();
  await expect(log(amina)).toContainText("We look into it.");
});

test("a colleague is named from a list, hears of it and follows the ticket", async ({ open }) => {
  const [amina, brian, customer] = [await open("amina"), await open("brian"), await open("wanjiru")];
  const number = await openTicket(customer, "Named in a note " + Date.now());
  await visit(brian, "/desk/tickets");
  await live(brian);
  await openAt(amina, number);
  await write(amina).pressSequentially("@br");
  await expect(amina.getByRole("listbox", { name: "Colleagues" })).toBeHidden();
  await write(amina).fill("");
  await noted(amina);
  await write(amina).pressSequentially("Have a look, @br");
  await expect(amina.getByRole("listbox", { name: "Colleagues" }).getByRole("option")).toHaveText(["Brian Mwangi"]);
  await scan(amina);
  await write(amina).press("Enter");
  await expect(write(amina)).toHaveValue("Have a look, @Brian Mwangi ");
  await write(amina).press("Control+Enter");
  await expect(brian.locator("#toasts")).toContainText("A colleague named you in TKT-");
  await brian.locator("#toasts").getByRole("link", { name: "Open" }).first().click();
  await live(brian);
  await expect(brian.locator("#followers")).toHaveText("You");
  await brian.locator("#follow").getByRole("button", { name: "Unfollow" }).click();
  await expect(brian.locator("#followers")).toContainText("Nobody");
  await expect(brian.locator("#follow").getByRole("button", { name: "Follow", exact: true })).toBeVisible();
  await expect(log(customer)).not.toContainText("Have a look");
});

test("a change is undone by its button and by key, and by a form without script", async ({ open }) => {
  const [amina, customer] = [await open("amina"), await open("wanjiru")];
  const number = await openTicket(customer, "Changed and undone " + Date.now());
  await openAt(amina, number);
  const head = amina.locator("#thread header").first();
  await amina.keyboard.press("e");
  await expect(head).toContainText("Resolved");
  await amina.locator("#toasts").getByRole("button", { name: /Undo/ }).click();
  await expect(head).not.toContainText("Resolved");
  await amina.getByLabel("Priority").selectOption("urgent");
  await expect(head).toContainText("Urgent");
  await amina.locator("#talk").focus();
  await amina.keyboard.press("u");
  await expect(head).not.toContainText("Urgent");
  await expect(amina.locator("#toasts")).toContainText("Undone");

  const plain = await open("amina", { javaScriptEnabled: false });
  await plain.goto(`/desk/${number}`);
  await plain.locator("form[action$=take_ticket]").first().getByRole("button").click();
  await expect(plain.locator("#ticket-line")).toContainText("with you");
  await plain.getByRole("button", { name: "Undo" }).click();
  await expect(plain.locator("#ticket-line")).toContainText("unassigned");
});

test("the palette finds tickets, people, pages and keys, also on a phone and without script", async ({ open }) => {
  const [amina, customer] = [await open("amina"), await open("wanjiru")];
  const subject = "Xylophone " + Date.now();
  const number = await openTicket(customer, subject);
  await visit(amina, "/desk");
  await live(amina);
  await amina.keyboard.press("Control+k");
  const palette = amina.getByRole("dialog", { name: "Find anything" });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await scan(amina);
  await palette.getByRole("combobox").fill("xylophone");
  await expect(palette.getByRole("option").first()).toContainText(subject);
  await amina.keyboard.press("Enter");
  await amina.waitForURL(`**/desk/${number}`);
  await live(amina);
  // What was gone to stands first the next time; a key is done from here.
  await amina.keyboard.press("Control+k");
  await expect(palette.getByRole("option").first()).toContainText(subject);
  await palette.getByRole("combobox").fill("private note");
  await amina.keyboard.press("Enter");
  await expect(write(amina)).toBeFocused();
  await expect(amina.locator("[name=mode][value=note]")).toBeChecked();
  await amina.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("go queue");
  await amina.keyboard.press("Enter");
  await amina.waitForURL("**/desk/queue");

  const phone = await open("amina", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await visit(phone, "/desk");
  await live(phone);
  await phone.getByRole("link", { name: "Find anything" }).click();
  await phone.getByRole("combobox").fill(number);
  await phone.getByRole("option").first().click();
  await phone.waitForURL(`**/desk/${number}`);

  const plain = await open("amina", { javaScriptEnabled: false });
  await plain.goto("/desk");
  await plain.getByRole("link", { name: "Find anything" }).click();
  await plain.getByRole("searchbox").last().fill("xylophone");
  await plain.keyboard.press("Enter");
  await plain.locator("#found").getByRole("link").first().click();
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText(subject);
});

test("everybody works as they like: Enter sends, and the next ticket opens after resolving", async ({ open }) => {
  const [brian, customer] = [await open("brian"), await open("wanjiru")];
  const first = await openTicket(customer, "Settled first " + Date.now());
  await openTicket(customer, "Settled next " + Date.now());
  await visit(brian, "/desk/settings");
  await scan(brian);
  await brian.getByLabel("Enter sends").check({ force: true });
  await brian.getByLabel("Opens with").selectOption("all");
  await brian.getByLabel("After resolving a ticket").selectOption("next");
  await brian.getByRole("button", { name: "Save" }).click();
  await expect(brian.locator("body")).toContainText("Your settings are saved.");
  await openAt(brian, first);
  await write(brian).fill("Solved.");
  await write(brian).press("Enter");
  await expect(log(brian)).toContainText("Solved.");
  await expect(write(brian)).toHaveValue("");
  await brian.locator("#talk").focus();
  await brian.keyboard.press("e");
  await brian.waitForURL((url) => !url.pathname.endsWith(first) && /\/desk\/\d+$/.test(url.pathname));
  await live(brian);
  // What was resolved on the page before can still be undone.
  await brian.locator("#toasts").getByRole("button", { name: /Undo/ }).click();
  await expect(brian.locator("#toasts")).toContainText("Undone");
});
