// The widget on a page of another origin: the host page keeps its peace, the visitor gets the whole chat, a page that is not named gets nothing.
import { Elsewhere } from "../stoa/elsewhere";
import { allow, answer, demo, inside, introduce, launcher, say, speak, talkOf, until } from "../stoa/chat";
import { Page, expect, scan, shoot, test, visit } from "../stoa";

let shop: Elsewhere;

/** A site that the business has named, and a visitor on it. */
async function visitor(open: (who: null, options?: object) => Promise<Page>, admin: Page, url: string, options = {}) {
  shop = await Elsewhere.start(url, { business: demo });
  await allow(admin, shop.origin);
  const page = await open(null, options);
  return page;
}

test.afterEach(async () => {
  await shop?.stop();
});

test("nothing of the host page changes, and nothing is asked for before somebody points at the button", async ({ open, server }) => {
  const page = await visitor(open, await open("admin"), server.url);
  const [asked, said]: string[][] = [[], []];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  await page.addInitScript(() => {
    (window as any).before = new Set(Object.getOwnPropertyNames(window));
    (window as any).shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => ((window as any).shifts += (entry as any).value))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(shop.origin);
  await launcher(page).waitFor();
  const button = await launcher(page).boundingBox();
  expect(button).toMatchObject({ width: 56, height: 56, x: 1440 - 76, y: 900 - 76 });
  expect(asked.filter((url) => url.startsWith(server.url))).toEqual([`${server.url}/widget.js`]);
  const names = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !(window as any).before.has(name) && !["before", "shifts", "buy"].includes(name)));
  expect(names).toEqual(["Stoa"]);
  expect(await page.evaluate(() => Object.keys((window as any).Stoa))).toEqual(["open", "close", "identify", "onUnread"]);
  expect(await page.context().cookies()).toEqual([]);
  await launcher(page).click();
  await expect(inside(page).getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => (window as any).shifts)).toBe(0);
  expect(await page.locator("#buy").evaluate((e) => getComputedStyle(e).color)).toBe("rgb(170, 0, 0)");
  expect(await page.evaluate(() => document.body.style.length + document.documentElement.style.length)).toBe(0);
  expect(said, "the console of the host page").toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(launcher(page)).toBeFocused();
});

