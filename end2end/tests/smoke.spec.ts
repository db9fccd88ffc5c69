// Every page opens for those it is meant for, wakes up, has one heading, and axe finds nothing serious.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Page, Who, expect, password, people, scan, shoot, signInByForm, test, visit } from "../stoa";
import { launcher } from "../stoa/chat";
import { Postbox } from "../stoa/postbox";

const pages: [Who | null, string[]][] = [
  [null, ["/", "/sign-in", "/sign-up", "/forgot", "/help", "/help/return-item"]],
  ["wanjiru", ["/", "/tickets", "/tickets/new", "/account", "/help"]],
  ["amina", ["/desk", "/desk/tickets", "/desk/200", "/account"]],
  ["admin", ["/admin", "/admin/people", "/admin/settings", "/admin/sla", "/admin/categories", "/admin/mails", "/admin/sms"]],
  ["admin", ["/admin/help", "/admin/help/new", "/admin/help/categories", "/admin/help/bench", "/admin/replies"]],
  ["owner", ["/admin/businesses", "/admin/jobs"]],
  [null, ["/chat", "/book", "/shop", "/cart", "/track"]],
  ["wanjiru", ["/appointments", "/orders"]],
  ["baraka", ["/partner"]],
  ["amina", ["/desk/tickets/new", "/desk/chats", "/desk/team", "/desk/queue", "/desk/canned", "/desk/find", "/desk/settings"]],
  ["amina", ["/desk/calendar", "/desk/orders"]],
  ["admin", ["/admin/queue", "/admin/automations", "/admin/automations/runs", "/admin/tags", "/admin/fields", "/admin/macros"]],
  ["admin", ["/admin/templates", "/admin/templates/new", "/admin/chat", "/admin/chat/topics", "/admin/journeys"]],
  ["admin", ["/admin/services", "/admin/services/new", "/admin/products", "/admin/products/new", "/admin/products/groups"]],
  ["admin", ["/admin/products/import", "/admin/payments", "/admin/payments/check"]],
  ["admin", ["/admin/stock", "/admin/stock/changes", "/admin/stock/figures"]],
];

