// Nothing may stick out at the side of a page, nor lie over the other in its head, in any size. With STOA_SHOTS=1 pictures of it in both colours go into end2end/results/shots.
import { Page, expect } from "@playwright/test";
import { join } from "node:path";

const widths = [390, 1024, 1440];

/** Looks at the page in every size, takes `name-390-light.png` and so on where pictures are wanted, then puts it back to how it was. */
export async function shoot(page: Page, name: string) {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    expect(await page.evaluate(faults), `${name} on a screen of ${width}`).toEqual([]);
    if (process.env.STOA_SHOTS) await pictures(page, `${name}-${width}`);
  }
  if (before) await page.setViewportSize(before);
}

/** What is wrong with how the page lies on the screen. Runs in the page. */
function faults(): string[] {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const found: string[] = [];
  if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} wide`);
  // The desk scrolls in its regions, never as a whole.
  if (location.pathname.startsWith("/desk") && scrollHeight > innerHeight) found.push(`the page is ${scrollHeight} tall`);
  const head = document.querySelector("header");
  const parts = [...(head?.querySelectorAll<HTMLElement>("a, button") ?? [])].filter((part) => !part.closest("[popover]")).map(seen);
  for (const [at, one] of parts.entries()) {
    for (const other of parts.slice(at + 1)) {
      const [wide, high] = [Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)];
      if (wide > 1 && high > 1) found.push(`“${one.words}” lies over “${other.words}”`);
    }
  }
  return found;

  /** Where a part of the head can be seen: what scrolls cuts it off. */
  function seen(part: HTMLElement) {
    let { left, right, top, bottom } = part.getBoundingClientRect();
    for (let around = part.parentElement; around && around !== head; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === "visible") continue;
      const edge = around.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return { left, right, top, bottom, words: part.innerText.trim() };
  }
}

async function pictures(page: Page, name: string) {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(__dirname, `../results/shots/${name}-${colorScheme}.png`), timeout: 30_000 });
  }
}
