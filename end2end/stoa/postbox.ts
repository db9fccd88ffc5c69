// A stand-in for a mail server: takes every mail as it comes and keeps it.
import { expect } from "@playwright/test";
import { AddressInfo, Socket, createServer } from "node:net";

export interface Letter {
  to: string;
  subject: string;
  /** What it says, as text. */
  text: string;
  /** What goes along, by name. */
  files: string[];
}

export class Postbox {
  private readonly letters: Letter[] = [];
  private readonly lines = new Set<Socket>();
  private readonly server = createServer((line) => this.listen(line));

  start = () => new Promise<void>((go) => this.server.listen(0, "127.0.0.1", go));
  // Connections are kept for the next mail: without hanging up nothing would ever close.
  stop = () => new Promise<void>((go) => (this.lines.forEach((line) => line.destroy()), this.server.close(() => go())));

  /** Where mails are sent, as `SMTP_URL` wants it. */
  get url() {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}?from=shop@example.com`;
  }

  /** The one mail to this address with such a subject; waits for it. */
  async letter(to: string, subject: RegExp): Promise<Letter> {
    const fitting = () => this.letters.filter((letter) => letter.to === to && subject.test(letter.subject));
    await expect.poll(() => fitting().length, `mails to ${to}: ${subject}`).toBe(1);
    return fitting()[0];
  }

  private listen(line: Socket) {
    this.lines.add(line.on("close", () => this.lines.delete(line)).on("error", () => {}));
    const say = (words: string) => line.write(`${words}\r\n`);
    let [heard, isMail, to] = ["", false, ""];
    say("220 postbox");
    line.setEncoding("latin1").on("data", (part: string) => {
      heard += part;
      for (;;) {
        const end = isMail ? "\r\n.\r\n" : "\r\n";
        const at = heard.indexOf(end);
        if (at < 0) return;
        const said = heard.slice(0, at);
        heard = heard.slice(at + end.length);
        if (isMail) this.letters.push(read(to, said.replace(/^\.\./gm, ".")));
        else to = /^RCPT TO:<(.+?)>/i.exec(said)?.[1] ?? to;
        isMail = !isMail && /^DATA/i.test(said);
        say(isMail ? "354 go on" : /^QUIT/i.test(said) ? "221 bye" : "250 ok");
      }
    });
  }
}

/** Reads a mail as it came over the line. */
function read(to: string, raw: string): Letter {
  const header = (part: string, name: string) => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, "im").exec(part)?.[1].replace(/\r\n[ \t]+/g, " ") ?? "";
  // Words of a subject beyond ASCII stand as `=?utf-8?b?…?=`, several one after the other.
  const subject = header(raw, "Subject").replace(/\?= =\?/g, "?==?").replace(/=\?utf-8\?b\?(.*?)\?=/gi, (_, coded) => Buffer.from(coded, "base64").toString());
  const plain = raw.split(/\r\n--[^\r\n]+\r\n/).find((part) => /^Content-Type: text\/plain/im.test(part)) ?? "";
  const [head, ...body] = plain.split("\r\n\r\n");
  return {
    to,
    subject,
    text: decoded(body.join("\r\n\r\n"), header(head, "Content-Transfer-Encoding")),
    files: [...raw.matchAll(/filename="?([^"\r\n]+)"?/g)].map((found) => found[1]),
  };
}

function decoded(body: string, coding: string): string {
  if (/base64/i.test(coding)) return Buffer.from(body, "base64").toString();
  if (!/quoted-printable/i.test(coding)) return Buffer.from(body, "latin1").toString();
  const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
