// Promises: a category promises its own, the timer turns yellow and red, also on a page that stays open, staff is warned, what is overdue goes to the lead and
// is explained.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";
import { numberOf } from "../stoa/tickets";

const plain = { javaScriptEnabled: false };

async function openTicket(page: Page, subject: string, category: string) {
  await visit(page, "/tickets/new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("What it is about").selectOption({ label: category });
  await page.getByLabel("What happened").fill("My order came this morning, but two of the six mugs are broken.");
  await page.getByRole("button", { name: "Open ticket" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(subject);
}

/** The number of deadlines missed today, on the overview. */
const missed = (page: Page) => page.locator("#overview").getByText("Deadlines missed", { exact: true }).locator("xpath=following-sibling::span[1]");

/** The day in the business's zone so many minutes from now. */
const nairobiDay = (minutes: number) => new Date(Date.now() + minutes * 60_000).toLocaleDateString("en-GB", { timeZone: "Africa/Nairobi" });

test("a category's promise runs from green over yellow to red, with a warning, a lead and an explanation", async ({ open, server }) => {
  const [admin, amina, wanjiru] = [await open("admin", plain), await open("amina"), await open("wanjiru")];
  // This page stays open: what happens must come to it by itself.
  const boss = await open("admin");
  // What counts is all time, so that the test does not depend on the hour it runs at.
  await admin.goto("/admin/sla");
  await admin.getByLabel("Only count time while we are open").uncheck();
  await admin.getByLabel("Warn at").fill("95");
  await admin.getByRole("button", { name: "Save promises" }).click();
  await expect(admin.locator("#warning-error")).toContainText("a whole number from 0 to 90");
  await admin.getByLabel("Warn at").fill("20");
  await admin.getByLabel("Overdue tickets go to").selectOption({ label: "Brian Mwangi" });
  await admin.getByRole("button", { name: "Save promises" }).click();
  await expect(admin.getByText("The promises are saved.")).toBeVisible();
  await admin.getByRole("link", { name: "Damaged goods" }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Promises for Damaged goods");
  const medium = admin.getByRole("group", { name: "Medium" });
  await medium.getByLabel("First reply").fill("30 d");
  await admin.getByRole("button", { name: "Save promises" }).click();
  await expect(medium.getByText("the solution cannot be due before the first reply")).toBeVisible();
  await medium.getByLabel("First reply").fill("100 m");
  await admin.getByRole("button", { name: "Try on the last 30 days" }).click();
  await expect(admin.getByRole("table", { name: "Promises kept" })).toContainText("Next replies");
  await admin.getByRole("button", { name: "Save promises" }).click();
  await expect(admin.getByText("The promises of this category are saved.")).toBeVisible();
  await admin.goto("/admin/sla");
  await expect(admin.getByRole("row").filter({ hasText: "Damaged goods" })).toContainText("Medium: first reply 1 h 40 m");

  const subject = `Broken mugs ${Date.now()}`;
  await openTicket(wanjiru, subject, "Damaged goods");
  await visit(amina, "/desk?tab=all");
  const line = amina.locator("#lines article").filter({ hasText: subject });
  await expect(line).toContainText(/First reply 1 h \d+ m left|First reply 2 h left/);
  await server.advance(60);
  await amina.reload();
  await live(amina);
  await expect(line).toContainText(/First reply \d+ m left/);
  await expect(line).not.toContainText("Due soon");
  await shoot(amina, "sla-at-risk");
  // The warning comes by itself on the page that is open.
  await server.advance(21);
  await expect(amina.getByRole("status").filter({ hasText: "is due soon" }).first()).toBeVisible({ timeout: 15_000 });
  // The clock of this browser stands still while the server's is moved: a fresh page reads the server's.
  await amina.reload();
  await live(amina);
  await expect(line).toContainText("Due soon");
  await scan(amina);
  await visit(boss, "/admin");
  // Today is another day when midnight lies in the next minutes.
  const before = nairobiDay(81) === nairobiDay(106) ? Number(await missed(boss).textContent()) : 0;
  await server.advance(25);
  await expect.poll(async () => Number(await missed(boss).textContent()), { timeout: 20_000 }).toBeGreaterThan(before);
  await shoot(boss, "sla-missed");
  await expect(async () => {
    await amina.reload();
    await expect(line).toContainText("overdue", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await live(amina);
  await line.getByRole("link").click();
  await live(amina);
  await expect(amina.locator("#why-assigned")).toContainText("First reply is overdue, so Brian Mwangi leads.");
  await amina.getByText("Explain", { exact: true }).first().click();
  await expect(amina.locator("#why")).toContainText("The clock began when the ticket was opened");
  await expect(amina.locator("#why")).toContainText("Promised: 1 h 40 m");
  await expect(amina.locator("#why")).not.toContainText("were changed since");
  await scan(amina);
  await shoot(amina, "sla-explained");
  // Without script the same number is on the page that is asked for.
  await admin.goto("/admin");
  await expect(missed(admin)).toHaveText((await missed(boss).textContent())!);
});

test("a further message of the customer starts a clock of its own until it is answered", async ({ open }) => {
  const [amina, wanjiru] = [await open("amina"), await open("wanjiru")];
  const subject = `A cracked planter ${Date.now()}`;
  await openTicket(wanjiru, subject, "Returns");
  await visit(amina, "/desk?tab=all");
  await amina.locator("#lines article").filter({ hasText: subject }).getByRole("link").click();
  await live(amina);
  const composer = amina.locator("[data-composer]");
  await composer.getByRole("textbox").fill("Which one?");
  await composer.getByRole("button", { name: "Send", exact: true }).click();
  const levels = amina.getByRole("region", { name: "Service level" }).or(amina.locator("section").filter({ hasText: "Service level" })).last();
  await expect(levels).toContainText(/met (in|at once)/);
  await wanjiru.reload();
  await live(wanjiru);
  const hers = wanjiru.locator("[data-composer]");
  await hers.getByRole("textbox").fill("The blue one.");
  await hers.getByRole("button", { name: "Send", exact: true }).click();
  await expect(levels).toContainText("Next reply", { timeout: 10_000 });
  await composer.getByRole("textbox").fill("A new one leaves today.");
  await composer.getByRole("button", { name: "Send", exact: true }).click();
  await expect(levels).not.toContainText("Next reply", { timeout: 10_000 });
});

test("on pages that stay open the timers turn yellow and red by themselves, also where the browser's own clock is wrong", async ({ open, server }) => {
  const [admin, amina, wanjiru] = [await open("admin", plain), await open("amina"), await open("wanjiru")];
  await admin.goto("/admin/sla");
  await admin.getByLabel("Only count time while we are open").uncheck();
  await admin.getByLabel("Warn at").fill("20");
  await admin.getByRole("button", { name: "Save promises" }).click();
  await expect(admin.getByText("The promises are saved.")).toBeVisible();
  await admin.getByRole("link", { name: "Returns" }).click();
  const medium = admin.getByRole("group", { name: "Medium" });
  await medium.getByLabel("First reply").fill("90 m");
  await medium.getByLabel("Resolution").fill("100 m");
  await admin.getByRole("button", { name: "Save promises" }).click();
  await expect(admin.getByText("The promises of this category are saved.")).toBeVisible();
  const subject = `A chipped bowl ${Date.now()}`;
  await openTicket(wanjiru, subject, "Returns");
  const number = numberOf(wanjiru);

  // The clock of the customer's computer is five hours slow: the server says what time it is.
  await amina.clock.install();
  await wanjiru.clock.install({ time: Date.now() - 5 * 3_600_000 });
  await visit(amina, `/desk/${number}`);
  await visit(wanjiru, `/tickets/${number}`);
  const opened = [amina, wanjiru];
  for (const page of opened) await page.evaluate(() => document.body.setAttribute("data-opened-once", ""));

  const bar = amina.getByRole("meter", { name: /^First reply: / });
  const line = amina.locator("#lines article").filter({ hasText: subject });
  const ring = wanjiru.getByRole("img", { name: /^Resolution: / });
  /** All three are of this colour, and say in words what it means. */
  const show = async (tone: string, reply: RegExp, resolution: RegExp) => {
    await expect(bar).toHaveClass(new RegExp(`\\btext-${tone}\\b`));
    await expect(bar).toHaveAccessibleName(reply);
    await expect(line.locator(`.text-${tone}`).filter({ hasText: "First reply" })).toContainText(reply);
    await expect(ring).toHaveClass(new RegExp(`\\btext-${tone}\\b`));
    await expect(ring).toHaveAccessibleName(resolution);
  };
  /** Moves all clocks: a page asks the server what time it is once its own has moved. */
  const move = async (minutes: number) => {
    await server.advance(minutes);
    for (const page of opened) await page.clock.fastForward(minutes * 60_000);
  };
  await show("good", /1 h (2\d|30) m left/, /1 h (3\d|40) m left/);
  await move(55);
  await show("warn", /3\d m left/, /4\d m left/);
  await move(30);
  await show("bad", /[2-5] m left/, /1\d m left/);
  await move(20);
  await show("bad", /1[5-9] m overdue/, /: [5-9] m overdue/);
  await expect(wanjiru.getByText(/^We are late: this was due at/)).toBeVisible();
  for (const page of opened) await expect(page.locator("body[data-opened-once]"), "nobody loaded it again").toHaveCount(1);

  // A browser's clock that jumps by itself changes nothing for long: the server is asked.
  await wanjiru.clock.fastForward(3_600_000);
  await show("bad", /1[5-9] m overdue/, /: [5-9] m overdue/);
});
