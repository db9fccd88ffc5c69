// The main job with forms and reloads alone: the customer's half, then both halves with each other.
import { Page, expect, test } from "../stoa";
import { picture, reply, ticketOf } from "../stoa/letters";
import { line, numberOf, openTicket } from "../stoa/tickets";

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

/** Chooses in the details beside a ticket, as one does without script. */
async function set(agent: Page, field: string, label: string) {
  await agent.getByLabel(field).selectOption({ label });
  await agent.locator("form").filter({ has: agent.getByLabel(field) }).getByRole("button", { name: "Set" }).click();
}

test("without script on either side a ticket is noted, handed on, answered, resolved and rated", async ({ open }) => {
  const plain = { javaScriptEnabled: false };
  const [customer, amina, brian] = [await open("wanjiru", plain), await open("amina", plain), await open("brian", plain)];
  const [subject, note] = [`Two plain mugs ${Date.now()}`, "Third parcel of this courier that arrives like that."];
  await openTicket(customer, subject, { isScripted: false });
  const [head, composer] = [(page: Page) => page.locator("#thread header").first(), (page: Page) => page.locator("[data-composer] textarea")];
  /** What the customer finds after a reload: never a word of the note, not even in what the page carries for scripts. */
  const look = async () => {
    await customer.reload();
    expect(await customer.content()).not.toContain(note);
  };

  await amina.goto("/desk?tab=unassigned");
  await line(amina, subject).getByRole("link").click();
  await amina.getByRole("button", { name: "Assign to me" }).first().click();
  await expect(amina.locator("#ticket-line")).toContainText("with you");
  await amina.locator("[name=mode][value=note]").check({ force: true });
  await composer(amina).fill(note);
  await amina.getByRole("button", { name: "Add note" }).click();
  await expect(amina.getByRole("log").getByRole("article").filter({ hasText: note })).toContainText("Private note");
  await look();

  // The status says whose turn it is; the answer comes back.
  await set(amina, "Status", "Waiting for customer");
  await expect(head(amina)).toContainText("Waiting for customer");
  await look();
  await expect(customer.locator("body")).toContainText("We are waiting for your answer");
  await customer.getByRole("textbox", { name: "Message" }).fill("The box was dry and whole.");
  await customer.getByRole("button", { name: "Send", exact: true }).click();
  await expect(customer.getByRole("log")).toContainText("The box was dry and whole.");

  // A colleague goes on with it, and knows what was noted.
  await amina.reload();
  await expect(amina.getByRole("log")).toContainText("The box was dry and whole.");
  await set(amina, "Assigned to", "Brian Mwangi");
  await expect(amina.locator("#ticket-line")).toContainText("with Brian");
  await brian.goto("/desk?tab=mine");
  await line(brian, subject).getByRole("link").click();
  await expect(brian.locator("#ticket-line")).toContainText("with you");
  await expect(brian.getByRole("log")).toContainText(note);
  await composer(brian).fill("Two new ones leave today.");
  await brian.getByRole("button", { name: "Send", exact: true }).click();
  await expect(brian.getByRole("log")).toContainText("Two new ones leave today.");
  await brian.getByRole("button", { name: "Resolve" }).click();
  await expect(head(brian)).toContainText("Resolved");

  await look();
  await expect(customer.getByRole("log")).toContainText("Two new ones leave today.");
  await customer.locator("label", { has: customer.getByRole("radio", { name: "5 of 5, Excellent" }) }).click();
  await customer.getByLabel("Anything to add").fill("Both are whole");
  await customer.getByRole("button", { name: "Send rating" }).click();
  await expect(customer.getByText("Thank you for your rating.")).toBeVisible();
  await look();
  await brian.goto(`/desk/${numberOf(customer)}`);
  await expect(brian.getByRole("complementary", { name: "Details" }).getByRole("img", { name: "5 of 5 stars" })).toBeVisible();
});
