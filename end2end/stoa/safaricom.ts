// A stand-in for Safaricom's Daraja: asks phones, is asked how it stands, and calls nobody back.
import { Locator, Page, expect } from "@playwright/test";
import { createServer } from "node:http";
import { live } from "./index";
import { SAFARICOM_PORT, Server } from "./server";

export class Safaricom {
  /** The phones that were asked, and what came of it. */
  readonly asked: { phone: string; amount: string; code: number | null }[] = [];
  private server = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      const [status, body] = this.answer(request.url ?? "", text ? JSON.parse(text) : {});
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });

  start = () => new Promise<void>((go) => this.server.listen(SAFARICOM_PORT, "127.0.0.1", go));
  stop = () => new Promise<void>((go) => (this.server.closeAllConnections(), this.server.close(() => go())));

  private answer(path: string, body: Record<string, string>): [number, unknown] {
    if (path.startsWith("/oauth/")) return [200, { access_token: "token", expires_in: "3599" }];
    if (path.includes("processrequest")) {
      this.asked.push({ phone: body.PhoneNumber, amount: body.Amount, code: null });
      return [200, { MerchantRequestID: "1", CheckoutRequestID: `ws_CO_${this.asked.length}`, ResponseCode: "0" }];
    }
    const known = this.asked[Number(body.CheckoutRequestID.replace("ws_CO_", "")) - 1];
    if (known.code === null) return [500, { errorCode: "500.001.1001", errorMessage: "The transaction is being processed" }];
    return [200, { ResponseCode: "0", CheckoutRequestID: body.CheckoutRequestID, ResultCode: String(known.code) }];
  }
}

/** An admin connects M-Pesa. */
export async function connect(admin: Page) {
  await admin.goto("/admin/payments");
  await live(admin);
  await admin.getByLabel("Business number").fill("174379");
  await admin.getByLabel("Consumer key").fill("key-of-a-shop");
  await admin.getByLabel("Consumer secret").fill("secret-of-a-shop");
  await admin.getByLabel("Pass key").fill("pass-key-of-a-shop");
  await admin.getByLabel("Customers may pay with M-Pesa").check();
  await admin.getByRole("button", { name: "Save M-Pesa" }).click();
  await expect(admin.getByText("M-Pesa is saved.")).toBeVisible();
}

/** Lets time pass until it is seen: M-Pesa is asked again every now and then. */
export async function until(server: Server, what: Locator) {
  await expect(async () => {
    await server.advance(0.5);
    await expect(what).toBeVisible({ timeout: 6_000 });
  }).toPass({ timeout: 40_000 });
}
