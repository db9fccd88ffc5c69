// Live chats at the desk: a visitor writes, the bot answers, a human takes over, passes on, closes; live on both sides, and without JavaScript.
import { until } from "../stoa/chat";
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

const write = (page: Page) => page.locator("[data-composer] textarea");
const log = (page: Page) => page.getByRole("log");
const row = (page: Page, name: string) => page.locator("#lines article").filter({ hasText: name });

/** A visitor without a sign-in begins a chat on the page of its own. */
async function begin(page: Page, name: string, first: string) {
  await page.goto("/chat?view=contact");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail address").fill(`${name.toLowerCase().replace(/\W+/g, ".")}@example.com`);
  await page.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await page.getByRole("button", { name: "Start the chat" }).click();
  await page.waitForURL(/chat=\d+/);
  await live(page);
  await say(page, first);
}

async function say(page: Page, words: string) {
  await write(page).fill(words);
  await write(page).press("Enter");
  await expect(log(page)).toContainText(words);
}

const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

test("a chat goes from the bot to a human and ends, live on both sides", async ({ open, server }) => {
  const [amina, visitor] = [await open("amina"), await open(null)];
  await visit(amina, "/desk/chats");
  await shoot(amina, "chats");
  await until(server, 10);
  await visit(amina, "/desk/chats");
  const name = unique("Njoki");
  await begin(visitor, name, "how do I send something back?");

  // It stands in the list by itself; the bot has answered.
  await expect(row(amina, name)).toContainText("Bot");
  await row(amina, name).getByRole("link").click();
  await live(amina);
  await expect(amina.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(log(amina)).toContainText("how do I send something back?");
  await expect(amina.locator("#chat-line")).toContainText("with the bot");
  await expect(amina.getByText(/Answered from the help centre, \d+ % sure/)).toBeVisible();

  // A human is called; taken; what is typed is seen; the answer comes with its ticks.
  await visitor.getByRole("button", { name: "Talk to a human" }).first().click();
  await live(visitor);
  await expect(amina.locator("#chat-line")).toContainText("waits for a human");
  await amina.locator("[data-press=take]").click();
  await expect(amina.locator("#chat-line")).toContainText("with you");
  await expect(visitor.getByRole("status").filter({ hasText: "Amina" })).toBeVisible();
  await write(visitor).pressSequentially("It is a birthday pre");
  await expect(amina.locator("#typed")).toContainText("birthday");
  await expect(amina.locator("#talk").getByText(/is typing/), "said once").toBeHidden();
  await write(visitor).fill("");
  await write(amina).pressSequentially("One mo");
  await expect(visitor.getByText(/is typing/)).toBeAttached();
  await say(amina, "Of course. Shall I send a label?");
  await expect(log(visitor)).toContainText("Shall I send a label?");
  await expect(log(amina).locator("article").filter({ hasText: "Shall I send a label?" })).toContainText("read");

  // A note stays in the team.
  await amina.locator("[name=mode][value=note]").check({ force: true });
  await expect(write(amina)).toHaveAttribute("placeholder", "Write a note for your team");
  await say(amina, "She returns often.");
  await amina.locator("[name=mode][value=reply]").check({ force: true });
  await shoot(amina, "chat");
  await scan(amina);

  // Closed, rated; the stars stand in the list.
  await amina.locator("[data-press=resolve]").click();
  await expect(amina.locator("#chat-line")).toContainText("closed");
  await expect(visitor.getByRole("radio").nth(3)).toBeAttached();
  await visitor.getByRole("radio").nth(3).check({ force: true });
  await visitor.getByRole("button", { name: /rat/i }).click();
  await expect(amina.getByRole("heading", { name: "Rating" })).toBeVisible();
  await visit(amina, "/desk/chats?tab=closed");
  await expect(row(amina, name).getByRole("img", { name: "4 of 5 stars" })).toBeVisible();
  await visitor.reload();
  await expect(visitor.locator("body")).not.toContainText("She returns often.");
});

test("a chat that is sent its last words and closed ends only after them, also over a lost connection and a reload", async ({ open }) => {
  const [amina, visitor] = [await open("amina"), await open(null)];
  // While the line is held up, what she says stays on the way; everything else goes through.
  let isHeld = false;
  await amina.routeWebSocket(/\/live$/, (line) => {
    const server = line.connectToServer();
    line.onMessage((said) => {
      if (!isHeld || !String(said).includes('"say":"send"')) server.send(said);
    });
  });
  const name = unique("Atieno");
  await begin(visitor, name, "I want to talk to a human");
  await visit(amina, "/desk/chats");
  await row(amina, name).getByRole("link").click();
  await live(amina);
  await say(amina, "Good morning.");
  await expect(amina.locator("#chat-line")).toContainText("with you");
  isHeld = true;
  await write(amina).fill("It leaves today. Goodbye.");
  const composer = amina.locator("[data-composer]");
  await composer.getByRole("button", { name: "Send and…" }).click();
  await composer.getByRole("button", { name: "Send and close the chat" }).click();
  await expect(log(amina).getByText("sending")).toBeVisible();
  await expect(amina.locator("#chat-line")).toContainText("with you");
  isHeld = false;
  await amina.reload();
  await live(amina);
  await expect(amina.locator("#chat-line")).toContainText("closed");
  await expect(log(visitor)).toContainText("It leaves today. Goodbye.");
  await expect(log(amina)).not.toContainText("Open it again to go on");
  await expect(log(amina).getByText("It leaves today. Goodbye.")).toHaveCount(1);
});

test("a chat is passed on with a note, made a ticket, and its conversation moves along", async ({ open }) => {
  const [amina, brian, visitor] = [await open("amina"), await open("brian"), await open(null)];
  await visit(brian, "/desk");
  const name = unique("Otieno");
  await begin(visitor, name, "I want to talk to a human about wholesale");
  await visit(amina, "/desk/chats");
  await row(amina, name).getByRole("link").click();
  await live(amina);
  await say(amina, "Good morning, my colleague knows more.");
  await expect(amina.locator("#chat-line")).toContainText("with you");
  await expect(amina.locator("#toasts"), "who answers knows that it is theirs").not.toContainText("given to you");
  await amina.getByRole("button", { name: "Pass on" }).click();
  const pass = amina.getByRole("dialog", { name: "Pass this chat on" });
  await pass.getByLabel("To whom").selectOption({ label: "Brian Mwangi" });
  await pass.getByLabel("Note").fill("Wants forty bowls.");
  await pass.getByRole("button", { name: "Pass on" }).click();
  await live(amina);
  await expect(amina.locator("#chat-line")).toContainText("with Brian");
  await expect(brian.locator("#toasts")).toContainText("A chat was given to you.");
  await brian.locator("#toasts").getByRole("link", { name: "Open" }).first().click();
  await live(brian);
  await expect(log(brian)).toContainText("Wants forty bowls.");
  await expect(log(visitor)).not.toContainText("Wants forty bowls.");

  await brian.getByRole("button", { name: "Make a ticket" }).click();
  const dialog = brian.getByRole("dialog", { name: "Make a ticket of this chat" });
  await dialog.getByLabel("Subject").fill("Forty bowls for a lodge");
  await dialog.getByRole("button", { name: "Make a ticket" }).click();
  await brian.waitForURL(/\/desk\/\d+$/);
  await live(brian);
  await expect(brian.getByRole("heading", { level: 1 })).toHaveText("Forty bowls for a lodge");
  await expect(log(brian)).toContainText("I want to talk to a human about wholesale");
  await expect(amina.locator("#chat-line")).toContainText("goes on as TKT-");
  // The visitor goes on where they are.
  await expect(visitor.getByText("You can go on writing here.")).toBeVisible();
  await say(visitor, "Thank you, forty-two would be better.");
  await expect(log(brian)).toContainText("forty-two would be better");
});

test("an abusive visitor is shut out at once and can be let in again", async ({ open, expectErrors }) => {
  expectErrors(/40[134]/, /WebSocket/);
  const [amina, visitor] = [await open("amina"), await open(null)];
  const name = unique("Rude");
  await begin(visitor, name, "something very rude");
  await visit(amina, "/desk/chats");
  await row(amina, name).getByRole("link").click();
  await live(amina);
  await amina.getByRole("button", { name: "Block" }).click();
  await live(amina);
  await expect(amina.getByRole("button", { name: "Unblock" })).toBeVisible();
  await expect(amina.locator("#chat-line")).toContainText("closed");
  await visitor.goto("/chat?view=contact");
  await expect(visitor.locator("body")).not.toContainText("something very rude");
  await amina.getByRole("button", { name: "Unblock" }).click();
  await live(amina);
  await expect(amina.getByRole("button", { name: "Block", exact: true })).toBeVisible();
});

test("chats are found by what was said and by name, and every tab can be looked at", async ({ open }) => {
  const amina = await open("amina");
  for (const tab of ["active", "waiting", "mine", "closed", "archived"]) {
    await visit(amina, `/desk/chats?tab=${tab}`);
    await expect(amina.getByRole("heading", { level: 1 })).toHaveText("Live chats");
  }
  await amina.getByLabel("Search visitors and messages").fill("Grace Wekesa");
  await amina.getByLabel("Search visitors and messages").press("Enter");
  await live(amina);
  await expect(row(amina, "Grace Wekesa")).toBeVisible();
  await amina.getByLabel("Search visitors and messages").fill("birthday present");
  await amina.getByLabel("Search visitors and messages").press("Enter");
  await expect(row(amina, "Grace Wekesa")).toBeVisible();
  await scan(amina);
});

test("the numbers follow and lead to their lists, and a phone has them above the list", async ({ open }) => {
  const [amina, phone, visitor] = [await open("amina"), await open("brian", { viewport: { width: 390, height: 844 } }), await open(null)];
  await visit(amina, "/desk/chats");
  const now = amina.getByRole("region", { name: "Live chat right now" });
  const running = now.getByRole("link", { name: /Open chats/ });
  await expect(now, "whoever looks at it is there").toContainText(/People connected\s*[1-9]/);
  const before = Number((await running.innerText()).match(/\d+/)![0]);
  await begin(visitor, unique("Kamau"), "Good morning");
  await expect(running).toContainText(String(before + 1));
  await visit(phone, "/desk/chats");
  await expect(phone.getByRole("group", { name: /last 30 days/ })).toContainText(/Connected\s*[1-9]/);
  await expect(phone.getByRole("button", { name: /You are/ })).toBeVisible();
  await scan(phone);
  await now.getByRole("link", { name: /Waiting/ }).click();
  await expect(amina).toHaveURL(/tab=waiting/);
});

test("without JavaScript chats are taken, answered and closed by forms", async ({ open }) => {
  const [amina, visitor] = [await open("amina", { javaScriptEnabled: false }), await open(null)];
  const name = unique("Halima");
  await begin(visitor, name, "Is the shop open on Sunday?");
  await amina.goto("/desk/chats");
  await row(amina, name).getByRole("link").click();
  await amina.locator("[data-press=take]").click();
  await expect(amina.locator("#chat-line")).toContainText("with you");
  await write(amina).fill("From ten to four.");
  await amina.getByRole("button", { name: "Send", exact: true }).click();
  await expect(log(amina)).toContainText("From ten to four.");
  await expect(log(visitor)).toContainText("From ten to four.");
  await amina.locator("[data-press=resolve]").click();
  await expect(amina.locator("#chat-line")).toContainText("closed");
});
