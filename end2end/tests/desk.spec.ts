// The main job at the desk: two people in two browsers at once, by keyboard alone, without JavaScript, on a phone.
import { expect, live, scan, test, visit } from "../stoa";
import { line, numberOf, openTicket } from "../stoa/tickets";

test("a ticket travels from the customer to the agent and back, live on both sides", async ({ open }) => {
  const agent = await open("amina");
  const customer = await open("wanjiru");
  await visit(agent, "/desk?tab=all");
  const subject = "Two mugs arrived broken " + Date.now();
  await openTicket(customer, subject);

  // It appears at the top without a reload, with a toast.
  await expect(agent.locator("#lines article").first()).toContainText(subject);
  await expect(agent.locator("#toasts")).toContainText("New ticket TKT-");
  await expect(agent).toHaveTitle(/^\(\d+\) Inbox/);
  await line(agent, subject).getByRole("link").click();
  await live(agent);
  await expect(agent.getByRole("heading", { level: 1 })).toHaveText(subject);
  const number = (await agent.locator("#ticket-line").getAttribute("data-number"))!;
  expect(number).toMatch(/^TKT-\d{6}$/);

  // Taken: the head says so at once, and the customer reads who it is.
  await agent.locator("[data-press=take]").click();
  await expect(agent.locator("#ticket-line")).toContainText("with you");
  await expect(customer.locator("body")).toContainText("is taking care of this ticket");

  // Typing, a reply, and a note that never leaves the team.
  await customer.locator("textarea").pressSequentially("And one ");
  await expect(line(agent, subject)).toContainText("typing…");
  await customer.locator("textarea").fill("");
  const write = agent.locator("[data-composer] textarea");
  await write.fill("I am sorry. New ones leave today.");
  await write.press("Control+Enter");
  await expect(customer.getByText("I am sorry. New ones leave today.")).toBeVisible();
  await agent.locator("[name=mode][value=note]").check({ force: true });
  await write.fill("Third breakage of this batch.");
  await write.press("Control+Enter");
  await expect(agent.getByRole("log")).toContainText("Third breakage of this batch.");

  // What takes room from the thread leaves its last line in sight.
  await agent.setViewportSize({ width: 1440, height: 600 });
  await expect(agent.getByRole("log").getByText("Third breakage of this batch.")).toBeInViewport({ ratio: 1 });
  await agent.setViewportSize({ width: 1440, height: 900 });

  // Priority, status and holder change without a reload.
  await agent.getByLabel("Priority").selectOption("urgent");
  await expect(agent.locator("#thread header").first()).toContainText("Urgent");
  await agent.getByLabel("Status").selectOption("waiting_response");
  await expect(agent.locator("#thread header").first()).toContainText("Waiting for customer");
  await expect(customer.locator("body")).toContainText("We are waiting for your answer");
  await agent.getByLabel("Assigned to").selectOption({ label: "Brian Mwangi" });
  await expect(agent.locator("#ticket-line")).not.toContainText("with you");

  // Resolved, rated, and the agent sees the stars.
  await agent.locator("[data-press=resolve]").click();
  await expect(agent.locator("#thread header").first()).toContainText("Resolved");
  await expect(customer.getByText("Resolved").first()).toBeVisible();
  await customer.getByRole("radio").nth(4).check({ force: true });
  await customer.getByRole("button", { name: /rat/i }).click();
  await expect(agent.getByRole("heading", { name: "Rating" })).toBeVisible();
  await expect(customer.locator("body")).not.toContainText("Third breakage");
  await customer.reload();
  await expect(customer.locator("body")).not.toContainText("Third breakage");
});

test("whoever is slower is told who was faster", async ({ open }) => {
  const [amina, brian, customer] = [await open("amina"), await open("brian"), await open("wanjiru")];
  const subject = "Who is faster " + Date.now();
  await openTicket(customer, subject);
  await visit(amina, "/desk?tab=unassigned");
  await line(amina, subject).getByRole("link").click();
  await live(amina);
  await visit(brian, new URL(amina.url()).pathname);
  await brian.locator("[data-press=take]").click();
  await expect(brian.locator("#ticket-line")).toContainText("with you");
  await expect(amina.locator("#toasts")).toContainText("took this ticket");
  await expect(amina.locator("#ticket-line")).not.toContainText("unassigned");
  await expect(amina.locator("[data-press=take]")).toHaveCount(0);
  await expect(brian.locator("#toasts"), "who took it knows").not.toContainText("given to you");
});

