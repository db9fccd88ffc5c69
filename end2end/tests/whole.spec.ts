// One ticket from its first question to a missed promise: a customer walks, the agent on shift has it at once, the timer turns yellow and red, the admin
// sees the breach, and the page says why.
import { expect, live, scan, shoot, test, visit } from "../stoa";
import { walkToTheEnd } from "../stoa/journey";
import { days, decide, leaveOut, seenByItself } from "../stoa/queue";

const plain = { javaScriptEnabled: false };

test("a customer walks, the agent on shift has the ticket at once, its timer turns yellow and red, the admin sees the breach and why", async ({ open, server }) => {
  const [admin, boss, amina, wanjiru] = [await open("admin"), await open("admin", plain), await open("amina"), await open("wanjiru")];
  // All time counts, so that the test does not depend on the hour it runs at; the journey ends in a ticket of high priority about damaged goods.
  await boss.goto("/admin/sla");
  await boss.getByLabel("Only count time while we are open").uncheck();
  await boss.getByLabel("Warn at").fill("20");
  await boss.getByLabel("Overdue tickets go to").selectOption({ label: "Brian Mwangi" });
  await boss.getByRole("button", { name: "Save promises" }).click();
  await boss.getByRole("link", { name: "Damaged goods" }).click();
  await boss.getByRole("group", { name: "High" }).getByLabel("First reply").fill("100 m");
  await boss.getByRole("button", { name: "Save promises" }).click();
  await expect(boss.getByText("The promises of this category are saved.")).toBeVisible();
  // Amina is on shift, the others get nothing; what is hers stays hers while the clock is moved.
  await leaveOut(admin, "Brian Mwangi");
  await leaveOut(admin, "Zainab Hassan");
  await visit(admin, "/admin/queue");
  await admin.getByRole("link", { name: "Amina Otieno" }).click();
  for (const day of days) await admin.locator(`#${day}`).fill("00:00-24:00");
  await admin.getByRole("button", { name: "Save the plan" }).click();
  await expect(admin.getByText("The plan is saved.")).toBeVisible();
  await visit(admin, "/admin/queue");
  await admin.locator("#ticket_silent").fill("0");
  await admin.getByRole("button", { name: "Save", exact: true }).click();
  await expect(admin.getByText("The queue is saved.")).toBeVisible();
  await decide(admin, true);
  await visit(admin, "/admin");
  const missed = admin.getByRole("region", { name: "Today's numbers" }).locator("div").filter({ hasText: "Deadlines missed" }).locator(":scope > span").nth(1);
  const before = await missed.innerText();

  // The customer walks, and sends it.
  await visit(amina, "/desk/queue");
  await walkToTheEnd(wanjiru, true);
  const title = "Order 10482 arrived broken";
  const held = amina.getByRole("table", { name: "What agents have, by agent" }).getByRole("row").filter({ hasText: title });
  await seenByItself(held.filter({ hasText: "Amina Otieno" }), () => wanjiru.getByRole("button", { name: "Open ticket" }).click());
  await expect(wanjiru.getByRole("heading", { level: 1 })).toContainText(title);

  // Green, yellow, soon due, red: a fresh page reads the server's clock.
  await visit(amina, "/desk?tab=all");
  const line = amina.locator("#lines article").filter({ hasText: title });
  const timer = (tone: string) => line.locator(`.text-${tone}`).filter({ hasText: "First reply" });
  await expect(timer("good")).toContainText(/First reply 1 h \d+ m left/);
  await server.advance(60);
  await amina.reload();
  await live(amina);
  await expect(timer("warn")).toContainText(/First reply \d+ m left/);
  await shoot(amina, "whole-yellow");
  await server.advance(21);
  await expect(amina.getByRole("status").filter({ hasText: "is due soon" }).first()).toBeVisible({ timeout: 15_000 });
  await server.advance(25);
  await expect(missed, "the admin's page shows it by itself").not.toHaveText(before, { timeout: 20_000 });
  await scan(admin);
  await shoot(admin, "whole-breach");
  await visit(amina, "/desk?tab=all");
  await expect(timer("bad")).toContainText("overdue");
  await line.getByRole("link").click();
  await live(amina);
  await expect(amina.locator("#why-assigned")).toContainText("First reply is overdue, so Brian Mwangi leads.");
  await amina.getByText("Explain", { exact: true }).first().click();
  await expect(amina.locator("#why")).toContainText("The clock began when the ticket was opened");
  await expect(amina.locator("#why")).toContainText("Promised: 1 h 40 m");
  await scan(amina);
  await shoot(amina, "whole-explained");
});
