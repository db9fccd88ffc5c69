// Accessibility: no serious finding on any page.
import AxeBuilder from "@axe-core/playwright";
import { Page, expect } from "@playwright/test";

/** Fails when axe finds something serious or critical on the page as it is now. */
export async function scan(page: Page) {
  // Only for the frames of other sites does axe need a second page of its own, which takes as long again.
  const isOnePage = page.frames().length === 1;
  const found = await new AxeBuilder({ page }).setLegacyMode(isOnePage).options({ resultTypes: ["violations"], preload: false }).analyze();
  const serious = found.violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => ({ rule: violation.id, help: violation.help, where: violation.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`) }));
  expect(serious, `accessibility of ${page.url()}`).toEqual([]);
}