test("news reach every page of the desk, and the table of tickets follows with what is ticked", async ({ open }) => {
  const [amina, brian, admin, customer] = [await open("amina"), await open("brian"), await open("admin"), await open("wanjiru")];
  const subject = "Told everywhere " + Date.now();
  await visit(amina, "/desk/tickets");
  await visit(brian, "/desk/chats");
  await openTicket(customer, subject);
  const row = amina.getByRole("table").locator("tr").filter({ hasText: subject });
  await expect(row).toContainText("Nobody");
  await expect(amina.locator("#toasts")).toContainText("New ticket TKT-");
  await row.getByRole("checkbox").check();
  await visit(admin, `/desk/${numberOf(customer)}`);
  await admin.getByLabel("Assigned to").selectOption({ label: "Brian Mwangi" });
  await expect(brian.locator("#toasts")).toContainText("was given to you");
  await expect(row).toContainText("Brian Mwangi");
  await expect(row.getByRole("checkbox")).toBeChecked();
});

test("who has a ticket open sees at once that it was closed, and that it was opened again", async ({ open }) => {
  const [amina, brian, customer] = [await open("amina"), await open("brian"), await open("wanjiru")];
  await openTicket(customer, "Closed while open " + Date.now());
  const path = `/desk/${numberOf(customer)}`;
  await visit(amina, path);
  await visit(brian, path);
  const write = brian.locator("[data-composer] textarea");
  await write.fill("A word that is half written");
  await amina.getByLabel("Status").selectOption("closed");
  await expect(brian.getByText("This ticket is closed. Whoever wants to go on opens a new one.")).toBeVisible();
  await expect(write).toBeHidden();
  await amina.locator("#toasts").getByRole("button", { name: /Undo/ }).click();
  await expect(write).toBeVisible();
  await expect(write).toHaveValue("A word that is half written");
});

