// The widget on a page of another origin: the host page keeps its peace, the visitor gets the whole chat, a page that is not named gets nothing.
import { Elsewhere } from "../stoa/elsewhere";
import { allRead, allow, answer, demo, host, inside, introduce, keepNoCookiesOfFrames, launcher, lead, press, said, say, secretOf, speak, talkOf, until, vouch } from "../stoa/chat";
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";
import { whereKeyboardIs } from "../stoa/keyboard";

let shop: Elsewhere;

/** A site that the business has named, and a visitor on it. */
async function visitor(open: (who: null, options?: object) => Promise<Page>, admin: Page, url: string, options = {}) {
  shop = await Elsewhere.start(url, { business: demo });
  await allow(admin, shop.origin);
  const page = await open(null, options);
  return page;
}

/** The line is gone for a while: what is written waits and says so, what is said is not there; then both come, once. */
async function throughTheTunnel(page: Page, staff: Page, talk: number) {
  const chat = inside(page);
  const [written, missed] = [said(chat, "Written in a tunnel."), said(chat, "Said meanwhile.")];
  await page.context().setOffline(true);
  await say(chat, "Written in a tunnel.");
  await expect(written).toContainText("· sending");
  // Staff has heard that it is stored: whoever could be told has been.
  await answer(staff, talk, "Said meanwhile.");
  await expect(missed).toHaveCount(0);
  await expect(written).toContainText("· sending");
  await page.context().setOffline(false);
  await expect(missed).toHaveCount(1, { timeout: 30_000 });
  await expect(written).toContainText(/· (sent|delivered|read)/);
  await expect(written).toHaveCount(1);
}

/** Pictures of a conversation, and back to the end of it: other sizes have led away from there, and what comes out of sight is not read. */
async function shootTalk(page: Page, name: string) {
  await shoot(page, name);
  await inside(page).locator("html").evaluate((html) => html.scrollTo(0, html.scrollHeight));
}

/** Without a network the browser says so in the console. */
const offline = [/ERR_INTERNET_DISCONNECTED/, /WebSocket/];

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
  // What moves is told after the frame in which it did.
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go)))));
  expect(await page.evaluate(() => (window as any).shifts)).toBe(0);
  expect(await page.locator("#buy").evaluate((e) => getComputedStyle(e).color)).toBe("rgb(170, 0, 0)");
  expect(await page.evaluate(() => document.body.style.length + document.documentElement.style.length)).toBe(0);
  expect(said, "the console of the host page").toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(launcher(page)).toBeFocused();
});

