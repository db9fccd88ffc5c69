// The whole of it, once, by somebody without an account: bought with M-Pesa, confirmed by page and mail, told to the owner, two lanes, a piece refunded from
// inside the ticket, a consultation booked for Thursday and moved to Friday by the link in the mail.
import { Page, expect, test, visit } from "../stoa";
import { Postbox } from "../stoa/postbox";
import { Safaricom, connect, until } from "../stoa/safaricom";

const [safaricom, postbox] = [new Safaricom(), new Postbox()];
test.beforeAll(() => Promise.all([safaricom.start(), postbox.start()]).then(() => {}));
test.afterAll(() => Promise.all([safaricom.stop(), postbox.stop()]).then(() => {}));

const log = (page: Page) => page.getByRole("log");

/** Writes in the composer and waits until it stands in the thread. */
async function say(page: Page, words: string) {
  const field = page.locator("[data-composer] textarea");
  await field.fill(words);
  await field.press("Control+Enter");
  await expect(log(page)).toContainText(words);
}

/** So many milliseconds are a day. */
const DAY = 86_400_000;

/** Two in the afternoon in Nairobi on the next Thursday that is neither today nor tomorrow: those are said in other words. */
function thursday() {
  const at = new Date();
  at.setUTCHours(14 - 3, 0, 0, 0);
  do at.setUTCDate(at.getUTCDate() + 1);
  while (at.getUTCDay() !== 4 || at.getTime() - Date.now() < 2 * DAY);
  return at.getTime();
}

/** A day as lists say it: `3 Dec`. */
const dayOf = (at: number) => {
  const part = (options: object) => new Date(at).toLocaleDateString("en-US", { timeZone: "Africa/Nairobi", ...options });
  return `${part({ day: "numeric" })} ${part({ month: "short" })}`;
};

