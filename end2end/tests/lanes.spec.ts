// Orders with a partner: one ticket, two lanes that never meet, the partner's portal; with script and without, on a phone, in the dark.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

/** What the courier of the demo supplies. */
const supplied = "Speckled mug";

const log = (page: Page) => page.getByRole("log");
const write = (page: Page) => page.locator("[data-composer] textarea");
const lanes = (page: Page) => page.getByRole("navigation", { name: "Sides of this ticket" });

/** Wanjiru, or a guest with this address, orders something, usually what the courier sends. Says which number the order has. */
async function order(page: Page, email = "customer@example.com", what = supplied) {
  await page.goto("/");
  await page.goto("/shop");
  await page.getByRole("link", { name: new RegExp(`^${what}`) }).first().click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Wanjiru Njoroge");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await page.getByLabel("Where it goes").fill("Ngong Road 12\nNairobi");
  await page.getByRole("button", { name: /^Order for/ }).click();
  await expect(page.getByText("Thank you, we have your order.")).toBeVisible();
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  return Number(title.match(/ORD-(\d+)/)![1]);
}

/** The number of the ticket of an order, from the order's page at the desk. */
async function ticketOf(agent: Page, number: number) {
  const link = agent.getByRole("link", { name: /^TKT-/ });
  await expect(async () => {
    await agent.goto(`/desk/orders/${number}`);
    await expect(link).toBeVisible({ timeout: 1_000 });
  }).toPass();
  return Number((await link.innerText()).match(/\d+/)![0]);
}

/** Writes in the composer and waits until it stands in the thread. */
async function say(page: Page, words: string) {
  await write(page).fill(words);
  await write(page).press("Control+Enter");
  await expect(log(page)).toContainText(words);
}

test("customer, partner and agent talk at the same time, each side for itself", async ({ open }) => {
  // Three browsers and a dozen looks at pages.
  test.setTimeout(180_000);
  const [customer, partner, amina] = [await open("wanjiru"), await open("baraka"), await open("amina")];
  await visit(partner, "/partner");
  const number = await order(customer);
  const ticket = await ticketOf(amina, number);
  await scan(amina);

  // The order appears on the partner's open page, and nothing of money.
  await expect(partner.getByRole("link", { name: new RegExp(`ORD-0*${number}$`) })).toBeVisible();
  await shoot(partner, "partner-orders");
  await scan(partner);
  await partner.getByRole("link", { name: new RegExp(`ORD-0*${number}$`) }).click();
  await live(partner);
  await expect(partner.getByRole("heading", { level: 1 })).toContainText(`Order ORD-`);
  await expect(partner.getByText("The shop has not released this order yet.")).toBeVisible();
  await expect(partner.getByText("Ngong Road 12")).toBeVisible();
  for (const secret of ["KES", "customer@example.com", "700 000 482"]) await expect(partner.locator("body")).not.toContainText(secret);
  await scan(partner);

  // Two sides at the desk, each with its colour, its words and its own draft.
  await visit(customer, `/tickets/${ticket}`);
  await visit(amina, `/desk/${ticket}`);
  await expect(lanes(amina).getByRole("link", { name: "Customer" })).toHaveAttribute("aria-current", "page");
  await expect(amina.getByText("Reply to customer")).toBeVisible();
  await write(amina).fill("A draft for the customer");
  await expect.poll(() => amina.evaluate(() => Object.values(localStorage).some((kept) => String(kept).includes("A draft for the customer"))), "the browser keeps it").toBe(true);
  await lanes(amina).getByRole("link", { name: /^Partner/ }).click();
  await live(amina);
  await expect(amina.getByText("Reply to partner")).toBeVisible();
  await expect(write(amina)).toHaveValue("");
  await expect(amina.getByRole("button", { name: "Send to partner" })).toBeVisible();
  await say(amina, "Is the green van free?");
  await expect(log(partner)).toContainText("Is the green van free?");
  await shoot(amina, "desk-partner");
  await scan(amina);
  await say(partner, "It is, at four.");
  await expect(log(amina)).toContainText("It is, at four.");
  await scan(partner);

  await lanes(amina).getByRole("link", { name: "Customer" }).click();
  await live(amina);
  await expect(write(amina)).toHaveValue("A draft for the customer");
  await say(amina, "It comes this afternoon.");
  await expect(log(customer)).toContainText("It comes this afternoon.");
  await say(partner, "One more thing: which gate?");
  await expect(lanes(amina).getByRole("link", { name: /^Partner/ }), "what waits on the other side is counted").toContainText("1");
  await shoot(amina, "desk-customer");

  // Neither ever sees the other.
  for (const words of ["green van", "at four", "which gate"]) await expect(customer.locator("body")).not.toContainText(words);
  await expect(partner.locator("body")).not.toContainText("this afternoon");
  await customer.reload();
  await expect(customer.locator("body")).not.toContainText("van");
  await expect(customer.locator("body")).not.toContainText("Baraka");

  // Confirmed by staff, sent by the partner, seen by the customer.
  await amina.goto(`/desk/orders/${number}`);
  await amina.getByRole("button", { name: "Confirm" }).click();
  await expect(log(partner)).toContainText("is released");
  await expect(partner.getByText("The shop has not released this order yet."), "the open page follows").toHaveCount(0);
  await partner.getByLabel("Tracking").fill("https://post.example/7");
  await partner.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(partner.getByText("Noted: it is on its way.")).toBeVisible();
  await shoot(partner, "partner-order");
  await scan(partner);
  await expect(log(customer)).toContainText("Your order is on its way. Follow it: https://post.example/7");

  // Closing freezes both.
  await visit(amina, `/desk/${ticket}?lane=partner`);
  await amina.getByRole("button", { name: "Resolve" }).click();
  await expect(amina.locator("#thread header").first().getByText("Resolved")).toBeVisible();
  await amina.getByLabel("Status").selectOption("closed");
  for (const page of [amina, partner, customer]) await expect(write(page), "nobody can write any more").toBeHidden();
  await expect(partner.getByText("This conversation is closed.")).toBeVisible();
});

