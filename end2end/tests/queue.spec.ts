// The queue: an admin plans shifts and switches it on, a ticket finds its agent at once and says why; and by forms alone.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

async function openTicket(page: Page, subject: string) {
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What happened").fill("My order came this morning, but two of the six mugs are broken.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(subject);
}

/** Takes somebody out of the queue, so that it is clear who gets what. */
async function leaveOut(admin: Page, name: string) {
  await visit(admin, "/admin/queue");
  await admin.getByRole("link", { name }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(name);
  await admin.getByLabel("Gets work from the queue").uncheck();
  await admin.getByRole("button", { name: "Save the plan" }).click();
  await expect(admin.getByText("The plan is saved.")).toBeVisible();
}

async function decide(admin: Page, isOn: boolean) {
  await visit(admin, "/admin/queue");
  await admin.getByLabel("Hand out work by itself").setChecked(isOn, { force: true });
  await admin.getByLabel("Capacity").fill("100");
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByText("The queue is saved.")).toBeVisible();
}

test("an admin plans shifts and switches the queue on; a ticket goes to the agent on shift at once and says why", async ({ open }) => {
  const [admin, amina, wanjiru] = [await open("admin"), await open("amina"), await open("wanjiru")];
  await visit(amina, "/desk/queue");
  await leaveOut(admin, "Brian Mwangi");
  await leaveOut(admin, "Zainab Hassan");

  // What cannot work is said at its field, and what was typed stays.
  await visit(admin, "/admin/queue");
  await expect(admin.getByText("Work is not handed out by itself yet")).toBeVisible();
  await admin.getByRole("link", { name: "Amina Otieno" }).click();
  for (const day of days) await admin.locator(`#${day}`).fill("00:00-24:00");
  await admin.locator("#tuesday").fill("17:00-08:00");
  await admin.getByRole("button", { name: "Save the plan" }).click();
  await expect(admin.locator("#tuesday-error")).toContainText("ends before it starts");
  await expect(admin.locator("#tuesday")).toHaveValue("17:00-08:00");
  await admin.locator("#tuesday").fill("00:00-24:00");
  await admin.getByRole("button", { name: "Save the plan" }).click();
  await expect(admin.getByText("The plan is saved.")).toBeVisible();
  await scan(admin);
  await shoot(admin, "plan");
  await decide(admin, true);
  await scan(admin);
  await shoot(admin, "queue-settings");

  const subject = `Broken mugs ${Date.now()}`;
  await openTicket(wanjiru, subject);
  // Live, within a second, on a page that nobody reloads.
  const held = amina.getByRole("table", { name: "What agents have, by agent" }).getByRole("row").filter({ hasText: subject });
  await expect(held).toContainText("Amina Otieno", { timeout: 3000 });
  await scan(amina);
  await shoot(amina, "queue");
  await held.getByRole("link", { name: subject }).click();
  await live(amina);
  await expect(amina.locator("#why-assigned")).toContainText("Amina Otieno: on shift until");
  await expect(wanjiru.getByRole("log")).toContainText("Amina Otieno is taking care of this ticket.");
  await expect(wanjiru.locator("body")).not.toContainText("points");
});

test("without JavaScript the queue is paused, looked at, and the next one is taken", async ({ open }) => {
  const [admin, amina] = [await open("admin", { javaScriptEnabled: false }), await open("amina", { javaScriptEnabled: false })];
  const wanjiru = await open("wanjiru");
  await admin.goto("/admin/queue");
  await admin.getByLabel("Hand out work by itself").check({ force: true });
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await admin.goto("/desk/queue");
  await admin.getByRole("button", { name: "Pause" }).click();
  await expect(admin.getByText("Paused: nothing is handed out")).toBeVisible();
  const subject = `A cracked planter ${Date.now()}`;
  await openTicket(wanjiru, subject);
  await amina.goto("/desk/queue");
  await expect(amina.getByRole("row").filter({ hasText: subject })).toContainText("The queue is paused.");
  await amina.getByRole("button", { name: "Take next" }).click();
  await expect(amina).toHaveURL(/\/desk\/(chats\/)?\d+$/);
  await expect(amina.locator("#why-assigned")).toContainText("Amina Otieno took it.");
  await admin.goto("/desk/queue");
  await admin.getByRole("button", { name: "Go on" }).click();
  await expect(admin.getByRole("button", { name: "Pause" })).toBeVisible();
});

test("on a phone the queue is a list of cards", async ({ open }) => {
  const amina = await open("amina", { viewport: { width: 390, height: 844 } });
  await visit(amina, "/desk/queue");
  await expect(amina.getByRole("heading", { level: 1 })).toHaveText("Queue");
  expect(await amina.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await scan(amina);
  await shoot(amina, "queue-phone");
});
