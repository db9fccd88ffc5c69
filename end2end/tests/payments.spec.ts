// Paying with M-Pesa: an admin connects it, a guest pays on the phone, with script and without; what did not work is tried again.
import { Page, expect, scan, shoot, test, visit } from "../stoa";
import { Safaricom, connect, until } from "../stoa/safaricom";

const safaricom = new Safaricom();
test.beforeAll(() => safaricom.start());
test.afterAll(() => safaricom.stop());

/** Orders a mug, to be paid with M-Pesa. */
async function order(page: Page, email: string) {
  await page.goto("/shop");
  await page.getByRole("link", { name: /Speckled mug/ }).first().click();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Makena Kariuki");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await page.getByLabel("Where it goes").fill("Ngong Road 12\nNairobi");
  await page.getByLabel("M-Pesa").check();
  await page.getByRole("button", { name: /^Order for/ }).click();
  await expect(page.getByText("Look at your phone")).toBeVisible();
}

test("an admin connects M-Pesa and sees that it works", async ({ open }) => {
  const admin = await open("admin");
  await visit(admin, "/admin/payments");
  await scan(admin);
  await admin.getByLabel("Business number").fill("12");
  await admin.getByLabel("Consumer key").fill("key-of-a-shop");
  await admin.getByLabel("Consumer secret").fill("secret-of-a-shop");
  await admin.getByLabel("Pass key").fill("pass-key-of-a-shop");
  await admin.getByRole("button", { name: "Save M-Pesa" }).click();
  await expect(admin.getByText("write five to ten digits")).toBeVisible();
  await expect(admin.getByLabel("Consumer key")).toHaveValue("key-of-a-shop");
  await connect(admin);
  await admin.getByRole("button", { name: "Test M-Pesa" }).click();
  await expect(admin.getByText("M-Pesa knows the consumer key and the consumer secret.")).toBeVisible();
  await shoot(admin, "payments");
  await visit(admin, "/admin/payments/check");
  await expect(admin.getByText("Everything adds up")).toBeVisible();
  await scan(admin);
});

for (const javaScriptEnabled of [true, false]) {
  test(`a guest pays on the phone ${javaScriptEnabled ? "with" : "without"} script`, async ({ open, server }) => {
    await connect(await open("admin"));
    const guest = await open(null, { javaScriptEnabled });
    const before = safaricom.asked.length;
    await order(guest, `makena${before}@example.com`);
    if (javaScriptEnabled) await scan(guest);
    await shoot(guest, `pay-${javaScriptEnabled ? "live" : "plain"}`);
    expect(safaricom.asked[before]).toMatchObject({ phone: "254700000482" });
    safaricom.asked[before].code = 1032;
    await until(server, guest.getByText("The request was cancelled on the phone."));
    await guest.getByLabel("Phone with M-Pesa").fill("0711 000 482");
    await guest.getByRole("button", { name: /^Pay KES/ }).click();
    await expect(guest.getByText("Look at your phone")).toBeVisible({ timeout: 15_000 });
    await expect.poll(() => safaricom.asked[before + 1]?.phone).toBe("254711000482");
    safaricom.asked[before + 1].code = 0;
    await until(server, guest.getByRole("link", { name: "Invoice (PDF)" }));
  });
}

test("an admin says when unpaid orders are cancelled and what stands on invoices", async ({ open }) => {
  const admin = await open("admin");
  await visit(admin, "/admin/payments");
  const terms = admin.locator("form", { has: admin.getByLabel("Address on invoices") });
  await admin.getByLabel("Cancel unpaid orders after so many hours").fill("5000");
  await admin.getByLabel("Address on invoices").fill("Ngong Road 1\nNairobi");
  await terms.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("write a whole number from 0 to 2000")).toBeVisible();
  await expect(admin.getByLabel("Address on invoices")).toHaveValue("Ngong Road 1\nNairobi");
  await admin.getByLabel("Cancel unpaid orders after so many hours").fill("24");
  await admin.getByLabel("Tax number on invoices").fill("P051234567X");
  await terms.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(admin.getByLabel("Tax number on invoices")).toHaveValue("P051234567X");
  await scan(admin);
});

test("what stands in a row is pressed there, and opens nothing", async ({ open, server }) => {
  const [admin, guest] = [await open("admin"), await open(null)];
  await connect(admin);
  const before = safaricom.asked.length;
  await order(guest, `zuri${before}@example.com`);
  safaricom.asked[before].code = 0;
  await until(server, guest.getByRole("link", { name: "Invoice (PDF)" }));
  const number = Number((await guest.getByRole("heading", { level: 1 }).innerText()).match(/ORD-(\d+)/)![1]);
  await visit(admin, `/desk/orders/${number}`);
  await admin.getByLabel(/^Speckled mug/).fill("1");
  await admin.getByRole("button", { name: "Refund these pieces" }).click();
  await expect(admin.getByText("Refunded.", { exact: true })).toBeVisible();
  // M-Pesa named no receipt: people give it back, and say so in the row, whose link covers all of it.
  const settle = admin.getByRole("row").filter({ hasText: `ORD-${String(number).padStart(6, "0")}` }).getByRole("button", { name: /^I gave it back/ });
  await expect(async () => {
    await admin.goto("/admin/payments/check");
    await expect(settle).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await settle.click();
  await expect(admin.getByText("It is noted that the money was given back.")).toBeVisible();
  await expect(admin).toHaveURL(/\/admin\/payments\/check/);
});
