// Appointments: booked in four steps, moved by the link, followed live in the staff's calendar; with script and without, on a phone, in the dark.
import { Page, expect, live, scan, shoot, test, visit } from "../stoa";

/** The first day with times, and a time of it. */
async function choose(page: Page) {
  const time = page.locator("button[name=starts_at]").first();
  const words = (await time.innerText()).trim().slice(0, 5);
  await time.click();
  return words;
}

/** From the list of services to the last look. */
async function fill(page: Page, email: string) {
  await visit(page, "/book");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Book an appointment");
  await page.getByRole("link", { name: "Consultation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Consultation");
  const time = await choose(page);
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
  const time = await fill(guest, "makena@example.com");
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
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Your appointment is cancelled");
  await expect(amina.getByText("Makena Kariuki")).toHaveCount(0);
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
