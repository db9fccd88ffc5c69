// What both sides of a chat do in the browser tests: the visitor in the widget, staff on the socket.
import { FrameLocator, Page, expect } from "@playwright/test";
import { Server } from "./server";

/** The business of the demo. */
export const demo = "kiln-and-leaf";

/** The widget's button. */
export const launcher = (page: Page) => page.getByRole("button", { name: /^Chat with us/ });

/** What is in the widget. */
export const inside = (page: Page) => page.frameLocator("iframe[title='Chat with us']");

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

/** Fills in the contact form. */
export async function introduce(at: Page | FrameLocator, name = "Wanjiru Njoroge", email = `${Date.now()}@example.com`) {
  await at.getByLabel("Your name").fill(name);
  await at.getByLabel("E-mail address").fill(email);
  await at.getByLabel("Phone number", { exact: true }).fill("0700 000 482");
  await at.getByRole("button", { name: "Start the chat" }).click();
  await expect(at.getByRole("log")).toBeVisible();
}

/** Writes a message. */
export async function say(at: Page | FrameLocator, words: string) {
  await at.getByLabel("Message", { exact: true }).fill(words);
  await at.getByRole("button", { name: "Send", exact: true }).click();
}

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
