// Pictures of a page in every size and both colours, into end2end/results/shots; and nothing may stick out at the side.
import { Page, expect } from "@playwright/test";
import { join } from "node:path";

const widths = [390, 1024, 1440];
const schemes = ["light", "dark"] as const;

/** Takes `name-390-light.png` and so on, then puts the page back to how it was. */
export async function shoot(page: Page, name: string) {
  const before = page.viewportSize();
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
      await page.screenshot({ path: join(__dirname, `../results/shots/${name}-${width}-${colorScheme}.png`), timeout: 30_000 });
      const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(content, `${name} is wider than a screen of ${width}`).toBeLessThanOrEqual(window);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
}
