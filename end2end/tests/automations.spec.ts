// Automations: an admin writes one row by row without script, tries it, switches it on; a ticket is sorted by itself, and the log says so.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

const plain = { javaScriptEnabled: false };

async function openTicket(page: Page, subject: string) {
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What happened").fill("My order came this morning, but two of the six mugs are broken.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(subject);
}

async function make(admin: Page, name: string, occasion: string, idle = "") {
  await admin.goto("/admin/automations");
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("When").selectOption({ label: occasion });
  await admin.getByLabel("For how long").fill(idle);
  await admin.getByRole("button", { name: "Add", exact: true }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(name);
}

const save = async (admin: Page) => {
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByText("It is saved.")).toBeVisible();
};

test("an automation is written row by row, tried, switched on, and sorts a ticket by itself", async ({ open }) => {
  const [admin, amina, wanjiru] = [await open("admin", plain), await open("amina"), await open("wanjiru")];
  await make(admin, "Mugs hurry", "A ticket is opened");

  // What cannot work is said beside its row.
  await admin.locator("#all_add").selectOption({ label: "Stars is at most" });
  await admin.locator("#all_add_value").fill("2");
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByText("“Stars is at most 2” never holds for “A ticket is opened”.")).toBeVisible();
  await expect(admin.locator("#all_add_value")).toHaveValue("2");
  await admin.locator("#all_add").selectOption({ label: "Subject contains" });
  await admin.locator("#all_add_value").fill("mugs");
  await admin.locator("#acts_add").selectOption({ label: "Set the priority" });
  await save(admin);
  await admin.getByLabel("Set the priority", { exact: true }).selectOption({ label: "Urgent" });
  await admin.locator("#acts_add").selectOption({ label: "Add a private note" });
  await admin.locator("#acts_add_value").fill("Sorted by itself.");
  await save(admin);
  await admin.getByRole("link", { name: "Try on the last 100 tickets" }).click();
  await expect(admin.locator("#trial")).toContainText("of the last 100 tickets");

  await admin.getByRole("button", { name: "Save and switch on" }).click();
  await expect(admin.getByText("It is saved, and switched on.")).toBeVisible();
  await admin.goto("/admin/automations");
  await expect(admin.getByRole("listitem").filter({ hasText: "Mugs hurry" })).toContainText("Subject contains “mugs”");

  const subject = `Broken mugs ${Date.now()}`;
  await openTicket(wanjiru, subject);
  await visit(amina, "/desk?tab=all");
  await amina.locator("#lines article").filter({ hasText: subject }).getByRole("link").click();
  await live(amina);
  await expect(amina.getByLabel("Priority")).toHaveValue("urgent");
  await expect(amina.getByRole("log")).toContainText("Sorted by itself.");
  await expect(wanjiru.locator("body")).not.toContainText("Sorted by itself.");
  await admin.goto("/admin/automations/runs");
  await expect(admin.getByRole("row").filter({ hasText: "Mugs hurry" }).first()).toContainText("Set the priority to Urgent");
});

test("a silence sets an automation off once, and the pages are fit for everybody", async ({ open, server }) => {
  const [admin, wanjiru] = [await open("admin"), await open("wanjiru")];
  await make(admin, "Nobody looked", "Nobody does anything for a time", "2 h");
  await admin.locator("#all_add").selectOption({ label: "Status is" });
  await admin.locator("#acts_add").selectOption({ label: "Add a tag" });
  await admin.locator("#acts_add_value").fill("waits");
  await save(admin);
  await scan(admin);
  await shoot(admin, "automation");
  await admin.getByRole("button", { name: "Save and switch on" }).click();
  await expect(admin.getByText("It is saved, and switched on.")).toBeVisible();
  await visit(admin, "/admin/automations");
  await scan(admin);
  await shoot(admin, "automations");
  const subject = `A cracked planter ${Date.now()}`;
  await openTicket(wanjiru, subject);
  await server.advance(121);
  await expect(async () => {
    await admin.goto("/admin/automations/runs");
    await expect(admin.getByRole("row").filter({ hasText: "Nobody looked" }).first()).toContainText("Add the tag “waits”", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await scan(admin);
  await shoot(admin, "automation-runs");
});