test("without script a partner reads, writes, sends and delivers", async ({ open }) => {
  const [customer, partner, amina] = [await open("wanjiru", { javaScriptEnabled: false }), await open("baraka", { javaScriptEnabled: false }), await open("amina")];
  const number = await order(customer);
  const ticket = await ticketOf(amina, number);
  await amina.goto(`/desk/orders/${number}`);
  await amina.getByRole("button", { name: "Confirm" }).click();
  await expect(amina.getByText("Confirmed. The customer gets a mail.")).toBeVisible();

  await partner.goto("/partner");
  await partner.getByRole("link", { name: new RegExp(`ORD-0*${number}$`) }).click();
  await partner.getByRole("textbox", { name: "Message" }).fill("I collect it at four.");
  await partner.getByRole("button", { name: "Send", exact: true }).click();
  await expect(log(partner)).toContainText("I collect it at four.");
  await partner.getByRole("button", { name: "Send", exact: true }).click();
  await expect(partner.getByText("Message is missing.")).toBeVisible();

  await visit(amina, `/desk/${ticket}?lane=partner`);
  await expect(log(amina)).toContainText("I collect it at four.");
  await say(amina, "Thank you.");
  await partner.goto(`/partner/orders/${number}`);
  await expect(log(partner)).toContainText("Thank you.");

  await partner.getByLabel("Tracking").fill("x".repeat(301));
  await partner.getByRole("button", { name: "Mark as shipped" }).click();
  await expect(partner.locator("#tracking-error")).toBeVisible();
  await expect(partner.getByLabel("Tracking")).toHaveValue("x".repeat(301));
  await partner.getByLabel("Tracking").fill("BRK-7");
  await partner.getByRole("button", { name: "Mark as shipped" }).click();
  await partner.getByRole("button", { name: "Mark as delivered" }).click();
  await expect(partner.getByText("Noted: it has arrived.")).toBeVisible();
  await partner.goto("/partner?show=delivered");
  await expect(partner.getByRole("link", { name: new RegExp(`ORD-0*${number}$`) })).toBeVisible();
  await customer.goto(`/tickets/${ticket}`);
  await expect(customer.locator("body")).toContainText("Your order is delivered.");
  await expect(customer.locator("body")).not.toContainText("collect it");
});

test("staff gives an order to a partner, and an admin says who supplies a product", async ({ open }) => {
  const [customer, amina, admin] = [await open("wanjiru"), await open("amina"), await open("admin")];
  const number = await order(customer);
  await admin.goto("/admin/people?show=partners");
  await expect(admin.getByText("Baraka Couriers", { exact: true })).toBeVisible();
  await scan(admin);
  await admin.goto("/admin/products");
  await admin.getByRole("link", { name: supplied }).first().click();
  await expect(admin.getByLabel("Partner")).toHaveValue(/\d+/);
  await scan(admin);

  for (const label of ["Nobody", "Baraka Couriers"]) {
    await amina.goto(`/desk/orders/${number}`);
    await amina.getByLabel("Give it to").selectOption({ label });
    await amina.getByRole("button", { name: "Save", exact: true }).click();
    await expect(amina.getByText("The partner is changed.")).toBeVisible();
  }
  await expect(amina.getByText("Partner", { exact: true }).first()).toBeVisible();
  await scan(amina);
});

