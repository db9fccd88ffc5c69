// Walking the journey of the demo as a customer.
import { Page, expect } from "@playwright/test";
import { picture } from "./letters";

/** Walks from `/tickets/new` to the end, going back once on the way, with two pictures. The ticket is not opened yet. */
export async function walkToTheEnd(page: Page, isScripted: boolean) {
  await page.goto("/tickets/new");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByLabel("Something arrived broken").check();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Which order is it?").fill("10482");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("A pot").check();
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByLabel("Which order is it?")).toHaveValue("10482");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("A pot")).toBeChecked();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Add at least one picture.")).toBeVisible();
  await page.getByLabel("Pictures").setInputFiles([picture("pot.png"), picture("parcel.png")]);
  // With script they are uploaded at once, and shown.
  if (isScripted) await expect(page.locator("main form img")).toHaveCount(2);
  const here = page.url().split("?")[0];
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Your answers", { exact: true })).toBeVisible();
  // The address brings everything back.
  await page.goto("/");
  await page.goto(here);
  await expect(page.locator("main img")).toHaveCount(2);
}

/** Walks to the ticket. */
export async function walk(page: Page, isScripted: boolean) {
  await walkToTheEnd(page, isScripted);
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Order 10482 arrived broken");
  await expect(page.getByRole("log")).toContainText("Which order is it?");
  await expect(page.getByRole("log").locator("img")).toHaveCount(2);
}

/** Makes an empty draft and stands on its list of steps; gives its address. */
export async function draft(page: Page, name: string) {
  await page.goto("/admin/journeys");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Make a draft" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  return page.url();
}