test("a visitor asks the bot, gets a human, loses the line, closes, rates and comes back on the same device", async ({ open, server }) => {
  const [admin, amina] = [await open("admin"), await open("amina")];
  await until(server, 10);
  await visit(amina, "/desk/chats");
  const page = await visitor(open, admin, server.url);
  await page.goto(shop.origin);
  await launcher(page).click();
  const chat = inside(page);
  await shoot(page, "widget-home");
  // After the pictures the panel is still finding its size: a click may fall beside the link.
  await expect(async () => {
    await chat.getByRole("link", { name: "Write to us" }).click({ timeout: 1000 });
    await chat.getByRole("button", { name: "Start the chat" }).waitFor({ timeout: 3000 });
  }).toPass();
  await shoot(page, "widget-contact");
  await introduce(chat);
  await expect(chat.locator("body")).toHaveAttribute("data-live", "");

  // The bot answers from the help centre.
  await say(chat, "how do I send something back?");
  await expect(chat.getByRole("log").getByRole("link", { name: /article|Return|back/i }).first()).toBeVisible();
  await expect(chat.getByRole("group", { name: "Suggestions" }).getByRole("button").first()).toBeVisible();
  await shoot(page, "widget-bot");
  await scan(page);

  // Something odd, twice: a human is called.
  await say(chat, "zebra flute marmalade?");
  await expect(chat.getByRole("log").getByRole("article")).toHaveCount(5);
  await say(chat, "quantum teapot lullaby?");
  await expect(chat.getByText(/You are (next|number \d+ in the queue)\./)).toBeVisible();
  await expect(amina.locator("#lines article").first()).toContainText("Wanjiru Njoroge");

  // A human: dots, then the answer, then ticks.
  const talk = await talkOf(chat);
  await speak(amina, [{ say: "typing", conversation: talk }]);
  await expect(chat.getByText(/typing/)).toBeVisible();
  await answer(amina, talk, "Hello Wanjiru, Amina here.");
  await expect(chat.getByText("Hello Wanjiru, Amina here.")).toBeVisible();
  await expect(chat.getByRole("status").getByText(/answers you/)).toBeVisible();
  await shoot(page, "widget-human");

  // Minimised: the button counts.
  await page.evaluate(() => (window as any).Stoa.onUnread((n: number) => (document.title = `unread ${n}`)));
  await page.keyboard.press("Escape");
  await chat.locator("body").press("Escape").catch(() => {});
  await expect(page.getByRole("dialog")).toBeHidden();
  await answer(amina, talk, "One more thing.");
  await expect(page.getByRole("button", { name: "Chat with us, 1 unread" })).toBeVisible();
  await expect(page).toHaveTitle("unread 1");
  await launcher(page).click();
  await expect(page).toHaveTitle("unread 0");

  // The phone falls asleep.
  await page.context().setOffline(true);
  await say(chat, "Written in a tunnel.");
  await answer(amina, talk, "Said meanwhile.");
  await page.context().setOffline(false);
  await expect(chat.getByText("Said meanwhile.")).toHaveCount(1, { timeout: 30_000 });
  await expect(chat.getByRole("log").getByText("Written in a tunnel.")).toHaveCount(1);
  await expect(chat.getByText("Sending", { exact: false })).toHaveCount(0);

  // The end, four stars, and back on the same device after the page was left.
  await chat.getByRole("button", { name: "End chat" }).click();
  await expect(chat.getByText("This chat is closed.")).toBeVisible();
  await chat.getByLabel(/^4/).check({ force: true });
  await chat.getByLabel("Anything to add").fill("Quick and kind.");
  await chat.getByRole("button", { name: "Send rating" }).click();
  await expect(chat.getByText("Thank you for your rating.")).toBeVisible();
  await shoot(page, "widget-rated");
  // What stood open stands open on the next page, without taking the place of what is looked at there.
  await page.goto(`${shop.origin}/plates`);
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await chat.getByRole("link", { name: /Closed/ }).click();
  await expect(chat.getByText("Hello Wanjiru, Amina here.")).toBeVisible();
  await chat.getByRole("button", { name: "Open it again" }).click();
  await say(chat, "It is me again.");
  await expect(chat.getByRole("log").getByText("It is me again.")).toHaveCount(1);

  // Minimised on another tab of the frame, and over a page change: the button counts what the server knows was not read.
  await chat.getByRole("link", { name: "Home" }).click();
  await page.keyboard.press("Escape");
  await chat.locator("body").press("Escape").catch(() => {});
  await expect(page.getByRole("dialog")).toBeHidden();
  await answer(amina, talk, "Still here?");
  await expect(page.getByRole("button", { name: /^Chat with us, [1-9]/ })).toBeVisible();
  await page.goto(shop.origin);
  await launcher(page).hover();
  await expect(page.getByRole("button", { name: /^Chat with us, [1-9]/ })).toBeVisible();

  // Out of the frame, as the same visitor.
  await launcher(page).click();
  const [window] = await Promise.all([page.context().waitForEvent("page"), chat.getByRole("button", { name: "Open in a window of its own" }).click()]);
  await window.waitForLoadState();
  expect(new URL(window.url()).pathname).toBe("/chat");
  await window.getByRole("link", { name: "Go on with your chat" }).click();
  await expect(window.getByRole("log").getByText("Still here?")).toBeVisible();
  await window.close();

  // The admin's page has heard where it stood first.
  await admin.goto("/admin/chat");
  await expect(admin.getByText("Seen on http://localhost:")).toBeVisible();
});

