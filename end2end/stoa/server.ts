// The release binary as a process of its own, on a free port, with a data folder of its own.
import { ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "../..");
export const binary = process.env.STOA_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release/stoa");

/** The copy that runs: nothing but itself lies in its folder. */
export const alone = () => join(process.env.STOA_TEST_HOME!, "stoa");

/** The folder with the demo business that every server starts from; made once per run by template.ts. */
export const template = () => process.env.STOA_TEST_TEMPLATE!;

/** Which of those who run at the same time this is: each has stand-ins of its own. */
const side = Number(process.env.TEST_PARALLEL_INDEX ?? 0);

/** Where the stand-in for M-Pesa listens in the tests that have one. */
export const SAFARICOM_PORT = 3998 - 2 * side;
/** Where the stand-in for Twilio listens, likewise. */
export const TWILIO_PORT = 3997 - 2 * side;

const environment = (data: string, port: number) => ({
  PATH: process.env.PATH,
  STOA_DATA_DIR: data,
  STOA_ADDR: `127.0.0.1:${port}`,
  STOA_TEST_CLOCK: "1",
  STOA_LOG: "warn",
  STOA_MPESA_URL: `http://127.0.0.1:${SAFARICOM_PORT}`,
  STOA_TWILIO_URL: `http://127.0.0.1:${TWILIO_PORT}`,
});

/** Fills `data` with the demo business. */
export function seed(data: string) {
  mkdirSync(data, { recursive: true });
  const done = spawnSync(alone(), ["seed"], { cwd: data, env: { ...environment(data, 0), STOA_ADDR: "127.0.0.1:3999", STOA_DEMO: "1" }, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`stoa seed failed: ${done.stderr}${done.error ?? ""}`);
}

export class Server {
  readonly cookies = new Map<string, unknown>();
  private log = "";
  private process!: ChildProcess;
  private also: Record<string, string> = {};

  private constructor(readonly data: string, readonly port: number) {}

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A running server; with the demo business unless `empty`. */
  static async start({ empty = false } = {}): Promise<Server> {
    const data = mkdtempSync(join(tmpdir(), "stoa-browser-"));
    if (!empty) cpSync(template(), data, { recursive: true });
    const server = new Server(data, await freePort());
    await server.run();
    return server;
  }

  /** Starts the process on the data that is there. */
  async run() {
    this.process = spawn(alone(), ["serve"], { cwd: this.data, env: { ...environment(this.data, this.port), ...this.also }, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.process.stdout!, this.process.stderr!]) stream.on("data", (text) => (this.log += text));
    for (let tries = 0; !(await this.isReady()); tries++) {
      if (this.process.exitCode !== null || tries > 200) throw new Error(`stoa serve does not answer:\n${this.log}`);
      await new Promise((go) => setTimeout(go, 25));
    }
  }

  /** Starts the process again, from now on with this in its environment as well. */
  async restart(also: Record<string, string>) {
    await this.stop();
    this.also = { ...this.also, ...also };
    await this.run();
  }

  /** Ends the process, gently or not, and keeps the data. */
  async stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM") {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = new Promise((go) => this.process.once("exit", go));
    this.process.kill(signal);
    await gone;
  }

  /** Ends the process and removes the data. */
  async remove() {
    await this.stop("SIGKILL");
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Moves the server's clock forward. */
  async advance(minutes: number) {
    const answer = await fetch(`${this.url}/test/clock?advance_ms=${minutes * 60_000}`, { method: "POST", headers: { origin: this.url } });
    if (!answer.ok) throw new Error(`The clock does not move: ${answer.status} ${await answer.text()}`);
  }

  private async isReady() {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((go, fail) => {
    const probe = createServer().once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => go(port));
    });
  });
}
