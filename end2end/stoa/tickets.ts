// Tickets as specs of the desk need them: opened by a customer, found in the inbox.
import { Page } from "@playwright/test";
import { visit } from ".";

/** A customer opens a ticket, and stays on its page. */
export async function openTicket(page: Page, subject: string) {
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What happened").fill("Two of the six mugs arrived broken. The box looked fine from outside.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await page.waitForURL(/\/tickets\/\d+/);
}

/** The line of a ticket in the inbox. */
export const line = (page: Page, subject: string) => page.locator("#lines article").filter({ hasText: subject });
