// The queue: an admin plans shifts and switches it on, a ticket finds its agent at once and says why; and by forms alone.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";
import { days, decide, leaveOut, seenByItself } from "../stoa/queue";

async function fillTicket(page: Page, subject: string) {
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What happened").fill("My order came this morning, but two of the six mugs are broken.");
}

async function openTicket(page: Page, subject: string) {
  await fillTicket(page, subject);
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(subject);
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
  await fillTicket(wanjiru, subject);
  // Live, on a page that nobody reloads.
  const held = amina.getByRole("table", { name: "What agents have, by agent" }).getByRole("row").filter({ hasText: subject });
  await seenByItself(held.filter({ hasText: "Amina Otieno" }), () => wanjiru.getByRole("button", { name: "Open ticket" }).click());
  await expect(wanjiru.getByRole("heading", { level: 1 })).toHaveText(subject);
  await scan(amina);
  await shoot(amina, "queue");
  await held.getByRole("link", { name: subject }).click();
  await live(amina);
  await expect(amina.locator("#why-assigned")).toContainText("Amina Otieno: on shift until");
  await expect(wanjiru.getByRole("log")).toContainText("Amina Otieno is taking care of this ticket.");
  await expect(wanjiru.locator("body")).not.toContainText("points");
});

test("a week is changed by pointer and by keys in its grid, and its fields say the same", async ({ open }) => {
  const admin = await open("admin");
  await visit(admin, "/admin/queue");
  await admin.getByRole("link", { name: "Zainab Hassan" }).click();
  await live(admin);
  const [monday, sunday] = [admin.locator("#monday"), admin.locator("#sunday")];
  const end = admin.getByRole("slider", { name: "Shift 1 on Monday ends" });
  // What is typed is drawn at once.
  await monday.fill("08:00-12:00");
  await expect(end).toHaveAttribute("aria-valuetext", "12:00");
  await expect(admin.getByRole("group", { name: /Shifts: Monday 08:00-12:00/ })).toBeVisible();
  // Keys: an end, the whole, gone, and a new one.
  await end.press("ArrowRight");
  await expect(monday).toHaveValue("08:00-12:15");
  await end.press("Shift+ArrowLeft");
  await expect(monday).toHaveValue("07:45-12:00");
  await end.press("Delete");
  await expect(monday).toHaveValue("");
  const add = admin.getByRole("button", { name: "Add a shift on Monday" });
  await expect(add).toBeFocused();
  await admin.keyboard.press("Enter");
  await expect(monday).toHaveValue("09:00-17:00");
  await expect(admin.getByRole("slider", { name: "Shift 1 on Monday begins" })).toBeFocused();
  // The pointer: an end is dragged, a new one is drawn where it is empty.
  const handle = (await end.boundingBox())!;
  await admin.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await admin.mouse.down();
  await admin.mouse.move(handle.x + 60, handle.y + handle.height / 2, { steps: 4 });
  await admin.mouse.up();
  await expect(monday).toHaveValue(/^09:00-(18|19|20):/);
  await sunday.fill("");
  const row = (await admin.getByRole("button", { name: "Add a shift on Sunday" }).boundingBox())!;
  const grid = (await admin.getByRole("group", { name: /^Shifts: / }).boundingBox())!;
  await admin.mouse.move(grid.x + grid.width / 2, row.y + row.height / 2);
  await admin.mouse.down();
  await admin.mouse.move(grid.x + grid.width / 2 + 80, row.y + row.height / 2, { steps: 4 });
  await admin.mouse.up();
  await expect(sunday).toHaveValue(/^\d\d:\d\d-\d\d:\d\d$/);
  await admin.mouse.move(0, 0);
  await scan(admin);
  await shoot(admin, "week-grid");
  // A week that is refused is drawn as it was typed, not as it is stored.
  await admin.locator("#tuesday").fill("17:00-08:00");
  await admin.getByRole("button", { name: "Save the plan" }).click();
  await expect(admin.locator("#tuesday-error")).toContainText("ends before it starts");
  const drawn = await monday.inputValue();
  await expect(admin.getByRole("group", { name: `Shifts: Monday ${drawn}` })).toBeVisible();
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
  // It is given to a colleague out of a list.
  const give = `Give “${subject}” to somebody`;
  await amina.getByRole("button", { name: give }).click();
  const menu = amina.getByRole("group", { name: give });
  await menu.getByLabel("Give it to").selectOption({ label: "Brian Mwangi" });
  await menu.getByRole("button", { name: "Give", exact: true }).click();
  await expect(amina.getByText("Given. It is in their inbox now.")).toBeVisible();
  await expect(amina.getByRole("table", { name: "What agents have, by agent" }).getByRole("row").filter({ hasText: subject })).toContainText("Brian Mwangi");
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
