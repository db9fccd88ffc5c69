// The whole of it, once: bought with M-Pesa, told to the owner, two lanes, a piece refunded from inside the ticket, a consultation booked and moved.
import { Page, expect, live, test, visit } from "../stoa";
import { Safaricom, connect, until } from "../stoa/safaricom";

const safaricom = new Safaricom();
test.beforeAll(() => safaricom.start());
test.afterAll(() => safaricom.stop());

const log = (page: Page) => page.getByRole("log");

/** Writes in the composer and waits until it stands in the thread. */
async function say(page: Page, words: string) {
  const field = page.locator("[data-composer] textarea");
  await field.fill(words);
  await field.press("Control+Enter");
  await expect(log(page)).toContainText(words);
}

test("from the shop to the calendar, with everybody looking", async ({ open, server }) => {
  test.setTimeout(300_000);
  const [admin, customer, partner, amina] = [await open("admin"), await open("wanjiru"), await open("baraka"), await open("amina")];
  await connect(admin);

  // The shop: something that the courier sends, and of which little is left once two are sold.
  const name = `Story jug ${Date.now().toString(36)}`;
  await visit(admin, "/admin/products/new");
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("Partner").selectOption({ label: "Baraka Couriers" });
  await admin.getByLabel("Article number").fill(`JUG-${Date.now().toString(36)}`);
  await admin.getByLabel("Price in KES").fill("1,500");
  await admin.getByLabel("Pieces there").fill("5");
  await admin.getByRole("button", { name: "Save the product" }).click();
  await expect(admin.getByText("The product is in the shop.")).toBeVisible();
  await visit(admin, "/admin");

  // Two of them, paid on the phone.
  await customer.goto(`/shop?q=${encodeURIComponent(name)}`);
  await customer.getByRole("link", { name: new RegExp(name) }).first().click();
  await customer.getByLabel("Pieces").fill("2");
  await customer.getByRole("button", { name: "Add to cart" }).click();
  await customer.getByRole("button", { name: "Check out" }).click();
  await customer.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await customer.getByLabel("Where it goes").fill("Ngong Road 12\nNairobi");
  await customer.getByLabel("M-Pesa").check();
  // The owner sees the order and the low stock appear.
  const said = admin.locator("#toasts p");
  const told = expect(said.filter({ hasText: /New order ORD-\d+ for KES\s3,000/ })).toBeVisible({ timeout: 30_000 });
  const low = expect(said.filter({ hasText: `Low stock: ${name}, 3 left.` })).toBeVisible({ timeout: 30_000 });
  await Promise.all([customer.getByRole("button", { name: /^Order for/ }).click(), told, low]);
  await expect(customer.getByText("Look at your phone")).toBeVisible();
  const number = Number((await customer.getByRole("heading", { level: 1 }).innerText()).match(/ORD-(\d+)/)![1]);

  safaricom.asked[safaricom.asked.length - 1].code = 0;
  await until(server, customer.getByRole("link", { name: "Invoice (PDF)" }));

  // A ticket with two lanes, which never meet.
  const link = amina.getByRole("link", { name: /^TKT-/ });
  await expect(async () => {
    await amina.goto(`/desk/orders/${number}`);
    await expect(link).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const ticket = Number((await link.innerText()).match(/\d+/)![0]);
  await visit(customer, `/tickets/${ticket}`);
  await visit(partner, `/partner/orders/${number}`);
  await visit(amina, `/desk/${ticket}`);
  await say(amina, "Your jugs leave today.");
  await expect(log(customer)).toContainText("Your jugs leave today.");
  await say(customer, "Thank you, I am at home.");
  await expect(log(amina)).toContainText("Thank you, I am at home.");
  await visit(amina, `/desk/${ticket}?lane=partner`);
  await say(amina, "Two jugs, mind the handles.");
  await expect(log(partner)).toContainText("Two jugs, mind the handles.");
  await say(partner, "I collect them at three.");
  await expect(log(amina)).toContainText("I collect them at three.");
  for (const words of ["mind the handles", "at three"]) await expect(customer.locator("body")).not.toContainText(words);
  for (const words of ["leave today", "at home", "KES"]) await expect(partner.locator("body")).not.toContainText(words);

  // One piece is refunded from inside the ticket: it is back in stock, and the customer's card changes by itself.
  await visit(amina, `/desk/${ticket}`);
  const order = `ORD-${String(number).padStart(6, "0")}`;
  const beside = async () => {
    const one = amina.locator("#beside details").filter({ hasText: order }).first();
    if (!(await one.evaluate((element: HTMLDetailsElement) => element.open))) await one.locator("summary").first().click();
    return one;
  };
  await (await beside()).getByRole("button", { name: "Show in the conversation" }).click();
  await expect(amina.getByText("Shown in the conversation.")).toBeVisible();
  const card = log(customer).getByRole("group", { name: "Order" });
  await expect(card).toContainText(order);
  const mine = await beside();
  await mine.getByText("Refund", { exact: true }).click();
  await mine.getByLabel(new RegExp(`^${name}`)).fill("1");
  await mine.getByLabel("Reason").fill("One handle is loose");
  await mine.getByRole("button", { name: "Refund these pieces" }).click();
  await expect(amina.getByText(/^Refunded\./)).toBeVisible();
  await expect(card).toContainText("1 refunded");
  await expect(log(partner), "the partner sends what is left").toContainText(`Send 1 × ${name} instead of 2.`);
  await visit(admin, `/admin/stock?show=all&q=${encodeURIComponent(name)}`);
  await expect(admin.getByRole("row").filter({ hasText: name }).getByRole("cell").nth(1)).toContainText("4");

  // A consultation in four steps, moved by the link; the calendar of the staff follows.
  await visit(amina, "/desk/calendar?view=list");
  const entries = amina.getByRole("row").filter({ hasText: "Consultation" }).filter({ hasText: "Wanjiru" });
  const before = await entries.count();
  await customer.goto("/book");
  await customer.getByRole("link", { name: "Consultation" }).click();
  await customer.locator("button[name=starts_at]").first().click();
  await expect(customer).toHaveURL(/\/contact$/);
  await customer.getByRole("button", { name: "Go on" }).click();
  await customer.getByRole("button", { name: "Book this appointment" }).click();
  await expect(customer.getByText("It is booked.")).toBeVisible();
  await expect(entries).toHaveCount(before + 1);
  await live(customer);
  await customer.getByRole("link", { name: "Move it" }).click();
  await customer.locator("button[name=starts_at]").nth(5).click();
  await expect(customer.getByText("It has moved.")).toBeVisible();
  const time = (await customer.locator("[data-clock]").first().getAttribute("data-clock"))!.split(" ")[1];
  await expect(entries.filter({ hasText: time }).first()).toBeVisible();
});
