// A stand-in for Twilio's Messages API: takes SMS, or refuses them with one of Twilio's errors.
import { createServer } from "node:http";
import { TWILIO_PORT } from "./server";

export class Twilio {
  /** What it took. */
  readonly taken: { to: string; body: string }[] = [];
  /** The error it answers with from now on; none to take everything. */
  refuses: number | null = null;
  private server = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      const [status, body] = this.answer(new URLSearchParams(text));
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });

  start = () => new Promise<void>((go) => this.server.listen(TWILIO_PORT, "127.0.0.1", go));
  stop = () => new Promise<void>((go) => (this.server.closeAllConnections(), this.server.close(() => go())));

  private answer(form: URLSearchParams): [number, unknown] {
    if (this.refuses !== null) return [400, { code: this.refuses, message: "Refused.", status: 400 }];
    this.taken.push({ to: form.get("To") ?? "", body: form.get("Body") ?? "" });
    return [201, { sid: `SM${String(this.taken.length).padStart(32, "0")}`, status: "queued" }];
  }
}
