// Coming in without JavaScript: the setup, an invitation, signing up, a wrong and a right password; and what admins decide about people and hours.
import { Page, Server, expect, people, test } from "../stoa";

const plain = { javaScriptEnabled: false };
const phone = { ...plain, viewport: { width: 390, height: 844 } };
const secret = "a long enough password";

/** A link of this installation, on the server that runs it. */
const path = (link: string) => new URL(link).pathname;

/** Nothing sticks out at the side. */
async function fits(page: Page) {
  const main = await page.locator("main").boundingBox();
  expect(main!.x + main!.width).toBeLessThanOrEqual(page.viewportSize()!.width);
}

test("an empty installation is set up once, and its first agent joins by a link", async ({ open }) => {
  const server = await Server.start({ empty: true });
  try {
    const owner = await open(null, { ...plain, baseURL: server.url });
    await owner.goto("/");
    await expect(owner).toHaveURL(/\/setup$/);
    await owner.getByLabel("Name of the business").fill("Kiln & Press");
    await owner.getByLabel("Your name").fill("Njeri Kamau");
    await owner.getByLabel("E-mail address").fill("njeri@kiln");
    await owner.getByLabel("Password").fill("short");
    await owner.getByRole("button", { name: "Create the business" }).click();
    await expect(owner.getByText("Write an e-mail address like")).toBeVisible();
    await expect(owner.getByText("The password needs at least 10 characters")).toBeVisible();
    await expect(owner.getByLabel("Name of the business")).toHaveValue("Kiln & Press");
    await owner.getByLabel("E-mail address").fill("njeri@kiln.test");
    await owner.getByLabel("Password").fill(secret);
    await owner.getByRole("button", { name: "Create the business" }).click();
    await expect(owner).toHaveURL(/\/admin$/);
    await owner.getByRole("link", { name: "Add your team" }).click();

    await owner.getByText("Invite somebody", { exact: true }).click();
    await owner.getByLabel("Name", { exact: true }).fill("Brian");
    await owner.getByLabel("E-mail address").fill("brian@kiln.test");
    await owner.getByRole("button", { name: "Invite" }).click();
    const link = await owner.getByRole("status").getByText("/invite/").innerText();

    const agent = await open(null, { ...phone, baseURL: server.url });
    await agent.goto(path(link));
    await fits(agent);
    await agent.getByLabel("Your name").fill("Brian Otieno");
    await agent.getByLabel("Choose a password").fill(secret);
    await agent.getByRole("button", { name: "Join" }).click();
    await expect(agent).toHaveURL(/\/desk$/);
    await agent.goto("/account");
    await expect(agent.getByLabel("How you are called")).toHaveValue("Brian Otieno");
    await fits(agent);

    await owner.goto("/admin/people");
    await owner.getByRole("button", { name: "Change Brian Otieno" }).click();
    await owner.getByRole("button", { name: "End access" }).click();
    await agent.goto("/account");
    await expect(agent).toHaveURL(/\/sign-in/);
    await owner.getByRole("button", { name: "Undo" }).click();
    await expect(owner.getByText("They may sign in again.")).toBeVisible();

    const late = await open(null, { ...plain, baseURL: server.url });
    await late.goto("/setup");
    await expect(late).toHaveURL(/\/sign-in/);
    // A page that still loads its icon would complain that the server is gone.
    for (const page of [owner, agent, late]) await page.context().close();
  } finally {
    await server.remove();
  }
});

