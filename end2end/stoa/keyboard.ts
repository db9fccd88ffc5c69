// Getting about without a pointer.
import { Locator, Page, expect } from "@playwright/test";

/** Goes on with Tab until this has the keyboard: whatever cannot be reached so fails the test. */
export async function reach(page: Page, target: Locator, { most = 80 } = {}) {
  for (let n = 0; n < most && !(await has(target)); n++) await page.keyboard.press("Tab");
  await expect(target, "reached by the keyboard").toBeFocused();
}

const has = (target: Locator) => target.evaluate((element) => element === element.ownerDocument.activeElement);

/** What the keyboard is in, seen from the page around every frame and shadow: `IFRAME`, `BUTTON`, `BODY`. */
export const whereKeyboardIs = (page: Page) =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName ?? document.activeElement?.tagName);
