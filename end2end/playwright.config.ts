// How the browser tests run: the system's Chromium against the release binary, two files at a time (each file has a server of its own), never twice.
import { defineConfig } from "@playwright/test";
import { execFileSync } from "node:child_process";

const chromium = execFileSync("sh", ["-c", "command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome"]).toString().trim();

export default defineConfig({
  testDir: "tests",
  outputDir: "results/failures",
  globalSetup: "./stoa/template.ts",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Generous: how fast it is, script/bench measures; a machine that is busy with something else fails nothing.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Africa/Nairobi",
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    actionTimeout: 20_000,
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      ],
    },
  },
});
