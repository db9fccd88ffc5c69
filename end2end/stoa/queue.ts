// Deciding about the queue, and looking how soon it acts.
import { Locator, Page, expect, test } from "@playwright/test";
import { visit } from ".";

export const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Takes somebody out of the queue, so that it is clear who gets what. */
export async function leaveOut(admin: Page, name: string) {
  await visit(admin, "/admin/queue");
  await admin.getByRole("link", { name }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(name);
  await admin.getByLabel("Gets work from the queue").uncheck();
  await admin.getByRole("button", { name: "Save the plan" }).click();
  await expect(admin.getByText("The plan is saved.")).toBeVisible();
}

export async function decide(admin: Page, isOn: boolean) {
  await visit(admin, "/admin/queue");
  await admin.getByLabel("Hand out work by itself").setChecked(isOn, { force: true });
  await admin.getByLabel("Capacity").fill("100");
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByText("The queue is saved.")).toBeVisible();
}

/** Does something that shows `seen` on another page by itself, and notes how long that took: speed is measured here, not asserted. */
export async function seenByItself(seen: Locator, act: () => Promise<void>) {
  const start = Date.now();
  const [shown] = await Promise.all([seen.waitFor().then(() => Date.now() - start), act()]);
  test.info().annotations.push({ type: "milliseconds until it is shown", description: String(shown) });
}
