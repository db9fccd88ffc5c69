// SMS: an admin connects Twilio and tries it, a guest who leaves a number is told on the phone, and what came of it stands beside the mails.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";
import { Twilio } from "../stoa/twilio";

const twilio = new Twilio();
test.beforeAll(() => twilio.start());
test.afterAll(() => twilio.stop());
test.beforeEach(() => (twilio.refuses = null));

/** An admin connects Twilio. */
async function connect(admin: Page) {
  await visit(admin, "/admin/sms");
  await admin.getByLabel("Account SID").fill("AC0123456789abcdef0123456789abcdef");
  await admin.getByLabel("Auth token").fill("d41d8cd98f00b204e9800998ecf8427e");
  await admin.getByLabel("Sender").fill("+254 700 000 999");
  await admin.getByLabel("Customers get SMS").check();
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByText("SMS are saved.")).toBeVisible();
}

/** Books a consultation, leaving a number. */
async function book(guest: Page, email: string) {
  await visit(guest, "/book");
  await guest.getByRole("link", { name: "Consultation" }).click();
  await guest.locator("button[name=starts_at]").first().click();
  await guest.getByLabel("Name", { exact: true }).fill("Makena Kariuki");
  await guest.getByLabel("E-mail address").fill(email);
  await guest.getByLabel("Country of the phone number").selectOption("KE");
  await guest.getByRole("textbox", { name: /^Phone number/ }).fill("0700 000 482");
  await guest.getByRole("button", { name: "Go on" }).click();
  await guest.getByRole("button", { name: "Book this appointment" }).click();
  await expect(guest.getByText("It is booked.")).toBeVisible();
}

test("an admin is told what is wrong, connects Twilio and sends a test", async ({ open }) => {
  const admin = await open("admin");
  await visit(admin, "/admin/sms");
  await scan(admin);
  await admin.getByLabel("Account SID").fill("AC12");
  await admin.getByLabel("Auth token").fill("d41d8cd98f00b204e9800998ecf8427e");
  await admin.getByLabel("Sender").fill("Kiln");
  await admin.getByLabel("Order confirmed").uncheck();
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByText("It begins with AC and has 34 characters.")).toBeVisible();
  await expect(admin.getByLabel("Account SID")).toHaveValue("AC12");
  await expect(admin.getByLabel("Auth token")).toHaveValue("");
  await expect(admin.getByLabel("Order confirmed")).not.toBeChecked();
  await scan(admin);
  await connect(admin);
  await live(admin);
  await admin.getByLabel("Country of the phone number").selectOption("KE");
  await admin.getByLabel("Phone number", { exact: true }).fill("0711 000 482");
  await admin.getByRole("button", { name: "Send a test" }).click();
  await expect(admin.getByText("The last test, to +254711000482.")).toBeVisible();
  await expect(admin.locator("#test").getByText("Sent", { exact: true })).toBeVisible({ timeout: 15_000 });
  expect(twilio.taken.at(-1)).toMatchObject({ to: "+254711000482" });
  await scan(admin);
  await shoot(admin, "sms-settings");
});

for (const javaScriptEnabled of [true, false]) {
  test(`who leaves a number is told by SMS ${javaScriptEnabled ? "with" : "without"} script`, async ({ open }) => {
    const admin = await open("admin");
    await connect(admin);
    const before = twilio.taken.length;
    await book(await open(null, { javaScriptEnabled }), `makena${before}@example.com`);
    await expect.poll(() => twilio.taken[before]?.to, { timeout: 15_000 }).toBe("+254700000482");
    expect(twilio.taken[before].body).toContain("Consultation is booked for");
    await visit(admin, "/admin/mails?show=sms");
    await expect(admin.getByRole("row").filter({ hasText: "Appointment booked" }).first()).toContainText("+254700000482");
    await scan(admin);
    await shoot(admin, `sms-list-${javaScriptEnabled ? "live" : "plain"}`);
  });
}

test("an SMS that Twilio refuses says why, and goes out when the admin sends it again", async ({ open }) => {
  const admin = await open("admin");
  await connect(admin);
  twilio.refuses = 21408;
  await admin.getByLabel("Country of the phone number").selectOption("KE");
  await admin.getByLabel("Phone number", { exact: true }).fill("0722 000 482");
  await admin.getByRole("button", { name: "Send a test" }).click();
  await expect(admin.getByText("Your Twilio account may not send to this country.")).toBeVisible({ timeout: 15_000 });
  twilio.refuses = null;
  await visit(admin, "/admin/mails?show=sms");
  await admin.getByRole("button", { name: "Send now to +254722000482" }).first().click();
  await expect(admin.getByText("The SMS is on its way.")).toBeVisible();
  await expect.poll(() => twilio.taken.at(-1)?.to, { timeout: 15_000 }).toBe("+254722000482");
});
