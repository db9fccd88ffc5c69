// Nothing may stick out at the side of a page, in any size. With STOA_SHOTS=1 pictures of it in both colours go into end2end/results/shots.
import { Page, expect } from "@playwright/test";
import { join } from "node:path";

const widths = [390, 1024, 1440];

/** Looks at the page in every size, takes `name-390-light.png` and so on where pictures are wanted, then puts it back to how it was. */
export async function shoot(page: Page, name: string) {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(content, `${name} is wider than a screen of ${width}`).toBeLessThanOrEqual(window);
    if (process.env.STOA_SHOTS) await pictures(page, `${name}-${width}`);
  }
  if (before) await page.setViewportSize(before);
}

async function pictures(page: Page, name: string) {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(__dirname, `../results/shots/${name}-${colorScheme}.png`), timeout: 30_000 });
  }
}
