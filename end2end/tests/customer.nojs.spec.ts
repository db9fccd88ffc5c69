// The same half of the main job with forms and reloads alone.
import { expect, test } from "../stoa";
import { picture, reply, ticketOf } from "../stoa/letters";

test("without script a ticket is opened, answered, rated and reopened", async ({ open }) => {
  const [page, amina] = [await open("wanjiru", { javaScriptEnabled: false }), await open("amina")];
  await page.goto("/tickets/new");
  await page.getByLabel("Subject").fill("My vase");
  await page.getByLabel("What happened").fill("Broken");
  await page.getByLabel("Pictures").setInputFiles([picture()]);
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.locator("#description-error")).toContainText("at least 10 characters");
  await expect(page.getByLabel("Subject")).toHaveValue("My vase");

  await page.getByLabel("What happened").fill("It has a crack from top to bottom.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My vase");
  await expect(page.getByRole("log").locator("img"), "a picture chosen before the refusal is still there").toHaveCount(1);

  // On a phone the field for pictures has a line of its own.
  await page.setViewportSize({ width: 390, height: 844 });
  const [file, message] = [page.locator("[data-composer] [type=file]"), page.getByRole("textbox", { name: "Message" })];
  await expect(file).toBeInViewport({ ratio: 1 });
  const [above, below] = [(await file.boundingBox())!, (await message.boundingBox())!];
  expect(above.width).toBeGreaterThan(250);
  expect(above.y + above.height).toBeLessThanOrEqual(below.y);

  const ticket = await ticketOf(page);
  await page.getByRole("textbox", { name: "Message" }).fill("Anybody there?");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByRole("log")).toContainText("Anybody there?");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("Message is missing.")).toBeVisible();

  await reply(amina, ticket, "Solved, I hope.", { then: "resolve" });
  await page.reload();
  await expect(page.getByRole("log")).toContainText("Solved, I hope.");
  await page.locator("label", { has: page.getByRole("radio", { name: "5 of 5, Excellent" }) }).click();
  await page.getByRole("button", { name: "Send rating" }).click();
  await expect(page.getByText("Thank you for your rating.")).toBeVisible();
  await page.getByRole("textbox", { name: "Message" }).fill("Sorry, not yet.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByRole("list", { name: "Progress of your ticket" }).locator("[aria-current=step]")).not.toContainText("Resolved");
});
