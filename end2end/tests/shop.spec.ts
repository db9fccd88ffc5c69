// The shop: found, bought, followed and fulfilled; with script and without, on a phone, in the dark.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

const cart = (page: Page) => page.getByRole("link", { name: /^Cart/ });

/** Puts a product into the cart. */
async function add(page: Page, name: string, pieces = 1) {
  await page.goto("/");
  await page.getByRole("link", { name: new RegExp(`^${name}`) }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByLabel("Pieces").fill(String(pieces));
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByRole("dialog", { name: "Your cart" })).toContainText("It is in your cart.");
}

/** Fills the checkout in and orders. Says which number the order has. */
async function order(page: Page, email: string) {
  await page.getByRole("button", { name: "Check out" }).click();
  await expect(page.getByText("Kept for you until")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Makena Kariuki");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await page.getByLabel("Where it goes").fill("Ngong Road 12\nNairobi");
  await page.getByRole("button", { name: /^Order for/ }).click();
  await expect(page.getByText("Thank you, we have your order.")).toBeVisible();
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  return title.match(/ORD-(\d+)/)![1];
}

test("a guest finds a product, buys two, and follows the order that staff sends", async ({ open }) => {
  const [guest, amina, admin] = [await open(null), await open("amina"), await open("admin")];
  await visit(guest, "/");
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Pots, cups and the plants that live in them");
  await shoot(guest, "store");
  await scan(guest);
  await guest.getByRole("link", { name: "Bowls" }).click();
  await expect(guest.getByRole("link", { name: /Deep blue bowl/ })).toBeVisible();
  await expect(guest.getByRole("link", { name: /Speckled mug/ })).toHaveCount(0);
  await guest.getByRole("searchbox", { name: "Search the shop" }).fill("cobalt");
  await guest.getByRole("searchbox", { name: "Search the shop" }).press("Enter");
  await expect(guest.getByRole("status")).toContainText("One product");

  await add(guest, "Deep blue bowl", 2);
  await expect(cart(guest)).toContainText("2");
  // The keyboard is in the drawer that has opened, and goes on where it was closed.
  await expect(guest.getByRole("heading", { name: "Your cart" })).toBeFocused();
  await guest.keyboard.press("Tab");
  await expect(guest.getByRole("button", { name: "Close" })).toBeFocused();
  await guest.keyboard.press("Tab");
  await expect(guest.getByRole("button", { name: "Check out" })).toBeFocused();
  await scan(guest);
  const number = await order(guest, "makena@example.com");
  await shoot(guest, "order");
  await scan(guest);
  await expect(cart(guest)).not.toContainText("2");

  // Staff sees it, confirms and sends it.
  await visit(amina, "/desk/orders");
  await scan(amina);
  await amina.getByRole("link", { name: `ORD-${number}` }).click();
  await live(amina);
  await shoot(amina, "desk-order");
  await scan(amina);
  await amina.getByRole("button", { name: "Confirm" }).click();
  await expect(amina.getByText("Confirmed. The customer gets a mail.")).toBeVisible();
  await amina.getByRole("button", { name: "It is on its way" }).click();
  await guest.reload();
  await expect(guest.getByRole("list", { name: "How far the order is" }).locator("[aria-current=step]")).toContainText("On its way");
  await expect(guest.getByRole("button", { name: "Cancel this order" })).toHaveCount(0);
  await amina.getByRole("button", { name: "Delivered and paid" }).click();

  // One piece comes back.
  await amina.getByLabel(/^Deep blue bowl/).fill("1");
  await amina.getByLabel("Reason").fill("Arrived with a crack");
  await amina.getByRole("button", { name: "Refund these pieces" }).click();
  await expect(amina.getByText("Refunded.", { exact: true })).toBeVisible();
  await guest.reload();
  await expect(guest.getByText("1 refunded")).toBeVisible();

  // The ledger knows all of it.
  await visit(admin, "/admin/stock/changes");
  await scan(admin);
  const rows = admin.getByRole("row").filter({ hasText: `ORD-${number}` });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Returned");
});

test("without script a customer's cart joins the account and the order is theirs", async ({ open, server }) => {
  const page = await open(null, { javaScriptEnabled: false });
  await add(page, "Bud vase", 900);
  await expect(page.getByRole("dialog", { name: "Your cart" })).toContainText(/Only \d+ left\. Take fewer to go on\./);
  await page.getByRole("link", { name: "See and change the cart" }).click();
  await page.getByLabel("Pieces of Bud vase").fill("2");
  await page.getByRole("button", { name: "Change" }).click();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("customer@example.com");
  await page.getByLabel("Password", { exact: true }).fill("stoa-demo-2026");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto("/cart");
  await expect(page.getByLabel("Pieces of Bud vase")).toHaveValue("2");
  await page.getByRole("button", { name: "Check out" }).click();

  // What is wrong is said beside its field, and what was typed is kept.
  await page.getByLabel("Phone number", { exact: true }).fill("12");
  await page.getByLabel("Where it goes").fill("Ngong Road 12");
  await page.getByRole("button", { name: /^Order for/ }).click();
  await expect(page.locator("#phone-error")).not.toBeEmpty();
  await expect(page.getByLabel("Where it goes")).toHaveValue("Ngong Road 12");
  await page.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await page.getByRole("button", { name: /^Order for/ }).click();
  await expect(page.getByText("Thank you, we have your order.")).toBeVisible();
  await page.getByRole("button", { name: "Cancel this order" }).click();
  await page.getByRole("dialog", { name: "Cancel this order?" }).getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByText("The order is cancelled.")).toBeVisible();
  await page.goto("/orders");
  await expect(page.getByRole("row").nth(1)).toContainText("Cancelled");
  expect(server.url).toBeTruthy();
});

