// Every page opens for those it is meant for, wakes up, has one heading, and axe finds nothing serious.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Page, Who, expect, scan, shoot, test, visit } from "../stoa";
import { launcher } from "../stoa/chat";

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

/** Pages of one address that do not stand in the list, and why. */
const elsewhere: Record<string, string> = {
  "/setup": "opens once, in an empty installation: doors.spec",
  "/checkout": "leads back to the cart while there is nothing in it: shop.spec",
  "/chat/frame": "stands in a frame of another page: widget.spec",
};

test("no page of one address is missing here", () => {
  const table = readFileSync(join(__dirname, "../../app/src/routes/table.rs"), "utf8");
  const all = [...table.matchAll(/path!\("([^"]+)"\)/g)].map((found) => found[1]);
  expect(all.length, "the table of pages can be read").toBeGreaterThan(50);
  const named = new Set([...pages.flatMap(([, paths]) => paths), ...Object.keys(elsewhere)]);
  const missing = all.filter((path) => !path.includes(":") && !named.has(path));
  expect(missing, "put these into the list above, or say why not").toEqual([]);
  expect(Object.keys(elsewhere).filter((path) => !all.includes(path)), "these pages are gone").toEqual([]);
});

/** Pages behind a link: the first page that such a link on the page before leads to. */
const behind: [Who | null, [string, string][]][] = [
  [null, [["/shop", "/shop/"], ["/book", "/book/"]]],
  ["wanjiru", [["/orders", "/o/"], ["/appointments", "/a/"]]],
  ["baraka", [["/partner", "/partner/orders/"]]],
  ["amina", [["/desk/orders", "/desk/orders/"], ["/desk/calendar?view=list", "/desk/calendar/"]]],
  ["admin", [["/admin/stock?show=all", "/admin/products/"], ["/admin/services", "/admin/services/hours/"]]],
];

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

for (const [who, links] of behind) {
  for (const [path, link] of links) {
    test(`${path} leads ${who ?? "a visitor"} to a page at ${link}, in every size and colour`, async ({ open }) => {
      const page = await open(who);
      expect((await visit(page, path))?.status()).toBe(200);
      const href = await page.locator(`main a[href^='${link}']`).first().getAttribute("href");
      expect((await visit(page, href!))?.status()).toBe(200);
      await look(page, `${who ?? "visitor"}${path}${link}`);
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

test("a page that does not exist says so, with the way back", async ({ open, expectErrors }) => {
  expectErrors(/404/);
  const page = await open(null);
  const answer = await visit(page, "/no-such-page");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link").first()).toBeVisible();
});
