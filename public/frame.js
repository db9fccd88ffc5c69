// What chat pages do besides their islands: tell the server where the visitor is, and talk with the page around the frame.
(() => {
  const page = document.querySelector("[data-chat-page]");
  if (!page) return;
  const of = page.dataset, business = of.chatPage, framed = self !== top;
  const zone = of.zone || Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  const cookie = (name, value) => (document.cookie = name + "=" + value + "; Path=/; Max-Age=31536000; " + mark);
  const mark = framed && (location.protocol === "https:" || /^(localhost|127\.0\.0\.1)$/.test(location.hostname)) ? "SameSite=None; Secure; Partitioned" : "SameSite=Lax";
  const agent = () => {
    const said = navigator.userAgent, find = (all) => (all.find(([, sign]) => sign.test(said)) || [""])[0];
    const name = find([["Edge", /Edg\//], ["Opera", /OPR\//], ["Firefox", /Firefox\//], ["Chrome", /Chrom(e|ium)\//], ["Safari", /Safari\//]]);
    const on = find([["Android", /Android/], ["iPhone", /iPhone/], ["iPad", /iPad/], ["Windows", /Windows/], ["Mac", /Mac OS/], ["Linux", /Linux/]]);
    return [name, on].filter(Boolean).join(" on ");
  };
  let host = { title: document.title, url: location.href };
  const fill = () => {
    const known = { ...host, browser: agent() };
    for (const field of document.querySelectorAll("[data-visit]")) field.value = known[field.dataset.visit] || "";
    for (const field of document.querySelectorAll("input[name=zone]")) if (!field.value) field.value = zone;
  };
  // Once: where the browser keeps no cookie it would go on for ever.
  const again = () => { if (!/[?&]again=/.test(location.search)) location.replace(location.href.split("#")[0] + "&again=1"); };
  const call = async (name, fields) => {
    const body = new URLSearchParams({ business, framed: framed ? "true" : "", zone, ...fields });
    const answer = await fetch("/api/app/chats/visitor/api/" + name, { method: "POST", body, headers: { accept: "application/json" } }).catch(() => null);
    return answer && answer.ok ? answer.json().catch(() => null) : null;
  };
  fill();
  if (!framed) {
    // When somebody is back is told in the visitor's own time.
    if (zone && !of.zone) {
      cookie("stoa_zone", zone);
      if ("closed" in of && document.cookie.includes("stoa_zone=")) location.reload();
    }
    return;
  }

  // Whoever this page lets show it is named by the server; everybody else is refused by the browser before this runs.
  const allowed = (of.origins || "").split(" ").concat(location.origin);
  let around = "", shown = true, unread = 0;
  const tell = (said, more) => around && parent.postMessage({ stoa: said, ...more }, around);
  const seen = () => { if (unread) tell("unread", { n: (unread = 0) }); };
  const close = () => tell("close");

  cookie("stoa_try", "1");
  if (!document.cookie.includes("stoa_try=")) {
    const words = document.querySelector("[data-no-cookie]");
    if (words) words.hidden = false;
  }

  addEventListener("message", async ({ source, origin, data }) => {
    if (source !== parent || !allowed.includes(origin) || !data || !data.stoa) return;
    around = origin;
    if (data.stoa === "shown" || data.stoa === "hidden") {
      shown = data.stoa === "shown";
      if (shown) {
        seen();
        (document.querySelector("#composer-body") || document.querySelector("main")).focus();
      }
    }
    if (data.stoa !== "host") return;
    host = { title: String(data.title || ""), url: String(data.url || "") };
    fill();
    shown = data.open !== false;
    if (data.jwt && isNew(String(data.jwt)) && (await call("identify_visitor", { jwt: String(data.jwt), ...host }))) return again();
    if (data.kept && !of.kept && !("left" in of) && (await call("come_back", { token: String(data.kept) }))) return again();
    tell("ready", { kept: of.kept || "", left: "left" in of, hue: of.hue || "", position: of.position, online: "online" in of });
    if (of.guest) call("note_visit", host);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) close();
  });
  addEventListener("click", (event) => { if (event.target.closest && event.target.closest("[data-close]")) close(); });
  // The same word of the page around it is passed on once.
  const isNew = (jwt) => {
    try {
      const is = sessionStorage["stoa.jwt"] !== business + jwt;
      sessionStorage["stoa.jwt"] = business + jwt;
      return is || !of.guest;
    } catch {
      return !of.guest;
    }
  };
  parent.postMessage({ stoa: "hello" }, "*");
  // What arrives while the panel is closed is counted on the button.
  const log = document.querySelector("[role=log]");
  if (log) {
    let before = log.querySelectorAll("article").length;
    new MutationObserver(() => {
      const now = log.querySelectorAll("article").length;
      if (!shown && now > before) tell("unread", { n: (unread += now - before) });
      before = now;
    }).observe(log, { childList: true, subtree: true });
  }
})();