test("the whole job is done by keyboard alone", async ({ open }) => {
  const [agent, customer] = [await open("brian"), await open("wanjiru")];
  const subject = "By keyboard " + Date.now();
  await openTicket(customer, subject);
  await visit(agent, "/desk?tab=all");
  await agent.keyboard.press("?");
  await expect(agent.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await agent.keyboard.press("Escape");
  await agent.keyboard.press("j");
  await agent.waitForURL(/\/desk\/\d+/);
  await live(agent);
  await expect(agent.getByRole("heading", { level: 1 })).toHaveText(subject);
  await agent.keyboard.press("i");
  await expect(agent.locator("#ticket-line")).toContainText("with you");
  await agent.keyboard.press("r");
  await agent.keyboard.type("Written without a mouse, e and j and all.");
  await agent.keyboard.press("Control+Enter");
  await expect(customer.getByText("Written without a mouse, e and j and all.")).toBeVisible();
  await agent.keyboard.press("Escape");
  await agent.keyboard.press("n");
  await expect(agent.locator("[name=mode][value=note]")).toBeChecked();
  await agent.keyboard.press("Escape");
  await agent.keyboard.press("p");
  await expect(agent.getByRole("complementary", { name: "Details" })).toBeHidden();
  await agent.reload();
  await live(agent);
  await expect(agent.getByRole("complementary", { name: "Details" })).toBeHidden();
  await agent.keyboard.press("p");
  await agent.keyboard.press("e");
  await expect(agent.locator("#thread header").first()).toContainText("Resolved");
  await agent.keyboard.press("g");
  await agent.keyboard.press("t");
  await agent.waitForURL(/\/desk\/tickets/);
});

test("without JavaScript the same forms do the same", async ({ open }) => {
  const agent = await open("amina", { javaScriptEnabled: false });
  await agent.goto("/desk?tab=unassigned");
  await agent.locator("#lines article").first().getByRole("link").click();
  await agent.getByRole("button", { name: "Assign to me" }).first().click();
  await expect(agent.locator("#ticket-line")).toContainText("with you");
  await agent.locator("[data-composer] textarea").fill("Answered by a plain form.");
  await agent.getByRole("button", { name: "Send", exact: true }).click();
  await expect(agent.getByRole("log")).toContainText("Answered by a plain form.");
  await agent.getByLabel("Priority").selectOption("high");
  await agent.locator("form").filter({ has: agent.getByLabel("Priority") }).getByRole("button", { name: "Set" }).click();
  await expect(agent.locator("#thread header").first()).toContainText("High");
  await agent.getByRole("button", { name: "Resolve" }).click();
  await expect(agent.locator("#thread header").first()).toContainText("Resolved");
  await agent.goto("/desk?q=mug");
  await expect(agent.locator("#lines mark").first()).toBeVisible();
});

test("the table filters by its totals, finds words and leads to the ticket", async ({ open }) => {
  const agent = await open("amina");
  await visit(agent, "/desk/tickets");
  await agent.getByRole("region", { name: "Totals" }).getByRole("link", { name: /Resolved/ }).click();
  await expect(agent).toHaveURL(/status=resolved/);
  await expect(agent.getByRole("table").getByText("In progress")).toHaveCount(0);
  await agent.getByLabel("Search tickets").fill("mug");
  await agent.getByLabel("Search tickets").press("Enter");
  await expect(agent).toHaveURL(/status=resolved.*q=mug|q=mug.*status=resolved/);
  await agent.goto("/desk/tickets?q=mug");
  await expect(agent.locator("table mark").first()).toBeVisible();
  await agent.getByRole("table").getByRole("link").first().click();
  await expect(agent).toHaveURL(/\/desk\/\d+/);
});

test("staff opens a ticket for a customer; mistakes are said beside the field and nothing typed is lost", async ({ open }) => {
  const agent = await open("amina");
  await visit(agent, "/desk/tickets/new");
  await agent.getByLabel("Customer").fill("nobody@example.com");
  await agent.getByLabel("Subject").fill("Called about the kiln");
  await agent.getByLabel("What happened").fill("They called about the kiln workshop on Friday.");
  await agent.getByRole("button", { name: "Open the ticket" }).click();
  await expect(agent.getByText("No customer has this e-mail address")).toBeVisible();
  await expect(agent.getByLabel("Subject")).toHaveValue("Called about the kiln");
  await agent.getByLabel("Customer").fill("customer@example.com");
  await agent.getByRole("button", { name: "Open the ticket" }).click();
  await agent.waitForURL(/\/desk\/\d+/);
  await expect(agent.getByRole("heading", { level: 1 })).toHaveText("Called about the kiln");
});

test("on a phone one region fills the screen, with a way back", async ({ open }) => {
  const agent = await open("amina", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await visit(agent, "/desk?tab=all");
  await expect(agent.locator("#thread")).toBeHidden();
  await agent.locator("#lines article").first().getByRole("link").click();
  await live(agent);
  await expect(agent.locator("#list")).toBeHidden();
  // Everything there is to do is in sight.
  for (const link of await agent.getByRole("navigation", { name: "Desk" }).getByRole("link").all()) await expect(link).toBeInViewport({ ratio: 1 });
  for (const name of ["Resolve", "Snooze", "Macros", "Details"]) await expect(agent.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
  await agent.getByRole("button", { name: "Details" }).click();
  await expect(agent.getByRole("complementary", { name: "Details" })).toBeVisible();
  await agent.getByRole("button", { name: "Back to the conversation" }).click();
  await expect(agent.getByRole("complementary", { name: "Details" })).toBeHidden();
  await scan(agent);
  await agent.getByRole("link", { name: "Back to the list" }).click();
  await expect(agent.locator("#list")).toBeVisible();
});

test("on a phone the agent answers and resolves, and the customer replies and rates", async ({ open }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const [agent, customer] = [await open("amina", phone), await open("wanjiru", phone)];
  const subject = "Asked on the way " + Date.now();
  await openTicket(customer, subject);
  await visit(agent, "/desk?tab=all");
  await line(agent, subject).getByRole("link").tap();
  await live(agent);
  await agent.locator("[data-composer] textarea").tap();
  await agent.keyboard.type("Which of them are broken?");
  await agent.getByRole("button", { name: "Send", exact: true }).tap();

  // What comes is in sight without scrolling, above the composer.
  await expect(customer.getByRole("log").getByText("Which of them are broken?")).toBeInViewport({ ratio: 1 });
  await customer.getByRole("textbox", { name: "Message" }).tap();
  await customer.keyboard.type("The two blue ones.");
  await customer.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(agent.getByRole("log").getByText("The two blue ones.")).toBeInViewport({ ratio: 1 });

  await agent.getByRole("button", { name: "Resolve" }).tap();
  await expect(agent.locator("#thread header").first()).toContainText("Resolved");
  await customer.locator("label", { has: customer.getByRole("radio", { name: "5 of 5, Excellent" }) }).tap();
  await scan(customer);
  await customer.getByRole("button", { name: "Send rating" }).tap();
  await expect(customer.getByText("Thank you for your rating.")).toBeVisible();
  await agent.getByRole("button", { name: "Details" }).tap();
  await expect(agent.getByRole("complementary", { name: "Details" }).getByRole("img", { name: "5 of 5 stars" })).toBeVisible();
  await scan(agent);
});

test("the admin's numbers follow without a reload", async ({ open }) => {
  const [admin, customer] = [await open("admin"), await open("wanjiru")];
  await visit(admin, "/admin");
  const opened = admin.getByRole("region", { name: "Today's numbers" }).or(admin.getByLabel("Today's numbers")).first().locator("a, div").filter({ hasText: /^Opened/ }).first();
  const before = Number((await opened.innerText()).match(/\d+/)![0]);
  await openTicket(customer, "Counted at once " + Date.now());
  await expect(opened).toContainText(String(before + 1));
});
