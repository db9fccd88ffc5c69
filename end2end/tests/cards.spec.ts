// Orders, products and times inside the conversation: refunded beside the ticket, put into the cart and booked where they are shown; with script and without.
import { demo, inside, introduce, launcher, lead, say, until } from "../stoa/chat";
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

/** Orders something as whoever is signed in. Says the number. */
async function order(page: Page, product: string, pieces: number) {
  await page.goto("/shop");
  await page.getByRole("link", { name: new RegExp(`^${product}`) }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(product);
  await page.getByLabel("Pieces").fill(String(pieces));
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await page.getByLabel("Where it goes").fill("Ngong Road 12\nNairobi");
  await page.getByRole("button", { name: /^Order for/ }).click();
  await expect(page.getByText("Thank you, we have your order.")).toBeVisible();
  return (await page.getByRole("heading", { level: 1 }).innerText()).match(/ORD-\d+/)![0];
}

/** Opens a ticket. Says its number. */
async function ask(page: Page, subject: string) {
  await page.goto("/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What happened").fill("One of the bowls has a crack.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(subject);
  return page.url().match(/\/tickets\/(\d+)/)![1];
}

const thread = (page: Page) => page.getByRole("log");
const beside = (page: Page) => page.locator("#beside");

/** What is known of an order beside the ticket, opened. */
async function opened(page: Page, number: string) {
  const one = beside(page).locator("details").filter({ hasText: number }).first();
  if (!(await one.evaluate((element: HTMLDetailsElement) => element.open))) {
    await one.locator("summary").first().click();
  }
  return one;
}

/** Pieces of a product in stock, as the admin's page says it. */
async function stock(admin: Page, product: string) {
  await visit(admin, `/admin/stock?show=all&q=${encodeURIComponent(product)}`);
  return parseInt(await admin.getByRole("row").filter({ hasText: product }).first().getByRole("cell").nth(1).innerText(), 10);
}

test("an agent refunds one piece from inside the ticket: its stock returns and the customer's card changes by itself", async ({ open }) => {
  const [wanjiru, amina, admin] = [await open("wanjiru"), await open("amina"), await open("admin")];
  const number = await order(wanjiru, "Deep blue bowl", 2);
  const ticket = await ask(wanjiru, "A bowl came broken");
  await live(wanjiru);

  await visit(amina, `/desk/${ticket}?tab=all`);
  await live(amina);
  let mine = await opened(amina, number);
  await shoot(amina, "beside-ticket");
  await scan(amina);
  await mine.getByRole("button", { name: "Show in the conversation" }).click();
  await expect(amina.getByText("Shown in the conversation.")).toBeVisible();
  const card = thread(wanjiru).getByRole("group", { name: "Order" });
  await expect(card).toContainText(number);
  await expect(card).toContainText("Received");

  for (const deed of ["Confirm", "It is on its way", "Delivered and paid"]) {
    mine = await opened(amina, number);
    await mine.getByRole("button", { name: deed }).click();
    await expect(amina.getByText("Done. It stands in the conversation.")).toBeVisible();
  }
  await expect(card).toContainText("Delivered");
  const before = await stock(admin, "Deep blue bowl");

  mine = await opened(amina, number);
  await mine.getByText("Refund", { exact: true }).click();
  await mine.getByLabel(/^Deep blue bowl/).fill("1");
  await mine.getByLabel("Reason").fill("Arrived with a crack");
  await mine.getByRole("button", { name: "Refund these pieces" }).click();
  await expect(amina.getByText("Refunded. It stands in the conversation.")).toBeVisible();
  await expect(card).toContainText("1 refunded");
  await expect(thread(wanjiru).getByText(new RegExp(`refunded .* of order ${number}`)).first()).toBeVisible();
  expect(await stock(admin, "Deep blue bowl")).toBe(before + 1);
  await shoot(wanjiru, "card-order");
  await scan(wanjiru);

  mine = await opened(amina, number);
  await mine.getByRole("button", { name: "Order again" }).click();
  await expect(amina.getByText("Ordered again. It stands in the conversation.")).toBeVisible();
  await expect(thread(wanjiru).getByText(new RegExp(`like ${number}`)).first()).toBeVisible();
});

test("an agent shows a product while writing, and the customer puts it into the cart from the conversation", async ({ open }) => {
  const [wanjiru, amina] = [await open("wanjiru"), await open("amina")];
  const ticket = await ask(wanjiru, "Which vase fits tulips?");
  await live(wanjiru);
  await visit(amina, `/desk/${ticket}?tab=all`);
  await live(amina);
  await amina.getByRole("button", { name: "Show a product" }).click();
  await amina.getByRole("group", { name: "Show a product" }).getByRole("searchbox").fill("bud");
  await amina.getByRole("button", { name: /^Bud vase/ }).click();
  const card = thread(wanjiru).getByRole("group", { name: "Product" });
  await expect(card).toContainText("Bud vase");
  await expect(thread(amina).getByRole("group", { name: "Product" })).toBeVisible();
  await scan(amina);
  await card.getByRole("button", { name: "Add to cart" }).click();
  await expect(wanjiru.getByText("It is in your cart.")).toBeInViewport();
  await shoot(wanjiru, "card-product");
  await scan(wanjiru);
  await wanjiru.getByRole("link", { name: "Go to the cart" }).click();
  await expect(wanjiru.getByLabel("Pieces of Bud vase")).toHaveValue("1");
});

test("a guest books the time they are shown in the widget", async ({ open, server }) => {
  await until(server, 10);
  const [guest, amina] = [await open(null), await open("amina")];
  await guest.goto(`/?business=${demo}`);
  await launcher(guest).click();
  const widget = inside(guest);
  await widget.getByRole("link", { name: "Write to us" }).click();
  await introduce(widget, "Achieng Ouma");
  await say(widget, "Can I come by this week?");
  await widget.getByRole("button", { name: "Talk to a human" }).last().click();

  await visit(amina, "/desk/chats?tab=active");
  await amina.getByRole("link", { name: /Achieng Ouma/ }).first().click();
  await beside(amina).getByText("Find a time").click();
  await beside(amina).getByLabel("Service").selectOption({ label: "Consultation" });
  await beside(amina).getByRole("button", { name: "Show free times" }).click();
  await shoot(amina, "beside-chat");
  await scan(amina);
  await beside(amina).getByRole("button", { name: "Show in the conversation" }).click();
  await expect(amina.getByText("Shown in the conversation.")).toBeVisible();

  const card = widget.getByRole("group", { name: "Time" });
  await expect(card).toContainText("Consultation");
  await card.getByRole("button", { name: "Book this time" }).click();
  await expect(widget.getByText("It is booked.", { exact: false })).toBeVisible();
  await expect(card).toContainText("Booked");
  await expect(thread(amina).getByText(/Achieng Ouma booked Consultation/)).toBeVisible();
  await amina.reload();
  await expect(beside(amina).locator("details").filter({ hasText: "Consultation" }).first()).toContainText("Booked");
});

test("a customer puts a product into the cart and calls an order off inside the widget", async ({ open, server }) => {
  await until(server, 10);
  const [wanjiru, amina] = [await open("wanjiru"), await open("amina")];
  const number = await order(wanjiru, "Salad bowl", 1);
  await visit(wanjiru, "/help");
  await launcher(wanjiru).click();
  const widget = inside(wanjiru);
  await lead(wanjiru, widget.getByRole("button", { name: "Write to us" }));
  await say(widget, "Which vase fits tulips? I want to talk to a human");
  await visit(amina, "/desk/chats?tab=active");
  await amina.locator("#lines article").filter({ hasText: "Wanjiru Njoroge" }).getByRole("link").first().click();
  await live(amina);
  await amina.getByRole("button", { name: "Show a product" }).click();
  await amina.getByRole("group", { name: "Show a product" }).getByRole("searchbox").fill("bud");
  await amina.getByRole("button", { name: /^Bud vase/ }).click();
  await (await opened(amina, number)).getByRole("button", { name: "Show in the conversation" }).click();
  await expect(amina.getByText("Shown in the conversation.")).toBeVisible();

  // The cart is kept where it is bought from: it opens beside the panel.
  const product = widget.getByRole("group", { name: "Product" });
  await expect(product).toContainText("Bud vase");
  await scan(wanjiru);
  const [beside] = await Promise.all([wanjiru.context().waitForEvent("page"), product.getByRole("button", { name: "Add to cart" }).click()]);
  await expect(beside.getByText("It is in your cart.").first()).toBeVisible();
  await beside.goto("/cart");
  await expect(beside.getByLabel("Pieces of Bud vase")).toHaveValue("1");
  await beside.close();

  // The order is called off where it is shown; both sides and the desk's details say so.
  const card = widget.getByRole("group", { name: "Order" });
  await expect(card).toContainText(number);
  await card.getByRole("button", { name: "Cancel the order" }).click();
  await scan(wanjiru);
  await lead(wanjiru, widget.getByRole("button", { name: "Yes, cancel it" }));
  await expect(widget.getByText("The order is cancelled.")).toBeInViewport();
  await expect(card).toContainText("Cancelled");
  await expect(thread(amina).getByRole("group", { name: "Order" })).toContainText("Cancelled");
});

test("beside a ticket an agent cancels an order, and books, moves and cancels a time", async ({ open }) => {
  const [wanjiru, amina, admin] = [await open("wanjiru"), await open("amina"), await open("admin")];
  const before = await stock(admin, "Salad bowl");
  const number = await order(wanjiru, "Salad bowl", 2);
  expect(await stock(admin, "Salad bowl")).toBe(before - 2);
  const ticket = await ask(wanjiru, "Please call it off, and may I come by?");
  await live(wanjiru);
  await visit(amina, `/desk/${ticket}?tab=all`);

  // They are asked once more before the order is called off.
  const mine = await opened(amina, number);
  const sure = amina.getByRole("dialog", { name: `Cancel ${number}?` });
  await mine.getByRole("button", { name: "Cancel the order" }).click();
  await scan(amina);
  await sure.getByRole("button", { name: "Keep it" }).click();
  await expect(sure).toBeHidden();
  await mine.getByRole("button", { name: "Cancel the order" }).click();
  await sure.getByLabel("A note for the history").fill("Asked for it in the ticket.");
  await sure.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(amina.getByText("Done. It stands in the conversation.")).toBeVisible();
  await expect(thread(wanjiru).getByText(`Amina Otieno cancelled order ${number}.`)).toBeVisible();
  expect(await stock(admin, "Salad bowl")).toBe(before);

  // A time is found and booked in her name.
  await beside(amina).getByText("Find a time").click();
  await beside(amina).getByLabel("Service").selectOption({ label: "Consultation" });
  await beside(amina).getByRole("button", { name: "Show free times" }).click();
  await live(amina);
  const times = beside(amina).getByLabel("Free time");
  const [second, first] = (await times.locator("option").evaluateAll((all) => all.map((option) => Number((option as HTMLOptionElement).value)))).slice(-2);
  await times.selectOption(String(first));
  await beside(amina).getByRole("button", { name: "Book it" }).click();
  await expect(amina.getByText("Booked. It stands in the conversation.")).toBeVisible();
  await expect(thread(wanjiru).getByText(/Amina Otieno booked Consultation/)).toBeVisible();

  // It is moved and called off from there, too.
  const clock = (at: number) => new Date(at).toLocaleTimeString("en-GB", { timeZone: "Africa/Nairobi", hour: "2-digit", minute: "2-digit" });
  const booking = (at: number) => beside(amina).locator("details").filter({ has: amina.locator("summary", { hasText: new RegExp(`Consultation.*${clock(at)}`) }) });
  const here = booking(first).last();
  await here.locator("summary").first().click();
  await here.getByText("Move it").first().click();
  await here.getByLabel("Begins").fill(new Date(second + 3 * 3_600_000).toISOString().slice(0, 16));
  await here.getByRole("button", { name: "Move it" }).click();
  await expect(amina.getByText("Moved. The customer gets a mail with the new time.")).toBeVisible();
  await expect(thread(wanjiru).getByText(/Amina Otieno moved Consultation to .*/)).toContainText(clock(second));

  const moved = booking(second).last();
  await moved.locator("summary").first().click();
  await moved.getByRole("button", { name: "Cancel it" }).click();
  await amina.getByRole("dialog", { name: "Cancel this appointment?" }).getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(amina.getByText("Done. It stands in the conversation.")).toBeVisible();
  // Four lines in a row are folded into one, which says the last.
  await expect(thread(wanjiru).getByText(/^4 changes, last: Amina Otieno cancelled Consultation/)).toBeVisible();
});

test("all of it works without script", async ({ open }) => {
  const [wanjiru, amina] = [await open("wanjiru", { javaScriptEnabled: false }), await open("amina", { javaScriptEnabled: false })];
  const number = await order(wanjiru, "Salad bowl", 1);
  const ticket = await ask(wanjiru, "Please call my order off");
  await amina.goto(`/desk/${ticket}?tab=all`);
  const mine = await opened(amina, number);
  await mine.getByRole("button", { name: "Show in the conversation" }).click();
  await expect(amina.getByText("Shown in the conversation.")).toBeVisible();
  await beside(amina).getByRole("searchbox", { name: "Search the shop" }).fill("vase");
  await beside(amina).getByRole("button", { name: "Search the shop" }).click();
  await beside(amina).getByRole("button", { name: /^Show Bud vase/ }).click();
  await beside(amina).getByText("Find a time").click();
  await beside(amina).getByRole("button", { name: "Show free times" }).click();
  await beside(amina).getByRole("button", { name: "Show in the conversation" }).last().click();
  await expect(amina.getByText("Shown in the conversation.")).toBeVisible();

  await wanjiru.reload();
  await thread(wanjiru).getByRole("button", { name: "Cancel the order" }).click();
  await thread(wanjiru).getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(wanjiru.getByText("The order is cancelled.")).toBeVisible();
  await expect(thread(wanjiru).getByRole("group", { name: "Order" })).toContainText("Cancelled");
  await thread(wanjiru).getByRole("button", { name: "Add to cart" }).click();
  await expect(wanjiru.getByText("It is in your cart.")).toBeVisible();
  await thread(wanjiru).getByRole("button", { name: "Book this time" }).click();
  await expect(wanjiru.getByText("It is booked.", { exact: false })).toBeVisible();
});

test("cards fit a phone in the dark", async ({ open }) => {
  const wanjiru = await open("wanjiru", { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true });
  const amina = await open("amina");
  const number = await order(wanjiru, "Deep blue bowl", 1);
  const ticket = await ask(wanjiru, "Where is my bowl?");
  await live(wanjiru);
  await visit(amina, `/desk/${ticket}?tab=all`);
  await (await opened(amina, number)).getByRole("button", { name: "Show in the conversation" }).click();
  await expect(thread(wanjiru).getByRole("group", { name: "Order" })).toContainText(number);
  expect(await wanjiru.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing is wider than the screen").toBe(true);
  await shoot(wanjiru, "card-phone");
  await scan(wanjiru);
});
