// A site of somebody else, on another origin, that has the widget on its pages.
import { createServer, Server as Http } from "node:http";
import { AddressInfo } from "node:net";

export class Elsewhere {
  private constructor(private readonly http: Http, private readonly name: string) {}

  /** A plain page that carries the widget of a business. On `localhost` it is another site than Stoa on 127.0.0.1. */
  static async start(stoa: string, { business, name = "localhost" }: { business: string; name?: string }): Promise<Elsewhere> {
    const page = (title: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} of Elsewhere</title><style>body{font:18px/1.6 Georgia,serif;margin:40px auto;max-width:40em;padding:0 20px}button{font:inherit;color:#a00}</style></head>
<body><h1>Hand-made mugs</h1><p>Thrown one by one. <a href="/plates">Plates</a> are on their own page.</p><button id="buy">Buy</button>
<script src="${stoa}/widget.js" data-business="${business}" async></script></body></html>`;
    const http = createServer((request, answer) => {
      if (request.url === "/favicon.ico") return void answer.writeHead(204).end();
      answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(request.url === "/plates" ? "Plates" : "Mugs"));
    });
    await new Promise<void>((go) => http.listen(0, "127.0.0.1", go));
    return new Elsewhere(http, name);
  }

  get origin() {
    return `http://${this.name}:${(this.http.address() as AddressInfo).port}`;
  }

  async stop() {
    this.http.closeAllConnections();
    await new Promise((go) => this.http.close(go));
  }
}
