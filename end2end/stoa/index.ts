// What every spec imports: a server per file, people in browsers of their own, and a guard that fails the test on any error in a console.
import { Browser, BrowserContext, BrowserContextOptions, Page, expect, test as base } from "@playwright/test";
import { Server } from "./server";

export { expect } from "@playwright/test";
export type { Locator, Page } from "@playwright/test";
export { Server } from "./server";
export { scan } from "./axe";
export { shoot } from "./shots";

/** The demo people, by a short name. */
export const people = {
  owner: "owner@example.com",
  admin: "admin@example.com",
  amina: "agent1@example.com",
  brian: "agent2@example.com",
  baraka: "partner@example.com",
  wanjiru: "customer@example.com",
};
export type Who = keyof typeof people;
export const password = "stoa-demo-2026";

type Open = (who: Who | null, options?: BrowserContextOptions) => Promise<Page>;

interface Each {
  /** The server of this spec file, with the demo business. */
  server: Server;
  /** A server of this test alone. */
  freshServer: Server;
  /** A browser of one's own, signed in as somebody (or nobody): `const agent = await open("amina")`. */
  open: Open;
  /** Errors in a console that this test expects: `expectErrors(/404/)`. */
  expectErrors: (...patterns: RegExp[]) => void;
}

interface Shared {
  running: { file: string; server: Server | null };
}

export const test = base.extend<Each & { guard: Guard }, Shared>({
  running: [
    async ({}, use) => {
      const running: Shared["running"] = { file: "", server: null };
      await use(running);
      await running.server?.remove();
    },
    { scope: "worker" },
  ],
  server: async ({ running }, use, info) => {
    if (running.file !== info.file || !running.server) {
      await running.server?.remove();
      running.server = null;
      running.server = await Server.start();
      running.file = info.file;
    }
    await use(running.server);
  },
  freshServer: async ({}, use) => {
    const server = await Server.start();
    await use(server);
    await server.remove();
  },
  baseURL: async ({ server }, use) => use(server.url),
  guard: [
    async ({}, use) => {
      const guard = new Guard();
      await use(guard);
      expect(guard.unexpected(), "errors in a browser console").toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, guard }, use) => {
    guard.watch(context);
    await use(context);
  },
  open: async ({ browser, server, guard, contextOptions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (who, options = {}) => {
      const context = await newContext(browser, server, { ...contextOptions, ...options });
      opened.push(context);
      guard.watch(context);
      const page = await context.newPage();
      if (who) await signIn(page, who, server);
      return page;
    });
    for (const context of opened) await context.close();
  },
  expectErrors: async ({ guard }, use) => use((...patterns) => guard.expected.push(...patterns)),
});

function newContext(browser: Browser, server: Server, options: BrowserContextOptions) {
  return browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 }, locale: "en-GB", timezoneId: "Africa/Nairobi", ...options });
}

/** Collects errors of every page it watches. */
class Guard {
  readonly expected: RegExp[] = [];
  private readonly errors: string[] = [];

  watch(context: BrowserContext) {
    context.on("console", (message) => {
      if (message.type() === "error") this.errors.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.errors.push(error.error().stack ?? String(error.error())));
  }

  unexpected() {
    return this.errors.filter((error) => !this.expected.some((pattern) => pattern.test(error)));
  }
}

/** Signs in. The first time through the form; later on this server by the same session. */
export async function signIn(page: Page, who: Who, server?: Server) {
  const known = server?.cookies.get(who) as Parameters<BrowserContext["addCookies"]>[0] | undefined;
  if (known) {
    await page.context().addCookies(known);
    return;
  }
  await signInByForm(page, people[who]);
  server?.cookies.set(who, await page.context().cookies());
}

/** Signs in through the form, as people do. */
export async function signInByForm(page: Page, email: string, secret = password) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Goes to a page and waits until its islands are awake. */
export async function visit(page: Page, path: string) {
  const answer = await page.goto(path);
  await live(page);
  return answer;
}

/** Waits until the page's islands are awake. A page without any is as it is. */
export async function live(page: Page) {
  await page.locator("body[data-live], body:not(:has(leptos-island))").waitFor({ state: "attached" });
}