/** The table of pages, as the router has it. */
const table = [...readFileSync(join(__dirname, "../../app/src/routes/table.rs"), "utf8").matchAll(/path!\("([^"]+)"\)/g)].map((found) => found[1]);

/** Pages behind links: from a page to the first link that leads to such an address, and on from there. The last one is looked at. */
const behind: [Who | null, string[][]][] = [
  [null, [["/shop", "/shop/:slug"], ["/book", "/book/:offering"], ["/help", "/help/:slug"]]],
  ["wanjiru", [["/orders", "/o/:token"], ["/appointments", "/a/:token"], ["/tickets", "/tickets/:number"]]],
  ["baraka", [["/partner", "/partner/orders/:number"]]],
  ["amina", [["/desk/orders", "/desk/orders/:number"], ["/desk/calendar?view=list", "/desk/calendar/:appointment"], ["/desk?tab=all", "/desk/:number"]]],
  ["amina", [["/desk/200", "/desk/:number/macros"], ["/desk/chats?tab=closed", "/desk/chats/:chat"], ["/desk/team", "/desk/team/:talk"]]],
  ["admin", [["/admin/stock?show=all", "/admin/products/:product"], ["/admin/services", "/admin/services/hours/:member"], ["/admin/services", "/admin/services/:offering"]]],
  ["admin", [["/admin/people", "/admin/people/:member"], ["/admin/sla", "/admin/sla/:category"], ["/admin/macros", "/admin/macros/:macro"]]],
  ["admin", [["/admin/help", "/admin/help/:article"], ["/desk/canned", "/desk/canned/:canned"], ["/admin/journeys", "/admin/journeys/:journey"]]],
  ["admin", ["draw", "figures", "compare"].map((part) => ["/admin/journeys", "/admin/journeys/:journey", `/admin/journeys/:journey/${part}`])],
];

/** Pages that do not stand in the lists, and why. */
const elsewhere: Record<string, string> = {
  "/setup": "opens once, in an empty installation: doors.spec",
  "/checkout": "leads back to the cart while there is nothing in it: shop.spec",
  "/chat/frame": "stands in a frame of another page: widget.spec",
  "/reset/:token": "opens by a link in a mail: below",
  "/verify/:token": "opens by a link in a mail: below",
  "/invite/:token": "opens by a link in a mail: below",
  "/join/:invite_code": "opens by a link that an admin passes on: below",
  "/j/:token": "begins with a form: journeys.spec",
  "/booking/:token/contact": "while a time is kept: booking.spec",
  "/booking/:token/review": "while a time is kept: booking.spec",
  "/a/:token/move": "while it can be moved, which depends on the day: booking.spec",
  "/admin/products/import/:import": "after a file was sent: shop.spec",
  "/desk/bulk/:id": "after many were changed: many.spec",
  "/admin/automations/:automation": "once there is one: automations.spec",
  "/admin/fields/:field": "once there is one: fields.spec",
  "/admin/templates/:template": "once there is one: fields.spec",
};

/** The address that a link leads to, where it is one of these pages. */
const isAt = (route: string, href: string) => {
  const path = href.split(/[?#]/)[0];
  return !table.includes(path) && new RegExp(`^${route.replace(/:\w+/g, "[^/]+")}$`).test(path);
};

test("no page is missing here", () => {
  expect(table.length, "the table of pages can be read").toBeGreaterThan(50);
  const named = new Set([...pages.flatMap(([, paths]) => paths), ...behind.flatMap(([, ways]) => ways.map((way) => way.at(-1)!)), ...Object.keys(elsewhere)]);
  expect(table.filter((path) => !named.has(path)), "put these into one of the lists above, or say why not").toEqual([]);
  const all = [...Object.keys(elsewhere), ...behind.flatMap(([, ways]) => ways.flatMap((way) => way.slice(1)))];
  expect(all.filter((path) => !table.includes(path)), "these pages are gone").toEqual([]);
});

/** Pages that show something else at the same address. */
const views: [Who, string[]][] = [
  ["amina", ["/desk/calendar?view=week", "/desk/calendar?view=list"]],
  ["admin", ["/admin/stock?show=all"]],
];

/** Looks at the page in the light, in the dark, and on a phone. */
async function look(page: Page, name: string) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await scan(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await scan(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await scan(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await shoot(page, name.replaceAll(/[/?=]/g, "-"));
}

// No page changes anything: those of this file are shared out among all who run.
test.describe.configure({ mode: "parallel" });

for (const [who, paths] of [...pages, ...views]) {
  for (const path of paths) {
    test(`${path} opens for ${who ?? "a visitor"} in every size and colour`, async ({ open }) => {
      const page = await open(who);
      expect((await visit(page, path))?.status()).toBe(200);
      expect(page.url().endsWith(path)).toBe(true);
      await look(page, `${who ?? "visitor"}${path}`);
    });
  }
}

for (const [who, ways] of behind) {
  for (const [start, ...routes] of ways) {
    const route = routes.at(-1)!;
    test(`from ${start} a link leads ${who ?? "a visitor"} to a page at ${route}, in every size and colour`, async ({ open }) => {
      const page = await open(who);
      let here = start;
      for (const next of [...routes, ""]) {
        expect((await visit(page, here))?.status()).toBe(200);
        if (!next) break;
        const links = await page.locator("main a[href], aside a[href]").evaluateAll((all) => all.map((link) => link.getAttribute("href")!));
        const found = links.find((href) => isAt(next, href));
        expect(found, `a link on ${here} to ${next}`).toBeTruthy();
        here = found!;
      }
      await look(page, `${who ?? "visitor"}${start}${route.replaceAll(":", "")}`);
    });
  }
}

test("the button that opens the chat covers nothing at the foot of a page", async ({ open }) => {
  const page = await open(null);
  for (const width of [390, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await visit(page, "/cart");
    await expect(launcher(page)).toBeVisible();
    for (const colours of await page.locator("footer").getByRole("group", { name: "Colours" }).getByRole("button").all()) await colours.click({ trial: true });
  }
});

test("a link for a new password that is worn out leads to another one", async ({ open, expectErrors }) => {
  expectErrors(/409/);
  const page = await open(null);
  await page.goto("/reset/long-ago");
  await page.getByRole("link", { name: "Mail me a new link" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgot your password?");
});

test("the pages that links in mails and invitations lead to open in every size and colour", async ({ open, freshServer }) => {
  const postbox = new Postbox();
  await postbox.start();
  await freshServer.restart({ SMTP_URL: postbox.url });
  const somebody = (options = {}) => open(null, { baseURL: freshServer.url, ...options });
  const link = (words: string, route: string) => new RegExp(`/${route}/[^\\s"]+`).exec(words)![0];
  const [admin, customer, stranger] = [await somebody(), await somebody(), await somebody()];
  const opens = async (page: Page, path: string, name: string) => {
    expect((await visit(page, path))?.status()).toBe(200);
    await look(page, `visitor-${name}`);
  };

  await signInByForm(admin, people.admin);
  await visit(admin, "/admin/settings");
  await opens(stranger, link(await admin.getByRole("main").innerText(), "join"), "join");
  await visit(admin, "/admin/people");
  await admin.getByText("Invite somebody", { exact: true }).click();
  await admin.getByLabel("Name", { exact: true }).fill("Njeri Kamau");
  await admin.getByLabel("E-mail address").fill("njeri@example.com");
  await admin.getByRole("button", { name: "Invite" }).click();
  await opens(stranger, link((await postbox.letter("njeri@example.com", /^Join/)).text, "invite"), "invite");

  const email = "achieng@example.com";
  await customer.goto("/sign-up?next=/account");
  await customer.getByLabel("Your name").fill("Achieng Odhiambo");
  await customer.getByLabel("E-mail address").fill(email);
  await customer.getByLabel("Password").fill(password);
  await customer.getByRole("button", { name: "Create account" }).click();
  await expect(customer).toHaveURL(/\/account$/);
  const confirm = link((await postbox.letter(email, /Confirm your e-mail address/)).text, "verify");
  // Opened where she is signed in, and where nobody is.
  await opens(customer, confirm, "verify-own");
  await opens(stranger, confirm, "verify");
  await stranger.goto("/forgot");
  await stranger.getByLabel("E-mail").fill(email);
  await stranger.getByRole("button", { name: /link/i }).click();
  await opens(stranger, link((await postbox.letter(email, /password/i)).text, "reset"), "reset");
  await Promise.all([admin, customer, stranger].map((page) => page.context().close()));
  await postbox.stop();
});

test("a page that does not exist says so, with the way back", async ({ open, expectErrors }) => {
  expectErrors(/404/);
  const page = await open(null);
  const answer = await visit(page, "/no-such-page");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link").first()).toBeVisible();
});
