// Tickets as specs need them: opened by a customer, found in the inbox.
import { Page } from "@playwright/test";
import { live, visit } from ".";

/** A customer opens a ticket, and stays on its page. */
export async function openTicket(page: Page, subject: string, { isScripted = true } = {}) {
  // Without script no page ever wakes up.
  await (isScripted ? visit(page, "/tickets/new") : page.goto("/tickets/new"));
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What happened").fill("Two of the six mugs arrived broken. The box looked fine from outside.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await page.waitForURL(/\/tickets\/\d+/);
  if (isScripted) await live(page);
}

/** The number in the address of a ticket's page, the same for customers and at the desk. */
export const numberOf = (page: Page) => new URL(page.url()).pathname.match(/\d+$/)![0];

/** The line of a ticket in the inbox. */
export const line = (page: Page, subject: string) => page.locator("#lines article").filter({ hasText: subject });
