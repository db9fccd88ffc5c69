// Before all tests: a data folder with the demo business, which each server gets a copy of.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary, seed } from "./server";

export default function () {
  if (!existsSync(binary)) throw new Error(`${binary} is missing. Run: script/build`);
  const folder = mkdtempSync(join(tmpdir(), "stoa-template-"));
  process.env.STOA_TEST_TEMPLATE = folder;
  seed(folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