test("a customer signs up, changes the password, and the other device is signed out", async ({ open }) => {
  const customer = await open(null, phone);
  await customer.goto("/sign-up?next=/account");
  await customer.getByLabel("Your name").fill("Achieng Odhiambo");
  await customer.getByLabel("E-mail address").fill(people.wanjiru);
  await customer.getByLabel("Password").fill(secret);
  await customer.getByRole("button", { name: "Create account" }).click();
  await expect(customer.getByText("There is already an account with this address")).toBeVisible();
  await expect(customer.getByLabel("Your name")).toHaveValue("Achieng Odhiambo");
  await customer.getByLabel("E-mail address").fill("achieng@mail.test");
  await customer.getByLabel("Password").fill(secret);
  await customer.getByRole("button", { name: "Create account" }).click();
  await expect(customer).toHaveURL(/\/account$/);
  await fits(customer);

  const other = await open(null, plain);
  await other.goto("/sign-in?next=/account");
  await other.getByLabel("E-mail address").fill("achieng@mail.test");
  await other.getByLabel("Password").fill("not this one");
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByText("The e-mail address or the password is wrong")).toBeVisible();
  await other.getByLabel("Password").fill(secret);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other).toHaveURL(/\/account$/);

  await customer.goto("/account");
  await customer.getByLabel("Current password").fill("not this one");
  await customer.getByLabel("New password").fill("quite another password");
  await customer.getByRole("button", { name: "Change password" }).click();
  await expect(customer.getByText("This is not your password")).toBeVisible();
  await customer.getByLabel("Current password").fill(secret);
  await customer.getByLabel("New password").fill("quite another password");
  await customer.getByRole("button", { name: "Change password" }).click();
  await expect(customer.getByText("Your password is changed")).toBeVisible();
  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in/);
});

test("the demo's people are one press away", async ({ open }) => {
  const page = await open(null, plain);
  await page.goto("/sign-in?next=/account");
  for (const email of Object.values(people)) await expect(page.getByRole("button", { name: email })).toBeVisible();
  await page.getByRole("button", { name: people.admin }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole("main").getByText(people.admin)).toBeVisible();
});

test("opening hours are typed as people write them, and told how when they are wrong", async ({ open }) => {
  const admin = await open("admin", plain);
  await admin.goto("/admin/settings");
  await admin.getByLabel("Monday").fill("8-12, 11-17");
  await admin.getByLabel("Days off").fill("Christmas");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(admin.getByText("08:00-12:00 and 11:00-17:00 overlap.")).toBeVisible();
  await expect(admin.getByLabel("Monday")).toHaveValue("8-12, 11-17");
  await admin.getByLabel("Monday").fill("8-12, 13-17");
  await admin.getByLabel("Days off").fill("2026-12-25");
  await admin.getByRole("button", { name: "Save settings" }).click();
  await expect(admin.getByText("The settings are saved.")).toBeVisible();
  await expect(admin.getByLabel("Monday")).toHaveValue("08:00-12:00, 13:00-17:00");
});

test("promises are written as lengths of time and stay what they were when one is wrong", async ({ open }) => {
  const admin = await open("admin", plain);
  await admin.goto("/admin/sla");
  const urgent = admin.getByRole("group", { name: "Urgent" });
  await urgent.getByLabel("First reply").fill("soon");
  await admin.getByRole("button", { name: "Save promises" }).click();
  await expect(urgent.getByText("write a time like 45 m, 2 h or 1 d 4 h")).toBeVisible();
  await urgent.getByLabel("First reply").fill("1 m");
  await admin.getByRole("button", { name: "Try on the last 30 days" }).click();
  await expect(admin.getByRole("table", { name: "Promises kept" }).getByRole("row").filter({ hasText: "Urgent" })).toContainText("0 %");
  await expect(urgent.getByLabel("First reply")).toHaveValue("1 m");
  await urgent.getByLabel("First reply").fill("45 min");
  await admin.getByRole("button", { name: "Save promises" }).click();
  await expect(admin.getByText("The promises are saved.")).toBeVisible();
  await expect(urgent.getByLabel("First reply")).toHaveValue("45 m");
});

test("what agents may not see is refused, not shown", async ({ open, expectErrors }) => {
  expectErrors(/403/);
  const agent = await open("brian", plain);
  for (const page of ["/admin", "/admin/people", "/admin/mails", "/admin/jobs", "/admin/businesses"]) {
    expect((await agent.goto(page))?.status(), page).toBe(403);
    await expect(agent.getByRole("heading", { level: 1 })).toHaveText("Not for you");
  }
});
