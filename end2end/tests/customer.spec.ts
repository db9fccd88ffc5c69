// The customer's half of the main job: open a ticket, follow it, talk, rate, reopen; live, by keyboard, on a phone, with a network that comes and goes.
import { expect, live, scan, shoot, test, visit } from "../stoa";
import type { Page } from "../stoa";
import { reach } from "../stoa/keyboard";
import { picture, reply, ticketOf } from "../stoa/letters";
import { numberOf } from "../stoa/tickets";

async function openTicket(page: Page, subject: string) {
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What happened").fill("My order came this morning, but two of the six mugs are broken.");
  await page.getByLabel("What it is about").selectOption({ label: "Damaged goods" });
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(subject);
  await live(page);
}

const thread = (page: Page) => page.getByRole("log");
const composer = (page: Page) => page.getByRole("textbox", { name: "Message" });

test("a ticket with a picture gets a number, steps and a clock", async ({ open }) => {
  const page = await open("wanjiru");
  await visit(page, "/tickets/new");
  await page.locator("input[name=files]").setInputFiles([picture("one.png"), picture("two.png")]);
  await expect(page.getByRole("list", { name: "Pictures to send" }).getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Remove two.png" }).click();
  await page.getByLabel("Subject").fill("Two of the mugs arrived broken");
  await page.getByLabel("What happened").fill("The box looked fine from outside.");
  await page.getByRole("radio", { name: /High/ }).check();
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page).toHaveURL(/\/tickets\/\d+$/);
  await expect(page.getByText(/TKT-\d{6}/).first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Progress of your ticket" }).locator("[aria-current=step]")).toContainText("Received");
  await expect(page.getByText("We aim to solve this by")).toBeVisible();
  const shown = thread(page).getByRole("img");
  await expect(thread(page).locator("img")).toHaveCount(1);
  expect(await thread(page).locator("img").evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(4);
  await thread(page).getByRole("link", { name: /open large/ }).click();
  await expect(page.getByRole("dialog", { name: "Picture" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(shown).toHaveCount(0);
  await scan(page);
  await shoot(page, "customer-ticket");
});

test("what is wrong is said beside its field, and what was typed stays", async ({ open }) => {
  const page = await open("wanjiru");
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill("Hi");
  await page.getByLabel("What happened").fill("Short");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.locator("#subject-error")).toContainText("at least 3 characters");
  await expect(page.locator("#description-error")).toContainText("at least 10 characters");
  await expect(page.getByLabel("Subject")).toHaveValue("Hi");
});

test("answers, states and the rating appear without a reload", async ({ open }) => {
  const [page, amina] = [await open("wanjiru"), await open("amina")];
  await openTicket(page, "The glaze of my bowl is cracked");
  const ticket = await ticketOf(page);
  await reply(amina, ticket, "Oh no. I send a new one **today**.");
  await expect(thread(page).getByText("I send a new one today.")).toBeVisible();
  await expect(thread(page).locator("strong")).toHaveText("today");
  await expect(page.getByRole("list", { name: "Progress of your ticket" }).locator("[aria-current=step]")).toContainText("In progress");

  await composer(page).fill("Thank you, that is kind");
  await composer(page).press("Control+Enter");
  await expect(thread(page).getByText("Thank you, that is kind")).toBeVisible();
  await expect(composer(page)).toHaveValue("");
  await expect(thread(page).getByText("sent", { exact: false }).last()).toBeVisible();

  await reply(amina, ticket, "You must not read this", { note: true });
  await reply(amina, ticket, "It is on its way.", { then: "resolve" });
  await expect(thread(page).getByText("It is on its way.")).toBeVisible();
  await expect(page.getByText("How did we do?")).toBeVisible();
  await expect(page.getByText("You must not read this")).toHaveCount(0);

  await page.getByRole("radio", { name: "4 of 5, Good" }).check({ force: true });
  await page.getByLabel("Anything to add").fill("Quick and friendly");
  await page.getByRole("button", { name: "Send rating" }).click();
  await live(page);
  await expect(page.getByText("Thank you for your rating.")).toBeVisible();
  await expect(page.getByRole("img", { name: "4 of 5 stars" })).toBeVisible();

  await composer(page).fill("The new one is cracked as well");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(thread(page).getByText("The new one is cracked as well")).toBeVisible();
  await expect(page.getByText("How did we do?")).toHaveCount(0);
});

test("who answers is seen typing, and what was written is marked as read once they have looked", async ({ open }) => {
  const [page, amina] = [await open("wanjiru"), await open("amina")];
  await openTicket(page, "The spout of my teapot drips");
  await visit(amina, "/desk/chats");
  const dots = page.getByText("Amina Otieno is typing");
  const own = (words: string) => thread(page).getByRole("article").filter({ hasText: words });
  await composer(page).fill("It drips on every cup");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(own("It drips on every cup"), "nobody has opened it").toContainText("· sent");

  // She opens the ticket: that is reading it.
  await visit(amina, `/desk/${numberOf(page)}`);
  await expect(own("It drips on every cup")).toContainText("· read");
  await expect(dots).toHaveCount(0);
  const write = amina.locator("[data-composer] textarea");
  await write.pressSequentially("One mo");
  await expect(dots).toBeAttached();

  // The answer takes the dots away; what comes while she looks is read at once.
  await write.fill("A new lid leaves today.");
  await write.press("Control+Enter");
  await expect(thread(page).getByText("A new lid leaves today.")).toBeVisible();
  await expect(dots).toHaveCount(0);
  await composer(page).fill("Thank you, in white please");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(own("Thank you, in white please")).toContainText("· read");
});

test("by keyboard alone a ticket is opened, answered and rated", async ({ open }) => {
  const [page, amina] = [await open("wanjiru"), await open("amina")];
  await visit(page, "/tickets/new");
  await reach(page, page.getByLabel("Subject"));
  await page.keyboard.type("Typed without a mouse");
  await reach(page, page.getByLabel("What happened"));
  await page.keyboard.type("The handle came off in my hand.");
  await reach(page, page.getByRole("radio", { name: /Medium/ }));
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: /High/ })).toBeChecked();
  await reach(page, page.getByRole("button", { name: "Open ticket" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Typed without a mouse");
  await live(page);

  const ticket = await ticketOf(page);
  await reply(amina, ticket, "Which hand?");
  await expect(thread(page).getByText("Which hand?")).toBeVisible();
  await reach(page, composer(page));
  await page.keyboard.type("The left one.");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(thread(page).getByText("The left one.")).toBeVisible();

  await reply(amina, ticket, "A new one leaves today.", { then: "resolve" });
  await expect(page.getByText("How did we do?")).toBeVisible();
  await reach(page, page.getByRole("radio", { name: "1 of 5, Bad" }));
  for (let n = 1; n < 4; n++) await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "4 of 5, Good" })).toBeChecked();
  await reach(page, page.getByLabel("Anything to add"));
  await page.keyboard.type("Kind, and quick");
  await reach(page, page.getByRole("button", { name: "Send rating" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Thank you for your rating.")).toBeVisible();
  await expect(page.getByRole("img", { name: "4 of 5 stars" })).toBeVisible();
});

test("what is written without a network waits, survives a reload and is sent once", async ({ open, expectErrors }) => {
  expectErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const page = await open("wanjiru");
  await openTicket(page, "My parcel is nowhere to be found");
  await page.context().setOffline(true);
  await composer(page).fill("Are you there?");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(thread(page).getByText("sending")).toBeVisible();
  await page.context().setOffline(false);
  await expect(thread(page).getByText("sending")).toHaveCount(0);
  await page.reload();
  await live(page);
  await expect(thread(page).getByText("Are you there?")).toHaveCount(1);
});

test("what waits unsent is not lost because somebody else's page is opened in the same browser", async ({ open, expectErrors }) => {
  expectErrors(/ERR_INTERNET_DISCONNECTED|WebSocket/);
  const page = await open("wanjiru");
  await openTicket(page, "The lid does not fit");
  // Somebody else's message of today, and one of last year that nobody came back for.
  const [fresh, old] = await page.evaluate(() => {
    const id = (at: number) => {
      const hex = at.toString(16).padStart(12, "0");
      return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`;
    };
    const keys = [Date.now(), Date.now() - 365 * 24 * 3600 * 1000].map((at) => `stoa:outbox:999999:${id(at)}`);
    keys.forEach((key) => localStorage.setItem(key, "{}"));
    return keys;
  });
  await page.reload();
  await live(page);
  await expect.poll(() => page.evaluate((key) => localStorage.getItem(key), old)).toBeNull();
  expect(await page.evaluate((key) => localStorage.getItem(key), fresh)).toBe("{}");
});

test("who was signed out elsewhere is told so, keeps the draft and comes back to it by signing in", async ({ open, expectErrors }) => {
  expectErrors(/WebSocket|40[13]/);
  const page = await open("wanjiru");
  let cut = () => {};
  await page.routeWebSocket(/\/live$/, (line) => {
    const server = line.connectToServer();
    cut = () => void Promise.all([line.close({ code: 4000 }), server.close()]);
  });
  await openTicket(page, "The handle is loose");
  const here = new URL(page.url()).pathname;
  await composer(page).fill("I had just begun to");
  // The session ends while the line is gone, so nobody can be told.
  const cookies = await page.context().cookies();
  await page.context().clearCookies({ name: "stoa_session" });
  cut();
  const banner = page.locator("#connection");
  await expect(banner).toContainText("You are signed out here.");
  await banner.getByRole("link", { name: "Sign in again" }).click();
  await expect(page).toHaveURL(new RegExp(`/sign-in\\?next=${here}`));
  await page.context().addCookies(cookies);
  await visit(page, here);
  await expect(composer(page)).toHaveValue("I had just begun to");
});

test("each paragraph runs the way its own words do", async ({ open }) => {
  const page = await open("wanjiru", { viewport: { width: 390, height: 844 } });
  await openTicket(page, "الأكواب وصلت مكسورة");
  await composer(page).fill("وصل طلبي هذا الصباح لكن كوبين من الستة مكسوران.\n\nThank you.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const english = thread(page).locator("p").filter({ hasText: "Thank you." }).last();
  await expect(english).toBeVisible();
  const fromLeft = await english.evaluate((p) => {
    const words = document.createRange();
    words.selectNodeContents(p);
    return words.getBoundingClientRect().left - p.getBoundingClientRect().left;
  });
  // From the left, though the message begins with words that run from the right.
  expect(fromLeft).toBeLessThan(2);
  await shoot(page, "ticket-arabic");
});

test("a draft survives a reload", async ({ open }) => {
  const page = await open("wanjiru");
  await openTicket(page, "The colour is not as shown");
  await composer(page).fill("I began to write");
  await page.reload();
  await live(page);
  await expect(composer(page)).toHaveValue("I began to write");
});

test("the list follows its tickets, filters by state and finds words", async ({ open }) => {
  const [page, amina] = [await open("wanjiru"), await open("amina")];
  await openTicket(page, "Where is my zanzibar teapot");
  const ticket = await ticketOf(page);
  await visit(page, "/tickets");
  const row = page.getByRole("row").filter({ hasText: "zanzibar teapot" });
  await expect(row).toContainText("Open");
  await reply(amina, ticket, "It left yesterday.", { then: "wait" });
  await expect(row).toContainText("Waiting for you");
  await page.getByLabel("Search your tickets").fill("zanzibar");
  await page.getByRole("button", { name: "Search" }).click();
  await live(page);
  await expect(page.getByRole("row").filter({ hasText: "zanzibar teapot" })).toHaveCount(1);
  await page.getByRole("link", { name: /^Resolved/ }).click();
  await expect(page).toHaveURL(/status=resolved/);
  await scan(page);
  await shoot(page, "customer-search");
});

test("on a phone the composer is in reach and nothing sticks out", async ({ open }) => {
  const page = await open("wanjiru", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await openTicket(page, "A question from my phone");
  const send = await page.getByRole("button", { name: "Send", exact: true }).boundingBox();
  expect(send!.width).toBeGreaterThanOrEqual(44);
  expect(send!.y + send!.height).toBeLessThanOrEqual(844);
  await scan(page);
  // In the list the page one is on and both filters can be read, also beside the way out of them.
  await visit(page, "/tickets?q=phone");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Your tickets" })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("link", { name: "Clear" })).toBeInViewport({ ratio: 1 });
  for (const filter of ["Priority", "What it is about"]) expect((await page.getByLabel(filter).boundingBox())!.width).toBeGreaterThan(150);
});
