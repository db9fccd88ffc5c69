// What the other side does while a page is watched: staff answering and moving a ticket, without a page of their own.
import { Page, expect } from "@playwright/test";
import { randomUUID } from "node:crypto";

/** A small red picture. */
export const picture = (name = "mug.png") => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg==", "base64"),
});

/** Writes in a ticket through the form of the composer. */
export async function reply(staff: Page, ticket: string, body: string, { note = false, then = "" } = {}) {
  const answer = await staff.request.post("/api/app/tickets/api/reply_to_ticket", {
    multipart: { ticket, client_id: randomUUID(), mode: note ? "note" : "reply", then, body },
    headers: { accept: "application/json" },
    maxRedirects: 0,
  });
  expect(answer.status(), await answer.text()).toBeLessThan(400);
}

/** The id of the ticket that a page shows, as its composer knows it. */
export const ticketOf = (page: Page) => page.locator("[data-composer] input[name=ticket]").inputValue();