test("a visitor asks the bot, gets a human, loses the line, closes, rates and comes back on the same device", async ({ open, server, expectErrors }) => {
  expectErrors(...offline);
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
  await expect(chat.getByRole("log").locator("a[href*='article=return-item']")).toBeVisible();
  await expect(chat.getByRole("group", { name: "Suggestions" }).getByRole("button").first()).toBeVisible();
  await shootTalk(page, "widget-bot");
  await scan(page);

  // Something odd, twice: a human is called.
  await say(chat, "zebra flute marmalade?");
  await expect(chat.getByRole("log").getByRole("article")).toHaveCount(5);
  await say(chat, "quantum teapot lullaby?");
  await expect(chat.getByText(/You are (next|number \d+ in the queue)\./)).toBeVisible();
  await expect(amina.locator("#lines article").first()).toContainText("Moraa Nyaboke");

  // A human: dots, then the answer, then ticks.
  const talk = await talkOf(chat);
  await speak(amina, [{ say: "typing", conversation: talk }]);
  await expect(chat.getByText(/typing/)).toBeVisible();
  await answer(amina, talk, "Hello Wanjiru, Amina here.");
  await expect(chat.getByText("Hello Wanjiru, Amina here.")).toBeVisible();
  await expect(chat.getByRole("status").getByText(/answers you/)).toBeVisible();
  await shootTalk(page, "widget-human");

  // Minimised: the button counts.
  await allRead(page);
  await page.evaluate(() => (window as any).Stoa.onUnread((n: number) => (document.title = `unread ${n}`)));
  await page.keyboard.press("Escape");
  await chat.locator("body").press("Escape").catch(() => {});
  await expect(page.getByRole("dialog")).toBeHidden();
  await answer(amina, talk, "One more thing.");
  await expect(page.getByRole("button", { name: "Chat with us, 1 unread" })).toBeVisible();
  await expect(page).toHaveTitle("unread 1");
  const [count, dot] = await Promise.all(["b", "i"].map((part) => launcher(page).locator(part).boundingBox()));
  expect(dot!.y, "the dot that says that somebody is there leaves the number in sight").toBeGreaterThanOrEqual(count!.y + count!.height);
  await launcher(page).click();
  await expect(page).toHaveTitle("unread 0");

  await throughTheTunnel(page, amina, talk);

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
  await lead(page, chat.getByRole("button", { name: "Open it again" }));
  await say(chat, "It is me again.");
  await expect(chat.getByRole("log").getByText("It is me again.")).toHaveCount(1);

  // Minimised on another tab of the frame, and over a page change: the button counts what the server knows was not read.
  await chat.getByRole("link", { name: "Home" }).click();
  await page.keyboard.press("Escape");
  await chat.locator("body").press("Escape").catch(() => {});
  await expect(page.getByRole("dialog")).toBeHidden();
  await answer(amina, talk, "Still here?");
  await expect(page.getByRole("button", { name: /^Chat with us, [1-9]/ })).toBeVisible();
  // It needs nobody to point at it on the next page, and nothing is asked for.
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(shop.origin);
  await expect(page.getByRole("button", { name: /^Chat with us, [1-9]/ })).toBeVisible();
  expect(await page.evaluate(() => new Promise((go) => (window as any).Stoa.onUnread(go))), "the page is told as well").toBeGreaterThan(0);
  expect(asked.filter((url) => url.startsWith(server.url))).toEqual([`${server.url}/widget.js`]);
  await launcher(page).hover();
  await expect(inside(page).locator("body")).toBeAttached();
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
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let n = 0; n < 40; n += 1) {
      await page.keyboard.press(key);
      expect(await whereKeyboardIs(page), `${key} ${n}`).toMatch(/IFRAME|SPAN/);
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

test("on a phone the whole job is done by touch, and staff sees it", async ({ open, server, expectErrors }) => {
  expectErrors(...offline);
  const [admin, amina] = [await open("admin"), await open("amina")];
  await until(server, 10);
  await visit(amina, "/desk/chats");
  const page = await visitor(open, admin, server.url, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(shop.origin);
  await press(launcher(page));
  const chat = inside(page);
  await press(chat.getByRole("link", { name: "Write to us" }));
  const name = `Naliaka ${Date.now().toString(36)}`;
  await introduce(chat, name);
  await expect(chat.locator("body")).toHaveAttribute("data-live", "");

  // The bot, then a human.
  await say(chat, "how do I send something back?");
  await expect(chat.getByRole("log").getByRole("link", { name: /article|Return|back/i }).first()).toBeVisible();
  await press(chat.getByRole("group", { name: "Suggestions" }).getByRole("button", { name: "Talk to a human" }));
  await expect(chat.getByText(/You are (next|number \d+ in the queue)\./)).toBeVisible();
  await say(chat, "It is a birthday present.");
  await expect(said(chat, "It is a birthday present."), "nobody has opened it").toContainText(/· (sent|delivered)/);
  await amina.locator("#lines article").filter({ hasText: name }).getByRole("link").click();
  await live(amina);
  await expect(said(chat, "It is a birthday present.")).toContainText("· read");
  const write = amina.locator("[data-composer] textarea");
  await write.pressSequentially("One mo");
  await expect(chat.getByText(/Amina .*is typing/)).toBeAttached();
  await write.fill("I send you a label.");
  await write.press("Enter");
  await expect(chat.getByText("I send you a label.")).toBeInViewport({ ratio: 1 });
  await expect(said(amina, "I send you a label.")).toContainText("· read");
  // What is said next comes into sight, and the way to answer stays in reach.
  await expect(chat.getByLabel("Message", { exact: true })).toBeInViewport({ ratio: 1 });
  await scan(page);
  const talk = await talkOf(chat);
  await throughTheTunnel(page, amina, talk);

  await allRead(page);
  // Folded away it gives the page back and counts; opened again nothing is unread.
  await press(chat.getByRole("button", { name: "Close the chat" }));
  await expect(page.getByRole("dialog")).toBeHidden();
  await answer(amina, talk, "The label is in your mail.");
  await expect(page.getByRole("button", { name: "Chat with us, 1 unread" })).toBeVisible();
  await press(launcher(page));
  await expect(chat.getByText("The label is in your mail.")).toBeInViewport({ ratio: 1 });

  // The end, five stars, and back on another page of the site.
  await press(chat.getByRole("button", { name: "End chat" }));
  await expect(chat.getByText("This chat is closed.")).toBeVisible();
  await press(chat.locator("label", { has: chat.getByRole("radio", { name: "5 of 5, Excellent" }) }));
  await press(chat.getByRole("button", { name: "Send rating" }));
  await expect(chat.getByText("Thank you for your rating.")).toBeVisible();
  await expect(amina.getByRole("heading", { name: "Rating" })).toBeVisible();
  await page.goto(`${shop.origin}/plates`);
  await expect(page.getByRole("dialog"), "it does not cover the next page").toBeHidden();
  await press(launcher(page));
  await press(chat.getByRole("link", { name: /Closed/ }));
  await lead(page, chat.getByRole("button", { name: "Open it again" }));
  await say(chat, "It is me again.");
  await expect(said(chat, "It is me again.")).toHaveCount(1);
});

test("a site opens and closes the chat, says who is signed in there and when they left, and hears what is unread", async ({ open, server }) => {
  const [admin, amina] = [await open("admin"), await open("amina")];
  await until(server, 10);
  const page = await visitor(open, admin, server.url);
  const secret = await secretOf(admin);
  const chat = inside(page);
  await page.goto(shop.origin);

  // The keyboard goes in, and back to where it was.
  await page.locator("#buy").focus();
  await host(page, "open");
  await expect(chat.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await whereKeyboardIs(page)).toBe("IFRAME");
  await expect(chat.getByRole("link", { name: "Write to us" }), "nobody is known here").toBeVisible();
  await host(page, "close");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator("#buy")).toBeFocused();
  await host(page, "open");
  await expect(chat.locator("main")).toBeFocused();

  // Whoever is signed in there is known without a form.
  const nyambura = { sub: `customer-${Date.now()}`, name: `Nyambura ${Date.now().toString(36)}`, email: `nyambura.${Date.now()}@example.com` };
  await host(page, "identify", vouch(secret, nyambura));
  await chat.getByRole("button", { name: "Write to us" }).click();
  await expect(chat.getByRole("log")).toBeVisible();
  await expect(chat.getByLabel("Your name")).toHaveCount(0);
  await expect(chat.locator("body")).toHaveAttribute("data-live", "");
  await say(chat, "how do I send something back?");
  await expect(chat.getByRole("log").getByRole("article")).toHaveCount(3);
  await visit(amina, "/desk/chats");
  await amina.locator("#lines article").filter({ hasText: nyambura.name }).getByRole("link").click();
  await expect(amina.getByRole("heading", { level: 1 })).toHaveText(nyambura.name);
  const visitorsCard = amina.getByRole("region", { name: "Visitor" });
  await expect(visitorsCard).toContainText(nyambura.email);
  await expect(visitorsCard).toContainText("vouched for");

  // The page hears the number itself.
  const talk = await talkOf(chat);
  await page.evaluate(() => (window as any).Stoa.onUnread((n: unknown) => ((window as any).heard ??= []).push(n)));
  const heard = () => page.evaluate(() => (window as any).heard);
  await host(page, "close");
  await expect(page.getByRole("dialog")).toBeHidden();
  await answer(amina, talk, "In its own box.");
  await expect.poll(heard).toEqual([1]);

  // Signed out there: nothing of it is left on this device, now or on the next page.
  await host(page, "identify", null);
  await expect(page.getByRole("button", { name: "Chat with us", exact: true })).toBeVisible();
  await expect.poll(heard).toEqual([1, 0]);
  for (const again of [false, true]) {
    if (again) await page.goto(`${shop.origin}/plates`);
    await host(page, "open");
    await expect(chat.getByRole("link", { name: "Write to us" })).toBeVisible();
    await expect(chat.getByText("In its own box.")).toHaveCount(0);
  }

  // The next one on it is somebody else; she finds her chat where she left it.
  const zuri = { sub: `customer-${Date.now()}-2`, name: "Zuri Achieng", email: `zuri.${Date.now()}@example.com` };
  await host(page, "identify", vouch(secret, zuri));
  await expect(chat.getByRole("button", { name: "Write to us" })).toBeVisible();
  await chat.getByRole("link", { name: "Messages" }).click();
  await expect(chat.getByText("You have not written to us yet.")).toBeVisible();
  await host(page, "identify", vouch(secret, nyambura));
  await chat.getByRole("link", { name: "Go on with your chat" }).click();
  await expect(chat.getByRole("log").getByText("In its own box.")).toBeVisible();

  // What another secret signed is not believed.
  const stranger = await open(null);
  await stranger.goto(shop.origin);
  await expect(launcher(stranger)).toBeVisible();
  await host(stranger, "identify", vouch("not the secret of this business", nyambura));
  const answered = stranger.waitForResponse(/identify_visitor/);
  await host(stranger, "open");
  expect((await answered).status()).toBe(200);
  await expect(inside(stranger).getByRole("link", { name: "Write to us" })).toBeVisible();
  await expect(inside(stranger).getByText("Your last chat")).toHaveCount(0);
});

test("staff sees the pages a visitor looks at, of a guest on another site and of a customer on ours", async ({ open, server }) => {
  const [admin, amina, customer] = [await open("admin"), await open("amina"), await open("wanjiru")];
  await until(server, 10);
  const guest = await visitor(open, admin, server.url);
  /** Whoever is on this page writes; staff looks at their chat. */
  const begin = async (page: Page, name: string, { known = false } = {}) => {
    await launcher(page).click();
    await inside(page).getByRole(known ? "button" : "link", { name: "Write to us" }).click();
    if (!known) await introduce(inside(page), name);
    await expect(inside(page).locator("body")).toHaveAttribute("data-live", "");
    await say(inside(page), "I want to talk to a human");
    await visit(amina, "/desk/chats");
    await amina.locator("#lines article").filter({ hasText: name }).getByRole("link").first().click();
    await live(amina);
  };
  const trail = amina.getByRole("complementary", { name: "Details" }).locator("section").filter({ has: amina.getByRole("heading", { name: "Pages" }) });
  const last = trail.getByRole("link").first();

  await guest.goto(shop.origin);
  await begin(guest, `Zawadi ${Date.now().toString(36)}`);
  await expect(last).toHaveText("Mugs of Elsewhere");
  await expect(last).toHaveAttribute("href", `${shop.origin}/`);
  // The panel stands open on the next page as well, which the desk hears of by itself.
  await guest.goto(`${shop.origin}/plates`);
  await expect(last).toHaveText("Plates of Elsewhere");
  await expect(last).toHaveAttribute("href", `${shop.origin}/plates`);
  await expect(trail.getByRole("link")).toHaveCount(2);

  await visit(customer, "/help");
  await begin(customer, "Wanjiru Njoroge", { known: true });
  await expect(last).toHaveAttribute("href", `${server.url}/help`);
  await customer.goto("/shop");
  await expect(last).toHaveAttribute("href", `${server.url}/shop`);
});

test("where the browser keeps no cookies of frames the panel says so, and a window of its own keeps the chat", async ({ open, server }) => {
  await until(server, 10);
  const page = await visitor(open, await open("admin"), server.url);
  await keepNoCookiesOfFrames(page, server);
  await page.goto(shop.origin);
  await launcher(page).click();
  const chat = inside(page);
  await expect(chat.getByText("Your browser keeps no chats inside of other pages.")).toBeVisible();
  await scan(page);
  // Who begins all the same is told what became of it.
  await chat.getByRole("link", { name: "Write to us" }).click();
  await chat.getByLabel("Your name").fill("Wambui");
  await chat.getByLabel("E-mail address").fill("wambui@example.com");
  await chat.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await chat.getByRole("button", { name: "Start the chat" }).click();
  await expect(chat.getByText("Your browser did not keep this chat")).toBeVisible();

  const [window] = await Promise.all([page.context().waitForEvent("page"), chat.getByRole("button", { name: "Open in a window of its own" }).click()]);
  await window.waitForLoadState();
  await window.getByRole("link", { name: "Write to us" }).click();
  await introduce(window, "Wambui", "wambui@example.com");
  await live(window);
  await say(window, "how do I send something back?");
  await expect(said(window, "how do I send something back?")).toContainText(/· (sent|delivered|read)/);
  await window.reload();
  await expect(said(window, "how do I send something back?")).toHaveCount(1);
});

test("a panel whose page is lost on the way shows another way in, and is itself again when it is opened anew", async ({ open, server, expectErrors }) => {
  expectErrors(...offline, /ERR_INTERNET_DISCONNECTED|chrome-error/);
  const page = await visitor(open, await open("admin"), server.url, { viewport: { width: 390, height: 844 } });
  await page.goto(shop.origin);
  await launcher(page).click();
  const [chat, panel] = [inside(page), page.getByRole("dialog", { name: "Chat with us" })];
  await expect(chat.getByRole("link", { name: "Write to us" })).toBeVisible();
  await page.context().setOffline(true);
  await chat.getByRole("link", { name: "Write to us" }).click();
  await expect(panel.getByRole("link", { name: "Chat with us" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Chat with us" }), "the page under it is not lost").toBeVisible();
  await page.context().setOffline(false);
  await launcher(page).click();
  await expect(panel).toBeHidden();
  await launcher(page).click();
  await chat.getByRole("link", { name: "Write to us" }).click();
  await expect(chat.getByRole("button", { name: "Start the chat" })).toBeVisible();
  await expect(panel.getByRole("link", { name: "Chat with us" })).toHaveCount(0);
});

test("a panel whose page is not heard shows another way in, and is itself again when one is, though its first word is lost", async ({ open, server }) => {
  const page = await visitor(open, await open("admin"), server.url);
  await page.addInitScript(() => {
    if (self !== top) return;
    (window as any).lost = Infinity;
    addEventListener("message", (event) => {
      if (event.data?.stoa && (window as any).lost-- > 0) event.stopImmediatePropagation();
    });
  });
  await page.goto(shop.origin);
  await launcher(page).click();
  const [frame, otherWay] = [page.locator("iframe[title='Chat with us']"), page.getByRole("dialog").getByRole("link", { name: "Chat with us" })];
  await expect(otherWay).toBeVisible();
  await expect(frame).toBeHidden();
  // What a page says while it takes the place of another may be lost: it is asked once it has loaded.
  await page.evaluate(() => ((window as any).lost = 1));
  await inside(page).locator("html").evaluate(() => location.reload());
  await expect(frame).toBeVisible();
  await expect(otherWay).toHaveCount(0);
  await inside(page).getByRole("link", { name: "Write to us" }).click();
  await introduce(inside(page));
  await expect(otherWay).toHaveCount(0);
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
