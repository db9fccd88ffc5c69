// Before all tests: the binary alone in an empty folder, far from its sources, and a data folder with the demo business, which each server gets a copy of.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alone, binary, seed } from "./server";

export default function () {
  if (!existsSync(binary)) throw new Error(`${binary} is missing. Run: script/build`);
  const home = mkdtempSync(join(tmpdir(), "stoa-alone-"));
  process.env.STOA_TEST_HOME = home;
  process.env.STOA_TEST_TEMPLATE = join(home, "template");
  copyFileSync(binary, alone());
  seed(process.env.STOA_TEST_TEMPLATE);
  return () => rmSync(home, { recursive: true, force: true });
}