test("a guest who ordered and signs up is mailed a way in, not refused", async ({ open }) => {
  const [guest, amina] = [await open(null), await open("amina")];
  const email = `guest-${Date.now().toString(36)}@example.com`;
  await ticketOf(amina, await order(guest, email));
  await guest.goto("/sign-up");
  await guest.getByLabel("Your name").fill("Wanjiru Njoroge");
  await guest.getByLabel("E-mail address").fill(email);
  await guest.getByLabel("Password").fill("a bowl of blue glaze");
  await guest.getByRole("button", { name: "Create account" }).click();
  await expect(guest.getByText("We know this address from an order or a message.")).toBeVisible();
  await scan(guest);
});

for (const javaScriptEnabled of [true, false]) {
  test(`a guest asks about an order on its page ${javaScriptEnabled ? "and sees the answer come" : "without script"}`, async ({ open }) => {
    test.setTimeout(180_000);
    const phone = { javaScriptEnabled, colorScheme: "dark" as const, viewport: { width: 390, height: 844 } };
    const [guest, partner, amina] = [await open(null, phone), await open("baraka"), await open("amina")];
    const number = await order(guest, `guest-${Date.now().toString(36)}@example.com`);
    const ticket = await ticketOf(amina, number);
    const page = guest.url().split(/[?#]/)[0];
    await guest.goto(page);
    await expect(log(guest)).toContainText("We have your order");
    await guest.getByLabel("Your message").fill("x".repeat(10_001));
    await guest.getByRole("button", { name: "Send", exact: true }).click();
    await expect(guest.locator("#body-error")).toContainText("10000 is the most");
    await expect(guest.getByLabel("Your message"), "the page comes back to what has to be mended").toBeFocused();
    await expect(guest.getByLabel("Your message")).toHaveValue("x".repeat(10_001));
    await guest.getByLabel("Your message").fill("Is it the blue one?");
    await guest.getByRole("button", { name: "Send", exact: true }).click();
    await expect(log(guest)).toContainText("Is it the blue one?");
    await expect(guest.getByLabel("Your message")).toBeInViewport();
    // The scan needs script; the page is the same without.
    if (javaScriptEnabled) await scan(guest);
    await shoot(guest, javaScriptEnabled ? "order-questions" : "order-questions-nojs");

    await visit(amina, `/desk/${ticket}?lane=partner`);
    await say(amina, "Take the green van.");
    await visit(amina, `/desk/${ticket}`);
    await expect(log(amina)).toContainText("Is it the blue one?");
    if (javaScriptEnabled) {
      // What is being typed stays, and so does the keyboard, while the answer comes.
      await guest.getByLabel("Your message").fill("And when");
      await say(amina, "It is the blue one.");
      await expect(log(guest)).toContainText("It is the blue one.");
      await expect(guest.getByLabel("Your message")).toHaveValue("And when");
      await expect(guest.getByLabel("Your message")).toBeFocused();
    } else {
      await say(amina, "It is the blue one.");
      await guest.getByRole("link", { name: "See new ones" }).click();
      await expect(log(guest)).toContainText("It is the blue one.");
    }
    await expect(guest.locator("body")).not.toContainText("green van");
    await visit(partner, `/partner/orders/${number}`);
    await expect(partner.locator("body")).not.toContainText("blue one");

    await amina.getByRole("button", { name: "Resolve" }).click();
    await amina.getByLabel("Status").selectOption("closed");
    await expect(amina.getByLabel("Status")).toHaveValue("closed");
    if (!javaScriptEnabled) await guest.goto(page);
    await expect(guest.getByText("This conversation is closed.")).toBeVisible();
    await expect(guest.getByLabel("Your message"), "nothing is offered").toBeHidden();
    if (javaScriptEnabled) await scan(guest);
  });
}

test("a guest asks about an order that no partner has, and its ticket opens", async ({ open }) => {
  const [guest, amina] = [await open(null), await open("amina")];
  const number = await order(guest, `guest-${Date.now().toString(36)}@example.com`, "Deep blue bowl");
  await expect(guest.getByText("Is something unclear or wrong?")).toBeVisible();
  await scan(guest);
  await guest.getByLabel("Your message").fill("Can I have it in green?");
  await guest.getByRole("button", { name: "Send", exact: true }).click();
  await expect(log(guest)).toContainText("Can I have it in green?");
  await visit(amina, `/desk/${await ticketOf(amina, number)}`);
  await expect(log(amina)).toContainText("Can I have it in green?");
});