test("staff are asked once more before they call an order off, and say why", async ({ open }) => {
  const [guest, amina] = [await open(null), await open("amina", { viewport: { width: 390, height: 844 } })];
  await add(guest, "Bud vase");
  const number = await order(guest, `${Date.now()}@example.com`);
  await visit(amina, `/desk/orders/${Number(number)}`);
  await live(amina);
  await amina.getByRole("button", { name: "Cancel the order" }).click();
  const ask = amina.getByRole("dialog", { name: `Cancel ORD-${number}?` });
  await shoot(amina, "desk-order-cancel");
  await ask.getByRole("button", { name: "Keep it" }).click();
  await expect(ask).toBeHidden();
  await expect(amina.getByRole("button", { name: "Confirm" })).toBeVisible();
  await amina.getByRole("button", { name: "Cancel the order" }).click();
  await ask.getByLabel("A note for the history").fill("Ordered twice.");
  await ask.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(amina.getByText("Cancelled. Its pieces are back in stock.")).toBeVisible();
  await expect(amina.locator("#order-history")).toContainText("Ordered twice.");
});

test("an admin writes a product, imports others, restocks and reads the figures", async ({ open }) => {
  const [admin, guest] = [await open("admin"), await open(null)];
  const name = `Moon jar ${Date.now().toString(36)}`;
  await visit(admin, "/admin/products/new");
  await scan(admin);
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("Article number").fill(`MOON-${Date.now().toString(36)}`);
  await admin.getByLabel("Price in KES").fill("5,400");
  await admin.getByLabel("Pieces there").fill("2");
  await admin.getByRole("button", { name: "Save the product" }).click();
  await expect(admin.getByText("The product is in the shop.")).toBeVisible();
  await scan(admin);
  await guest.goto(`/shop?q=${encodeURIComponent(name)}`);
  await expect(guest.getByRole("link", { name: new RegExp(name) })).toContainText("KES 5,400");

  await visit(admin, "/admin/products/import");
  const rows = `sku,name,price,stock\nIMP-${Date.now()},Imported cup,700,4\nBROKEN,,x,\n`;
  await admin.getByLabel("The file").setInputFiles({ name: "cups.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  await admin.getByRole("button", { name: "Check the file" }).click();
  await expect(admin.getByText("Name is missing.")).toBeVisible();
  await scan(admin);
  await admin.getByRole("button", { name: "Import 1 row" }).click();
  await expect(admin.getByText("1 row imported.")).toBeVisible({ timeout: 15_000 });

  await visit(admin, "/admin/stock?show=out");
  await scan(admin);
  await shoot(admin, "stock");
  await admin.getByLabel("Pieces of Orchid pot that have come").fill("12");
  await admin.getByLabel("Note").fill("Delivery 42");
  await admin.getByRole("button", { name: "Add to the stock" }).click();
  await expect(admin.getByText("The stock is up to date.")).toBeVisible();
  await visit(admin, "/admin/stock/figures");
  await scan(admin);
  await shoot(admin, "figures");
});

test("a new order and low stock are told wherever staff is, and the numbers follow", async ({ open }) => {
  const [admin, stock, amina, guest] = [await open("admin"), await open("admin"), await open("amina"), await open(null)];
  const name = `Tea bowl ${Date.now().toString(36)}`;
  await visit(admin, "/admin/products/new");
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("Article number").fill(`TEA-${Date.now().toString(36)}`);
  await admin.getByLabel("Price in KES").fill("800");
  await admin.getByLabel("Pieces there").fill("5");
  await admin.getByRole("button", { name: "Save the product" }).click();
  await expect(admin.getByText("The product is in the shop.")).toBeVisible();

  await visit(admin, "/admin");
  await visit(stock, "/admin/stock?show=low");
  await visit(amina, "/desk/tickets");
  const number = (page: Page, part: string, href: string) =>
    async () => Number((await page.locator(`${part} a[href='${href}']`).innerText()).match(/\d+/)![0]);
  const [orders, low] = [number(admin, "#overview", "/desk/orders?status=pending"), number(stock, "#stock-numbers", "/admin/stock?show=low")];
  const waiting = async () => Number((await amina.getByRole("navigation", { name: "Desk" }).getByRole("link", { name: /^Orders/ }).innerText()).match(/\d+/)?.[0] ?? 0);
  const before = { orders: await orders(), low: await low(), waiting: await waiting() };

  await guest.goto(`/shop?q=${encodeURIComponent(name)}`);
  await guest.getByRole("link", { name: new RegExp(name) }).first().click();
  await guest.getByLabel("Pieces").fill("3");
  await guest.getByRole("button", { name: "Add to cart" }).click();
  // Words that go away after a moment are waited for from before.
  const said = (page: Page) => page.locator("#toasts p");
  const told = [admin, stock, amina].map(async (page) => {
    await expect(said(page).filter({ hasText: /New order ORD-\d+ for KES\s2,400\./ })).toBeVisible({ timeout: 30_000 });
    const low = said(page).filter({ hasText: `Low stock: ${name}, 2 left.` });
    await expect(low).toBeVisible();
    await expect(low.getByRole("link", { name: "Open" }), "only admins restock").toHaveCount(page === amina ? 0 : 1);
  });
  const [placed] = await Promise.all([order(guest, "low@example.com"), ...told]);
  await scan(amina);
  await expect.poll(orders).toBe(before.orders + 1);
  await expect.poll(low).toBe(before.low + 1);
  await expect.poll(waiting).toBe(before.waiting + 1);
  await visit(amina, "/desk/orders?status=pending");
  await expect(amina.getByRole("link", { name: `ORD-${placed}` })).toBeVisible();
  await visit(admin, `/admin/stock?show=all&q=${encodeURIComponent(name)}`);
  await expect(admin.getByLabel(`Pieces of ${name} that have come`)).toBeVisible();
  await scan(admin);
});

test("the shop, the cart and the checkout fit a phone in the dark", async ({ open }) => {
  const page = await open(null, { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true });
  await visit(page, "/");
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  expect(await fits(), "nothing is wider than the screen").toBe(true);
  await scan(page);
  await add(page, "Salad bowl");
  expect(await fits()).toBe(true);
  await scan(page);
  await page.getByRole("button", { name: "Check out" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Checkout");
  expect(await fits()).toBe(true);
  await scan(page);
});

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

for (const [where, screen] of [["a phone", PHONE], ["a desktop", {}]] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`a filled cart and the checkout can be read and used on ${where} in the ${colorScheme}`, async ({ open }) => {
      const page = await open(null, { ...screen, colorScheme });
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      await add(page, "Salad bowl", 2);
      await visit(page, "/cart");
      await expect(page.getByLabel("Pieces of Salad bowl")).toHaveValue("2");
      await scan(page);
      // What is wrong with it is said there, too.
      await page.getByLabel("Pieces of Salad bowl").fill("900");
      await page.getByRole("button", { name: "Change" }).click();
      await expect(page.getByText(/Only \d+ left\. Take fewer to go on\./)).toBeVisible();
      expect(await fits(), "the cart fits").toBe(true);
      await scan(page);
      await page.getByLabel("Pieces of Salad bowl").fill("1");
      await page.getByRole("button", { name: "Change" }).click();
      await page.getByRole("button", { name: "Check out" }).click();
      await expect(page.getByText("Kept for you until")).toBeVisible();
      await page.getByLabel("Name", { exact: true }).fill("Makena Kariuki");
      await page.getByLabel("E-mail address").fill("makena@example.com");
      await page.getByLabel("Phone number", { exact: true }).fill("12");
      await page.getByLabel("Where it goes").fill("Ngong Road 12");
      await scan(page);
      await page.getByRole("button", { name: /^Order for/ }).click();
      await expect(page.locator("#phone-error")).not.toBeEmpty();
      expect(await fits(), "the checkout fits").toBe(true);
      await scan(page);
    });
  }
}

test("a file of products can be checked on a phone in the dark", async ({ open }) => {
  const admin = await open("admin", { ...PHONE, colorScheme: "dark" });
  const fits = () => admin.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await visit(admin, "/admin/products/import");
  expect(await fits()).toBe(true);
  await scan(admin);
  const rows = `sku,name,price,stock\nDARK-${Date.now()},Dark cup,700,4\nBROKEN,,x,\n`;
  await admin.getByLabel("The file").setInputFiles({ name: "cups.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  await admin.getByRole("button", { name: "Check the file" }).click();
  await expect(admin.getByText("Name is missing.")).toBeVisible();
  expect(await fits()).toBe(true);
  await scan(admin);
});
