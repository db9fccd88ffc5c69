// The chat on a page of its own: without script from the first word to the stars, and alive in two tabs; and the pages of admins.
import { demo, introduce, say, until } from "../stoa/chat";
import { expect, live, scan, shoot, test, visit } from "../stoa";

for (const [size, viewport] of [["wide", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]] as const) {
  test(`a visitor chats without script, ${size}`, async ({ open, server }) => {
    await until(server, 10);
    const page = await open(null, { javaScriptEnabled: false, viewport });
    await page.goto(`/chat?business=${demo}`);
    await page.getByRole("link", { name: "Write to us" }).click();
    await page.getByLabel("Your name").fill("Otieno");
    await page.getByLabel("E-mail address").fill("otieno@example.com");
    await page.getByLabel("Phone number", { exact: true }).fill("12");
    await page.getByRole("button", { name: "Start the chat" }).click();
    await expect(page.getByText("digits missing")).toBeVisible();
    await expect(page.getByLabel("Your name")).toHaveValue("Otieno");
    await introduce(page, "Otieno", `otieno.${size}@example.com`);
    // Answers of the bot come without a hand on the page.
    const log = page.getByRole("log");
    await page.getByRole("group", { name: "Suggestions" }).getByRole("button").first().click();
    await expect(log.getByRole("article")).toHaveCount(3);
    await say(page, "how do I send something back?");
    await expect(log.getByRole("article")).toHaveCount(5);
    await expect(page.getByRole("link", { name: "See new ones" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("log").getByText("how do I send something back?")).toHaveCount(1);
    await page.getByRole("button", { name: "Talk to a human" }).last().click();
    await page.getByRole("button", { name: "End chat" }).click();
    await expect(page.getByText("This chat is closed.")).toBeVisible();
    await page.getByLabel(/^5/).check({ force: true });
    await page.getByRole("button", { name: "Send rating" }).click();
    await expect(page.getByText("Thank you for your rating.")).toBeVisible();
    await page.getByRole("button", { name: "Open it again" }).click();
    await expect(page.getByLabel("Message", { exact: true })).toBeVisible();
  });
}

test("a chat is alive in two windows of one visitor", async ({ open, server }) => {
  await until(server, 10);
  const page = await open(null);
  await page.goto(`/chat?business=${demo}`);
  await shoot(page, "chat-home");
  await scan(page);
  await page.getByRole("link", { name: "Write to us" }).click();
  await shoot(page, "chat-contact");
  await scan(page);
  await introduce(page);
  await live(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await live(second);
  await say(page, "Where has my parcel gone?");
  await expect(second.getByRole("log").getByText("Where has my parcel gone?")).toHaveCount(1);
  await say(second, "And do you repair mugs?");
  await expect(page.getByRole("log").getByText("And do you repair mugs?")).toHaveCount(1);
  await shoot(page, "chat-talk");
  await scan(page);
});

test("an admin sees the widget change before it is saved, and writes a topic", async ({ open }) => {
  const admin = await open("admin");
  await visit(admin, "/admin/chat");
  await expect(admin.getByLabel("The line to copy")).toContainText(`data-business="${demo}"`);
  await admin.getByLabel("Greeting").fill("Karibu. What are you looking for?");
  await expect(admin.getByRole("region", { name: "Preview" })).toContainText("Karibu.");
  await admin.getByLabel("Colour", { exact: true }).fill("20");
  await shoot(admin, "admin-chat");
  await scan(admin);
  await admin.getByRole("button", { name: "Save the widget" }).click();
  await expect(admin.getByText("The widget is saved.")).toBeVisible();
  await visit(admin, "/admin/chat/topics");
  await shoot(admin, "admin-topics");
  await scan(admin);
  await admin.getByText("Write a new topic").click();
  await admin.getByLabel("Name", { exact: true }).first().fill("Gift wrapping");
  await admin.getByLabel("What people say").first().fill("gift wrapping\ndo you wrap gifts");
  await admin.getByLabel("What the bot says").first().fill("We wrap every gift for free, {name}.");
  await admin.getByRole("button", { name: "Add the topic" }).click();
  await expect(admin.getByText("The topic is added.")).toBeVisible();
  const visitor = await open(null);
  await visitor.goto(`/chat?business=${demo}`);
  await expect(visitor.getByRole("heading", { name: "Karibu. What are you looking for?" })).toBeVisible();
  await visitor.getByRole("link", { name: "Write to us" }).click();
  await introduce(visitor);
  await live(visitor);
  await say(visitor, "do you wrap gifts?");
  await expect(visitor.getByText("We wrap every gift for free, Moraa Nyaboke.")).toBeVisible();
});
