// Appointments: booked in four steps, moved by the link, followed live in the staff's calendar; with script and without, on a phone, in the dark.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

/** The first free time; or the first that guests may still move, whatever the hour is at which this runs. */
async function firstTime(page: Page, { isMovable = false } = {}) {
  const times = page.locator("button[name=starts_at]");
  if (!isMovable) return times.first();
  const all = await times.evaluateAll((buttons) => buttons.map((button) => Number((button as HTMLButtonElement).value)));
  return page.locator(`button[name=starts_at][value="${all.find((at) => at > Date.now() + 2 * 86_400_000)}"]`);
}

/** Chooses it, and says which it is. */
async function choose(page: Page, which = {}) {
  const time = await firstTime(page, which);
  const words = (await time.innerText()).trim().slice(0, 5);
  await time.click();
  return words;
}

/** From the list of services to the last look. */
async function fill(page: Page, email: string, which = {}) {
  await visit(page, "/book");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Book an appointment");
  await page.getByRole("link", { name: "Consultation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Consultation");
  const time = await choose(page, which);
  await expect(page).toHaveURL(/\/contact$/);
  await page.getByLabel("Name", { exact: true }).fill("Makena Kariuki");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(/\/review$/);
  await expect(page.getByText(email)).toBeVisible();
  return time;
}

test("a guest books in four steps, moves it by the link, and the calendar of the staff follows", async ({ open }) => {
  const [guest, amina] = [await open(null), await open("amina")];
  await visit(amina, "/desk/calendar?view=list");
  await live(amina);
  await scan(amina);
  const time = await fill(guest, "makena@example.com", { isMovable: true });
  await shoot(guest, "booking-review");
  await scan(guest);
  await guest.getByRole("button", { name: "Book this appointment" }).click();
  await expect(guest.getByText("It is booked.")).toBeVisible();
  await expect(guest.getByText(new RegExp(time)).first()).toBeVisible();
  await shoot(guest, "booking-done");
  await scan(guest);
  await expect(amina.getByText("Makena Kariuki").first()).toBeVisible();

  await guest.getByRole("link", { name: "Move it" }).click();
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Move your appointment");
  await scan(guest);
  await guest.locator("button[name=starts_at]").last().click();
  await expect(guest.getByText("It has moved.")).toBeVisible();
  const file = await guest.request.get((await guest.getByRole("link", { name: "Add to your calendar" }).getAttribute("href"))!);
  expect(await file.text()).toContain("SEQUENCE:1");

  await guest.getByRole("button", { name: "Cancel it" }).click();
  const ask = guest.getByRole("dialog", { name: "Cancel this booking?" });
  await scan(guest);
  await ask.getByRole("button", { name: "Keep it" }).click();
  await expect(ask).toBeHidden();
  const cancel = guest.getByRole("button", { name: "Cancel it" });
  await cancel.click();
  await guest.keyboard.press("Escape");
  await expect(ask).toBeHidden();
  await expect(cancel, "the keyboard is back").toBeFocused();
  // A browser that knows no commands shows the same question as a popover.
  await guest.evaluate(() => document.querySelectorAll("[commandfor]").forEach((button) => button.removeAttribute("commandfor")));
  await cancel.focus();
  await guest.keyboard.press("Enter");
  await expect(ask).toBeVisible();
  await scan(guest);
  await guest.keyboard.press("Escape");
  await expect(ask).toBeHidden();
  await expect(cancel).toBeFocused();
  for (const way of ["Keep it", "Close"]) {
    await cancel.click();
    await ask.getByRole("button", { name: way }).click();
    await expect(ask).toBeHidden();
    await expect(cancel).toBeFocused();
  }
  await cancel.click();
  await ask.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Your appointment is cancelled");
  await expect(amina.getByText("Makena Kariuki")).toHaveCount(0);
});

test("a guest elsewhere reads each time in their own zone too, and sees the ten minutes run", async ({ open }) => {
  const guest = await open(null, { timezoneId: "America/New_York" });
  await visit(guest, "/book");
  await guest.getByRole("link", { name: "Consultation" }).click();
  await expect(guest.getByText(/yours, in New York, stand beside/)).toBeVisible();
  const first = guest.locator("button[name=starts_at]").first();
  await expect(first).toContainText(/^\d\d:\d\d\s*\((\w{3} )?\d\d:\d\d yours\)$/);
  await first.click();
  const timer = guest.getByRole("timer");
  await expect(timer).toHaveText(/^Kept for you for (10:00|9:\d\d) minutes, until \d\d:\d\d\.$/);
  const before = await timer.innerText();
  await expect(timer).not.toHaveText(before);
  await scan(guest);
});

test("staff moves an appointment with the keys and by its form", async ({ open }) => {
  const [guest, amina] = [await open(null), await open("amina")];
  await fill(guest, "makena@example.com");
  await guest.getByRole("button", { name: "Book this appointment" }).click();
  await expect(guest.getByText("It is booked.")).toBeVisible();
  await visit(amina, "/desk/calendar?view=list");
  await amina.getByRole("row", { name: /Makena Kariuki/ }).getByRole("link").click();
  await amina.getByRole("link", { name: "That day in the calendar" }).click();
  await live(amina);
  await shoot(amina, "calendar-day");
  await scan(amina);
  const block = amina.getByRole("link", { name: /Makena Kariuki/ });
  const before = await block.getAttribute("data-starts");
  await block.focus();
  for (let n = 0; n < 36; n++) await amina.keyboard.press("Alt+ArrowDown");
  await amina.keyboard.press("Enter");
  await expect(block).not.toHaveAttribute("data-starts", before!);
  await visit(amina, "/desk/calendar?view=week");
  await shoot(amina, "calendar-week");
  await scan(amina);
});

test("a drag with the mouse moves an appointment, and is taken back before anybody is written to", async ({ open, server }) => {
  const [guest, amina, admin] = [await open(null), await open("amina"), await open("admin")];
  // Two weeks on, nothing else is booked.
  await visit(guest, "/book");
  await guest.getByRole("link", { name: "Consultation" }).click();
  await guest.getByRole("link", { name: "Later days" }).click();
  await expect(guest).toHaveURL(/from=/);
  const at = Number(await guest.locator("button[name=starts_at]").first().getAttribute("value"));
  await choose(guest);
  await guest.getByLabel("Name", { exact: true }).fill("Naliaka Wafula");
  await guest.getByLabel("E-mail address").fill("naliaka@example.com");
  await guest.getByRole("button", { name: "Go on" }).click();
  await guest.getByRole("button", { name: "Book this appointment" }).click();
  await expect(guest.getByText("It is booked.")).toBeVisible();

  const day = new Date(at).toLocaleDateString("en-CA", { timeZone: "Africa/Nairobi" });
  await visit(amina, `/desk/calendar?date=${day}`);
  const block = amina.getByRole("link", { name: /Naliaka Wafula/ });
  await expect(block).toHaveAttribute("data-starts", String(at));
  const hour = 3_600_000;
  /** Takes the appointment with the mouse and lets it go so many hours further down. */
  const drag = async (hours: number) => {
    const box = (await block.boundingBox())!;
    const column = (await amina.locator("[data-column]").first().boundingBox())!;
    const [from, to] = await amina.locator("[data-column]").first().evaluate((e: HTMLElement) => [Number(e.dataset.from), Number(e.dataset.to)]);
    const [x, y] = [box.x + box.width / 2, box.y + 8];
    await amina.mouse.move(x, y);
    await amina.mouse.down();
    await amina.mouse.move(x, y + 10, { steps: 3 });
    await amina.mouse.move(x, y + (hours * hour * column.height) / (to - from), { steps: 8 });
    const target = new Date(at + hours * hour).toLocaleTimeString("en-GB", { timeZone: "Africa/Nairobi", hour: "2-digit", minute: "2-digit" });
    await expect(block, "it says where it would be put").toContainText(target);
    await amina.mouse.up();
  };
  /** How often she was told of a move. */
  const told = async () => {
    await visit(admin, "/admin/mails");
    return admin.getByRole("row").filter({ hasText: "naliaka@example.com" }).filter({ hasText: "Moved: Consultation" }).count();
  };

  await drag(2);
  await expect(block).toHaveAttribute("data-starts", String(at + 2 * hour));
  await expect(amina.getByText("Moved. The customer gets a mail in a minute.")).toBeVisible();
  await amina.getByRole("button", { name: "Undo" }).click();
  await expect(amina.getByText("It is back where it was. Nobody was written to.")).toBeVisible();
  await expect(block).toHaveAttribute("data-starts", String(at));
  await server.advance(3);
  expect(await told(), "nobody is told of a slip of the mouse").toBe(0);

  // A click opens it; a second drag stays, and is told when it can no longer be taken back.
  await drag(1);
  await expect(block).toHaveAttribute("data-starts", String(at + hour));
  await block.click();
  await expect(amina).toHaveURL(/\/desk\/calendar\/\d+/);
  await expect(amina.getByRole("button", { name: "Undo the move" })).toBeVisible();
  await scan(amina);
  await server.advance(3);
  await expect.poll(told, { timeout: 15_000 }).toBe(1);
  await amina.reload();
  await expect(amina.getByRole("button", { name: "Undo the move" })).toHaveCount(0);
});

test("without script a guest books in four steps, moves it and calls it off", async ({ open }) => {
  const guest = await open(null, { javaScriptEnabled: false });
  await guest.goto("/book");
  await guest.getByRole("link", { name: "Consultation" }).click();
  await guest.getByRole("link", { name: "Later days" }).click();
  const time = await choose(guest);
  await expect(guest).toHaveURL(/\/contact$/);

  // What is wrong is said beside its field, and what was typed is kept.
  await guest.getByLabel("Name", { exact: true }).fill("Zawadi Were");
  await guest.getByLabel("E-mail address").fill("zawadi@example.com");
  await guest.locator("#phone").fill("12");
  await guest.getByRole("button", { name: "Go on" }).click();
  await expect(guest.locator("#phone-error")).not.toBeEmpty();
  await expect(guest.getByLabel("Name", { exact: true })).toHaveValue("Zawadi Were");
  await guest.locator("#phone").fill("");
  await guest.getByRole("button", { name: "Go on" }).click();
  await expect(guest).toHaveURL(/\/review$/);
  await guest.getByRole("button", { name: "Book this appointment" }).click();
  await expect(guest.getByText("It is booked.")).toBeVisible();
  await expect(guest.getByText(new RegExp(time)).first()).toBeVisible();

  await guest.getByRole("link", { name: "Move it" }).click();
  await guest.locator("button[name=starts_at]").last().click();
  await expect(guest.getByText("It has moved.")).toBeVisible();
  await guest.getByRole("button", { name: "Cancel it" }).click();
  await guest.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Your appointment is cancelled");
});

test("on a phone, in the dark, every step of it can be read and fits", async ({ open }) => {
  const guest = await open(null, { viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true, isMobile: true });
  const look = async (heading: string) => {
    await expect(guest.getByRole("heading", { level: 1 })).toHaveText(heading);
    await live(guest);
    expect(await guest.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${heading}: nothing is wider than the screen`).toBe(true);
    await scan(guest);
  };
  await guest.goto("/book");
  await look("Book an appointment");
  await guest.getByRole("link", { name: "Consultation" }).tap();
  await look("Consultation");
  await (await firstTime(guest, { isMovable: true })).tap();
  await look("Your details");
  await guest.getByLabel("Name", { exact: true }).fill("Makena Kariuki");
  await guest.getByLabel("E-mail address").fill("makena@example.com");
  await guest.locator("#phone").fill("12");
  await guest.getByLabel("Anything we should know").fill("The third floor, please.");
  await guest.getByRole("button", { name: "Go on" }).tap();
  await expect(guest.locator("#phone-error")).not.toBeEmpty();
  await look("Your details");
  await guest.locator("#phone").fill("0700 000 482");
  await guest.getByRole("button", { name: "Go on" }).tap();
  await look("Is everything right?");
  await guest.getByRole("button", { name: "Book this appointment" }).tap();
  await expect(guest.getByText("It is booked.")).toBeVisible();
  await look("Your appointment is booked");
  await guest.getByRole("link", { name: "Move it" }).tap();
  await look("Move your appointment");
  await guest.locator("button[name=starts_at]").last().tap();
  await expect(guest.getByText("It has moved.")).toBeVisible();
  await look("Your appointment is booked");
  await guest.getByRole("button", { name: "Cancel it" }).tap();
  await expect(guest.getByRole("dialog", { name: "Cancel this booking?" })).toBeInViewport({ ratio: 1 });
  await scan(guest);
  await guest.getByRole("button", { name: "Yes, cancel it" }).tap();
  await look("Your appointment is cancelled");
});

test("an admin gives somebody hours and offers something new", async ({ open }) => {
  const admin = await open("admin");
  await visit(admin, "/admin/services");
  await scan(admin);
  await admin.getByRole("link", { name: "New service" }).click();
  await admin.getByLabel("Name", { exact: true }).fill("Glazing");
  await admin.getByLabel("Duration").fill("7");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("write a multiple of five minutes")).toBeVisible();
  await admin.getByLabel("Duration").fill("45");
  await admin.getByLabel("Amina Otieno").check();
  await scan(admin);
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("The service is added.")).toBeVisible();
  await visit(admin, "/book");
  await expect(admin.getByRole("link", { name: "Glazing" })).toBeVisible();
});
