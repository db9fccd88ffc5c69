// Calls: an agent rings from the composer, the visitor answers in the chat, two browsers hear and see each other, and the conversation says what became of it.
import { allow, demo, inside, introduce, launcher, say } from "../stoa/chat";
import { Elsewhere } from "../stoa/elsewhere";
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

type Place = Page | ReturnType<typeof inside>;

// A microphone and a camera that the browser makes up, in a machine that may have no network but itself.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [...(launchOptions.args ?? []), "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--allow-loopback-in-peer-connection"],
    }),
});

const bar = (at: Place) => at.locator("[data-call-bar]");
const button = (at: Place, name: string) => bar(at).getByRole("button", { name, exact: true });
const card = (at: Place) => at.getByRole("log").getByRole("group", { name: "Call" }).last();
/** What comes from the other end is played: its clock goes on. */
const plays = (at: Place) => expect.poll(() => bar(at).locator("audio").evaluate((heard: HTMLAudioElement) => heard.currentTime)).toBeGreaterThan(0);
/** The other end is seen: its picture has a size. */
const seen = (at: Place, who: string) => expect.poll(() => at.getByLabel(`Video of ${who}`).evaluate((v: HTMLVideoElement) => v.videoWidth)).toBeGreaterThan(0);

const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

/** A visitor on the page of the chat, and the agent who has taken it. */
async function meet(open: (who: "amina" | null, options?: object) => Promise<Page>, options = {}) {
  const [amina, visitor, name] = [await open("amina"), await open(null, options), unique("Njoki")];
  await visitor.goto("/chat?view=contact");
  await introduce(visitor, name);
  await visitor.waitForURL(/chat=\d+/);
  await live(visitor);
  await say(visitor, "May I hear you?");
  await take(amina, name);
  return { amina, visitor, name };
}

async function take(amina: Page, name: string) {
  await visit(amina, "/desk/chats");
  await amina.locator("#lines article").filter({ hasText: name }).getByRole("link").click();
  await live(amina);
  await amina.locator("[data-press=take]").click();
  await expect(amina.locator("#chat-line")).toContainText("with you");
}

const ring = (amina: Page) => amina.getByRole("button", { name: "Call", exact: true }).click();

test("an agent and a visitor hear each other, see each other, and the conversation says how long it was", async ({ open }) => {
  const { amina, visitor, name } = await meet(open);
  await ring(amina);
  await expect(bar(amina)).toContainText(`Calling ${name}`);
  await expect(bar(visitor).getByRole("alert")).toHaveText("Amina Otieno is calling you");
  await scan(visitor);
  await shoot(visitor, "call-rings");
  await button(visitor, "Answer").click();
  for (const [at, other] of [[amina, name], [visitor, "Amina Otieno"]] as const) {
    await expect(bar(at)).toContainText(`On the phone with ${other}`);
    await plays(at);
    await expect(bar(at).getByRole("timer")).toHaveText(/^0:0[1-9]$/);
    await expect(card(at)).toContainText("Goes on");
  }

  // Each shows a picture when they want to, and stops.
  await button(visitor, "Camera").click();
  await seen(amina, name);
  await expect(visitor.getByLabel("Your video")).toBeVisible();
  await button(amina, "Camera").click();
  await seen(visitor, "Amina Otieno");
  await scan(amina);
  await shoot(amina, "call-desk");
  await shoot(visitor, "call-visitor");
  await button(visitor, "Camera off").click();
  await expect(amina.getByLabel(`Video of ${name}`)).toBeHidden();
  await button(amina, "Mute").click();
  await expect(button(amina, "Muted")).toHaveAttribute("aria-pressed", "true");

  // Both go on writing meanwhile.
  await say(visitor, "I also write this down.");
  await expect(amina.getByRole("log")).toContainText("I also write this down.");
  await button(amina, "Hang up").click();
  for (const at of [amina, visitor]) {
    await expect(bar(at)).toBeEmpty();
    await expect(card(at)).toContainText(/Lasted 0:\d\d/);
  }
  await visitor.reload();
  await expect(card(visitor)).toContainText(/Lasted 0:\d\d/);
});

test("a visitor in the widget of another site answers with the keyboard, and hears when the other browser is gone", async ({ open, server }) => {
  const [amina, page, name] = [await open("amina"), await open(null, { viewport: { width: 390, height: 844 } }), unique("Wanjiru")];
  const shop = await Elsewhere.start(server.url, { business: demo });
  await allow(await open("admin"), shop.origin);
  await page.goto(shop.origin);
  await launcher(page).click();
  const chat = inside(page);
  await chat.getByRole("link", { name: "Write to us" }).click();
  await introduce(chat, name);
  await say(chat, "May I hear you?");
  await take(amina, name);
  await ring(amina);
  await button(chat, "Answer").focus();
  await page.keyboard.press("Enter");
  await expect(bar(chat)).toContainText("On the phone with Amina Otieno");
  await plays(chat);
  await plays(amina);
  await shoot(page, "call-frame");
  // Her page closes without a word of hers.
  await amina.close();
  await expect(bar(chat)).toBeEmpty();
  await expect(card(chat)).toContainText(/Lasted 0:\d\d/);
  await shop.stop();
});

test("a call can be declined, given up, and is not made to somebody who is gone or with a microphone that is not allowed", async ({ open, server, expectErrors }) => {
  expectErrors(/409/);
  const { amina, visitor, name } = await meet(open, { viewport: { width: 390, height: 844 } });
  await ring(amina);
  await button(visitor, "Decline").click();
  await expect(card(amina)).toContainText("Declined");
  await expect(card(visitor)).toContainText("You declined");
  await expect(bar(amina)).toBeEmpty();

  await ring(amina);
  await expect(button(visitor, "Answer")).toBeVisible();
  await button(amina, "Hang up").click();
  await expect(card(visitor)).toContainText("Missed");
  await expect(card(amina)).toContainText("Not answered");
  await expect(bar(visitor)).toBeEmpty();

  // Another tab of the same visitor rings, too, and is quiet once one of them has answered.
  const tab = await visitor.context().newPage();
  await tab.goto(visitor.url());
  await live(tab);
  await ring(amina);
  await button(tab, "Answer").click();
  await expect(bar(tab)).toContainText("On the phone");
  await expect(bar(visitor)).toContainText("goes on in another tab");
  await button(visitor, "End it").click();
  await expect(bar(tab)).toBeEmpty();
  await expect(bar(amina)).toBeEmpty();
  await tab.close();

  const refuse = () => (navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError")));
  await amina.evaluate(refuse);
  await ring(amina);
  await expect(bar(amina)).toContainText("Your browser does not let this page use your microphone. Allow it beside the address, then try again.");
  await expect(bar(visitor)).toBeEmpty();
  await scan(amina);
  await amina.reload();
  await live(amina);

  await visitor.close();
  await server.advance(3 * 60);
  await ring(amina);
  await expect(bar(amina)).toContainText(`${name} is not here right now`);
});

test("without JavaScript a visitor reads that there is a call, and that writing is the way", async ({ open }) => {
  const { amina, visitor } = await meet(open);
  await ring(amina);
  await expect(button(visitor, "Answer")).toBeVisible();
  const plain = await open(null, { javaScriptEnabled: false });
  await plain.context().addCookies(await visitor.context().cookies());
  await plain.goto(visitor.url());
  await expect(bar(plain)).toContainText("Calls need JavaScript. Write instead.");
  await expect(button(plain, "Answer")).toBeHidden();
  await expect(card(plain)).toContainText("Amina Otieno called you");
});