test("a guest buys, asks, books and moves without an account, with everybody looking", async ({ open, server }) => {
  test.setTimeout(300_000);
  await server.restart({ SMTP_URL: postbox.url });
  const [admin, guest, partner, amina] = [await open("admin"), await open(null), await open("baraka"), await open("amina")];
  await connect(admin);
  const email = `makena.${Date.now()}@example.com`;

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

  // Two of them, to be paid on the phone.
  await guest.goto(`/shop?q=${encodeURIComponent(name)}`);
  await guest.getByRole("link", { name: new RegExp(name) }).first().click();
  await guest.getByLabel("Pieces").fill("2");
  await guest.getByRole("button", { name: "Add to cart" }).click();
  await guest.getByRole("button", { name: "Check out" }).click();
  await expect(guest.getByText("No account is needed.")).toBeVisible();
  await guest.getByLabel("Name", { exact: true }).fill("Makena Kariuki");
  await guest.getByLabel("E-mail address").fill(email);
  await guest.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await guest.getByLabel("Where it goes").fill("Ngong Road 12\nNairobi");
  await guest.getByLabel("M-Pesa").check();
  // The owner sees the order and the low stock appear.
  const said = admin.locator("#toasts p");
  const told = expect(said.filter({ hasText: /New order ORD-\d+ for KES\s3,000/ })).toBeVisible({ timeout: 30_000 });
  const low = expect(said.filter({ hasText: `Low stock: ${name}, 3 left.` })).toBeVisible({ timeout: 30_000 });
  await Promise.all([guest.getByRole("button", { name: /^Order for/ }).click(), told, low]);

  // The confirmation: the page, and a mail with the way back to it.
  await expect(guest.getByText("Look at your phone")).toBeVisible();
  await expect(guest.getByText("Thank you, we have your order.")).toBeVisible();
  const order = (await guest.getByRole("heading", { level: 1 }).innerText()).match(/ORD-\d+/)![0];
  const number = Number(order.slice(4));
  for (const words of [name, "Ngong Road 12", email]) await expect(guest.locator("#order")).toContainText(words);
  await expect(guest.locator("#order")).toContainText(/Total\s*KES\s3,000/);
  const confirmed = await postbox.letter(email, /We have your order/);
  expect(confirmed.subject).toContain(order);
  expect(confirmed.text).toContain(`2 × ${name}`);
  expect(confirmed.text).toMatch(/Total: KES\s3,000/);
  expect(confirmed.text).toContain(`${server.url}${new URL(guest.url()).pathname}`);

  // Paid: the page shows it by itself, and the invoice goes along with the mail.
  safaricom.asked[safaricom.asked.length - 1].code = 0;
  await until(server, guest.getByRole("link", { name: "Invoice (PDF)" }));
  const paid = await postbox.letter(email, /Paid/);
  expect(paid.text).toMatch(/We have received KES\s3,000/);
  expect(paid.files.join()).toMatch(/\.pdf$/);

  // The stock has fallen, and stands among what is to be ordered.
  await visit(admin, `/admin/stock?show=low&q=${encodeURIComponent(name)}`);
  const pieces = admin.getByRole("row").filter({ hasText: name }).getByRole("cell").nth(1);
  await expect(pieces).toContainText("3");

  // A ticket with two lanes, which never meet: the guest's stands on the page of the order.
  const link = amina.getByRole("link", { name: /^TKT-/ });
  await expect(async () => {
    await amina.goto(`/desk/orders/${number}`);
    await expect(link).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const ticket = Number((await link.innerText()).match(/\d+/)![0]);
  await visit(partner, `/partner/orders/${number}`);
  await visit(amina, `/desk/${ticket}`);
  await say(amina, "Your jugs leave today.");
  await guest.reload();
  await expect(log(guest)).toContainText("Your jugs leave today.");
  await guest.getByLabel("Your message").fill("Thank you, I am at home.");
  await guest.getByRole("button", { name: "Send", exact: true }).click();
  await expect(log(guest)).toContainText("Thank you, I am at home.");
  await expect(log(amina)).toContainText("Thank you, I am at home.");
  await visit(amina, `/desk/${ticket}?lane=partner`);
  await say(amina, "Two jugs, mind the handles.");
  await expect(log(partner)).toContainText("Two jugs, mind the handles.");
  await say(partner, "I collect them at three.");
  await expect(log(amina)).toContainText("I collect them at three.");
  await guest.reload();
  for (const words of ["mind the handles", "at three"]) await expect(guest.locator("body")).not.toContainText(words);
  for (const words of ["leave today", "at home", "KES", email]) await expect(partner.locator("body")).not.toContainText(words);

  // One piece is refunded from inside the ticket: it is back in stock, and the guest reads it on the page and in a mail.
  await visit(amina, `/desk/${ticket}`);
  const beside = amina.locator("#beside details").filter({ hasText: order }).first();
  if (!(await beside.evaluate((element: HTMLDetailsElement) => element.open))) await beside.locator("summary").first().click();
  await beside.getByText("Refund", { exact: true }).click();
  await beside.getByLabel(new RegExp(`^${name}`)).fill("1");
  await beside.getByLabel("Reason").fill("One handle is loose");
  await beside.getByRole("button", { name: "Refund these pieces" }).click();
  await expect(amina.getByText(/^Refunded\./)).toBeVisible();
  await expect(log(partner), "the partner sends what is left").toContainText(`Send 1 × ${name} instead of 2.`);
  await guest.reload();
  await expect(guest.locator("#order")).toContainText("1 refunded");
  expect((await postbox.letter(email, /Refund/)).text).toMatch(/KES\s1,500/);
  await visit(admin, `/admin/stock?show=all&q=${encodeURIComponent(name)}`);
  await expect(pieces).toContainText("4");

  // The same person books Thursday at two; the calendar of the staff follows.
  const [first, second] = [thursday(), thursday() + DAY];
  await visit(amina, "/desk/calendar?view=list");
  const entry = amina.getByRole("row").filter({ hasText: "Makena Kariuki" });
  await expect(entry).toHaveCount(0);
  await guest.goto("/book");
  await guest.getByRole("link", { name: "Consultation" }).click();
  await guest.locator(`button[name=starts_at][value="${first}"]`).click();
  await expect(guest).toHaveURL(/\/contact$/);
  await guest.getByLabel("Name", { exact: true }).fill("Makena Kariuki");
  await guest.getByLabel("E-mail address").fill(email);
  await guest.getByRole("button", { name: "Go on" }).click();
  await expect(guest.getByText(/Thursday .*14:00/).first()).toBeVisible();
  await guest.getByRole("button", { name: "Book this appointment" }).click();
  await expect(guest.getByText("It is booked.")).toBeVisible();
  await expect(entry).toContainText(`${dayOf(first)}`);
  await expect(entry).toContainText("14:00–15:00");

  // On another device, with nothing but the mail: moved to Friday.
  const booked = await postbox.letter(email, /^Booked: Consultation, Thursday .*14:00/);
  expect(booked.files).toEqual(["appointment.ics"]);
  const device = await open(null, { viewport: { width: 390, height: 844 } });
  await device.goto(new URL(booked.text.match(/http:\S+\/a\/\S+/)![0]).pathname);
  await device.getByRole("link", { name: "Move it" }).click();
  await device.locator(`button[name=starts_at][value="${second}"]`).click();
  await expect(device.getByText("It has moved.")).toBeVisible();
  await expect(device.getByText(/Friday .*14:00/).first()).toBeVisible();
  await expect(entry).toContainText(dayOf(second));
  await expect(entry).toContainText("14:00–15:00");
  await expect(entry).toHaveCount(1);
  await postbox.letter(email, /^Moved: Consultation, Friday .*14:00/);
});
