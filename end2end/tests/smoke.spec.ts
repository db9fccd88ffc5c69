// Every page opens for those it is meant for, wakes up, has one heading, and axe finds nothing serious.
import { Who, expect, scan, shoot, test, visit } from "../stoa";

const pages: [Who | null, string[]][] = [
  [null, ["/", "/sign-in", "/sign-up", "/forgot", "/help", "/help/return-item"]],
  ["wanjiru", ["/", "/tickets", "/tickets/new", "/account", "/help"]],
  ["amina", ["/desk", "/desk/tickets", "/desk/200", "/account"]],
  ["admin", ["/admin", "/admin/people", "/admin/settings", "/admin/sla", "/admin/categories", "/admin/mails", "/admin/sms"]],
  ["admin", ["/admin/help", "/admin/help/new", "/admin/help/categories", "/admin/help/bench", "/admin/replies"]],
  ["owner", ["/admin/businesses", "/admin/jobs"]],
];

for (const [who, paths] of pages) {
  for (const path of paths) {
    test(`${path} opens for ${who ?? "a visitor"} in every size and colour`, async ({ open }) => {
      const page = await open(who);
      const answer = await visit(page, path);
      expect(answer?.status()).toBe(200);
      expect(new URL(page.url()).pathname).toBe(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      await scan(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await scan(page);
      await shoot(page, `${who ?? "visitor"}${path.replaceAll("/", "-")}`);
    });
  }
}

test("a page that does not exist says so, with the way back", async ({ open, expectErrors }) => {
  expectErrors(/404/);
  const page = await open(null);
  const answer = await visit(page, "/no-such-page");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link").first()).toBeVisible();
});
