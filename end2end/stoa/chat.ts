// What both sides of a chat do in the browser tests: the visitor in the widget, staff on the socket.
import { FrameLocator, Locator, Page, expect } from "@playwright/test";
import { createHmac } from "node:crypto";
import { Server } from "./server";

/** The business of the demo. */
export const demo = "kiln-and-leaf";

/** The widget's button. */
export const launcher = (page: Page) => page.getByRole("button", { name: /^Chat with us/ });

/** What is in the widget. */
export const inside = (page: Page) => page.frameLocator("iframe[title='Chat with us']");

/** Presses it: with a finger where the screen is touched, else with the mouse. */
export const press = async (at: Locator) => ((await at.page().evaluate(() => navigator.maxTouchPoints)) ? at.tap() : at.click());

/** Presses what leads to another page of the widget, and waits until that one is awake: what is typed before would go into the one that is left. */
export async function lead(page: Page, at: Locator) {
  await Promise.all([page.waitForEvent("framenavigated", (frame) => frame !== page.mainFrame()), press(at)]);
  await inside(page).locator("body[data-live], body:not(:has(leptos-island))").waitFor({ state: "attached" });
}

/** Moves the clock to the next working day at this hour in Nairobi. */
export async function until(server: Server, hour: number) {
  const clock = clocks.get(server) ?? { ahead: 0 };
  clocks.set(server, clock);
  const now = Date.now() + clock.ahead;
  const at = new Date(now);
  at.setUTCHours(hour - 3, 0, 0, 0);
  while (at.getTime() <= now || [0, 1, 6].includes(at.getUTCDay())) at.setUTCDate(at.getUTCDate() + 1);
  const minutes = Math.ceil((at.getTime() - now) / 60_000);
  await server.advance(minutes);
  clock.ahead += minutes * 60_000;
  // A jump over days makes hundreds of deadlines due at once: what they cause is not what is tested here.
  await expect
    .poll(async () => Number(/^stoa_jobs_due (\d+)/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1] ?? -1), { timeout: 40_000 })
    .toBe(0);
}
const clocks = new WeakMap<Server, { ahead: number }>();

/** Waits until the server counts nothing as unread in the widget: that something was read is told at once, and written a moment later. */
export async function allRead(page: Page) {
  const count = (body: Element) => {
    const business = body.querySelector<HTMLElement>("[data-chat-page]")!.dataset.chatPage!;
    const form = new URLSearchParams({ business, framed: "true" });
    return fetch("/api/app/chats/visitor/api/count_unread", { method: "POST", body: form, headers: { accept: "application/json" } }).then((answer) => answer.json());
  };
  await expect.poll(() => inside(page).locator("body").evaluate(count)).toBe(0);
}

/** Fills in the contact form, as somebody whom the demo business does not know. */
export async function introduce(at: Page | FrameLocator, name = "Moraa Nyaboke", email = `${Date.now()}@example.com`) {
  await at.getByLabel("Your name").fill(name);
  await at.getByLabel("E-mail address").fill(email);
  await at.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await press(at.getByRole("button", { name: "Start the chat" }));
  await expect(at.getByRole("log")).toBeVisible();
}

/** Writes a message. */
export async function say(at: Page | FrameLocator, words: string) {
  await at.getByLabel("Message", { exact: true }).fill(words);
  await press(at.getByRole("button", { name: "Send", exact: true }));
}

/** What somebody said, with how far it has come. */
export const said = (at: Page | FrameLocator, words: string) => at.getByRole("log").getByRole("article").filter({ hasText: words });

/** The conversation a visitor's page shows, as its thread knows it. */
export async function talkOf(at: Page | FrameLocator): Promise<number> {
  const props = await at.locator("leptos-island[data-component^=ThreadView]").first().getAttribute("data-props");
  return JSON.parse(JSON.parse(props!).talk ? props! : "{}").talk.conversation;
}

/** Staff on the socket of a page of theirs: what the desk does, without its page. */
export async function speak(staff: Page, say: object[]) {
  if (staff.url() === "about:blank") await staff.goto("/help");
  await staff.evaluate(async (all) => {
    const socket = new WebSocket(`ws://${location.host}/live`);
    const heard: string[] = [];
    socket.onmessage = (event) => heard.push(event.data);
    await new Promise((go) => (socket.onopen = go));
    for (const one of all) socket.send(JSON.stringify(one));
    // What is said on a socket is done in order: once the last is answered, all of it is.
    socket.send(JSON.stringify({ say: "ping" }));
    const sends = all.filter((one) => (one as { say: string }).say === "send").length;
    const answered = (what: string) => heard.filter((text) => text.includes(`"${what}"`)).length;
    for (let tries = 0; (answered("stored") < sends || !answered("pong")) && tries < 200; tries++) await new Promise((go) => setTimeout(go, 25));
    socket.close();
  }, say);
}

/** Staff answers in a conversation. */
export const answer = (staff: Page, conversation: number, body: string) =>
  speak(staff, [{ say: "send", conversation, client_id: crypto.randomUUID(), body, files: [] }]);

/** Names the pages that may show the widget. */
export async function allow(admin: Page, origins: string, more: Record<string, string> = {}) {
  const form = { position: "right", hue: "250", greeting: "", origins, typing_preview: "true", ...more };
  const done = await admin.request.post("/api/app/chats/admin/api/change_widget", { form, headers: { accept: "application/json" }, maxRedirects: 0 });
  expect(done.status(), await done.text()).toBeLessThan(400);
}

/** What the script of the page around the widget may do. */
export const host = (page: Page, what: "open" | "close" | "identify", ...words: (string | null)[]) =>
  page.evaluate(({ what, words }) => (window as any).Stoa[what](...words), { what, words });

/** The secret of the business, as its admins read it. */
export async function secretOf(admin: Page) {
  await admin.goto("/admin/chat");
  const shown = admin.locator("details").filter({ has: admin.getByText("Show the secret") });
  await shown.locator("summary").click();
  return (await shown.locator("p").innerText()).trim();
}

/** Who is signed in on a page, as its server signs it: a JWT. It holds for a month, for the clock is moved by days. */
export function vouch(secret: string, who: { sub: string; name: string; email: string }) {
  const part = (what: object) => Buffer.from(JSON.stringify(what)).toString("base64url");
  const words = `${part({ alg: "HS256", typ: "JWT" })}.${part({ ...who, exp: Math.floor(Date.now() / 1000) + 30 * 86_400 })}`;
  return `${words}.${createHmac("sha256", secret).update(words).digest("base64url")}`;
}

/** From now on the browser keeps no cookie of frames, whoever sets it: some are made so, and people choose it in others. */
export async function keepNoCookiesOfFrames(page: Page, server: Server) {
  await page.addInitScript(() => {
    if (self !== top) Object.defineProperty(Document.prototype, "cookie", { get: () => "", set: () => {} });
  });
  await page.route(`${server.url}/**`, async (route) => {
    const request = route.request();
    if (request.frame() === page.mainFrame()) return route.continue();
    const { cookie: _, ...headers } = request.headers();
    const answer = await fetch(request.url(), { method: request.method(), headers, body: request.postDataBuffer(), redirect: "manual" });
    const kept = [...answer.headers].filter(([name]) => !["set-cookie", "content-encoding", "content-length", "transfer-encoding"].includes(name));
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(kept), body: Buffer.from(await answer.arrayBuffer()) });
  });
}