test("a journey is walked inside the frame, to an article and to a chat that begins with its answers", async ({ open, server }) => {
  const page = await visitor(open, await open("admin"), server.url);
  await page.goto(shop.origin);
  await launcher(page).click();
  const chat = inside(page);
  const begin = async (choice: string) => {
    await expect(async () => {
      await chat.getByRole("button", { name: "Begin" }).click({ timeout: 1000 });
      await chat.getByLabel(choice).check({ timeout: 3000 });
    }).toPass();
    await chat.getByRole("button", { name: "Continue" }).click();
  };
  await begin("My parcel is late");
  await chat.getByLabel("When did you order?").fill("2030-13-45").catch(() => {});
  await chat.getByRole("button", { name: "Back" }).click();
  await expect(chat.getByLabel("My parcel is late")).toBeChecked();
  await shoot(page, "widget-journey");
  await scan(page);
  await chat.getByRole("button", { name: "Continue" }).click();
  await chat.getByLabel("When did you order?").fill("2026-11-02");
  await chat.getByRole("button", { name: "Continue" }).click();
  await chat.getByRole("link", { name: "Read the article" }).click();
  await expect(chat.getByRole("link", { name: "All answers" })).toBeVisible();
  await chat.getByRole("link", { name: "Home" }).click();
  // Whoever is not known yet says who they are; the answers come along.
  await begin("Something else");
  await chat.getByRole("link", { name: "Chat without an account" }).click();
  await introduce(chat);
  await expect(chat.getByRole("log")).toContainText("Something else");
});

test("at ten in the evening the visitor is told when somebody is back, in their own time", async ({ open, server }) => {
  await until(server, 22);
  const page = await visitor(open, await open("admin"), server.url, { timezoneId: "Europe/Berlin" });
  await page.goto(shop.origin);
  await launcher(page).click();
  const chat = inside(page);
  const words = await chat.getByText("We are closed now and back").innerText();
  const back = /back (at \d\d:\d\d .+?)\. Write/.exec(words)?.[1];
  // Somebody is back at eight or nine in Nairobi, which is one or two hours ahead of Berlin.
  expect(back, words).toMatch(/^at 0[678]:00 tomorrow$/);
  await chat.getByRole("link", { name: "Write to us" }).click();
  await introduce(chat);
  await chat.getByRole("button", { name: "Talk to a human" }).first().click();
  await expect(chat.getByText(/What you write waits for us/)).toBeVisible();
  // The bot says the same, and helps in the meantime.
  await say(chat, "how do I send something back?");
  await expect(chat.getByRole("log").getByText(`back ${back}.`)).toBeVisible();
  await expect(chat.getByRole("log").getByRole("link", { name: /article|Return|back/i }).first()).toBeVisible();
  await shoot(page, "widget-night");
});

test("the keyboard stays in the panel while it is open, and goes back to the button", async ({ open, server }) => {
  const page = await visitor(open, await open("admin"), server.url);
  await page.goto(shop.origin);
  await launcher(page).focus();
  await page.keyboard.press("Enter");
  await expect(inside(page).getByRole("heading", { level: 1 })).toBeVisible();
  const isInside = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName ?? document.activeElement?.tagName);
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let n = 0; n < 40; n += 1) {
      await page.keyboard.press(key);
      expect(await isInside(), `${key} ${n}`).toMatch(/IFRAME|SPAN/);
    }
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(launcher(page)).toBeFocused();
});

test("on a phone it fills the screen and gives the page back", async ({ open, server }) => {
  const page = await visitor(open, await open("admin"), server.url, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(shop.origin);
  await launcher(page).tap();
  await expect(inside(page).getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.getByRole("dialog").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  await scan(page);
  await inside(page).getByRole("button", { name: "Close the chat" }).tap();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(launcher(page)).toBeVisible();
});

test("a page the business has not named gets no frame, but a way to the chat", async ({ open, server, expectErrors }) => {
  const page = await visitor(open, await open("admin"), server.url);
  const stranger = await Elsewhere.start(server.url, { business: demo });
  expectErrors(/frame-ancestors/, /Refused to (frame|display)/, /Framing/);
  await page.goto(stranger.origin);
  await launcher(page).click();
  // The browser's own picture of a page that is refused is never seen, and the keyboard is at the way out.
  await expect(page.locator("iframe[title='Chat with us']")).toHaveCSS("opacity", "0");
  await expect(page.getByRole("link", { name: "Chat with us" })).toBeFocused();
  // On a phone it leaves the page alone, too, and can be closed where it was opened.
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await page.getByRole("dialog").boundingBox())!.height).toBeLessThan(200);
  await launcher(page).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await stranger.stop();
});

test("a page of ours has the widget, and nothing of it where people talk already", async ({ open, server }) => {
  const page = await open(null);
  await page.goto("/help");
  await launcher(page).click();
  await expect(inside(page).getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto(`/chat?business=${demo}`);
  await expect(launcher(page)).toHaveCount(0);
  expect(server.url).toBeTruthy();
});
