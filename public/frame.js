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
  // Once for each reason: where the browser keeps no cookie it would go on for ever.
  const again = (reason, also = {}) => {
    const sum = [...reason].reduce((sum, letter) => (sum * 31 + letter.charCodeAt()) | 0, 7).toString(36), to = new URL(location.href);
    if (to.searchParams.get("again") === sum) return;
    for (const [name, value] of Object.entries({ ...also, again: sum })) to.searchParams.set(name, value);
    if (!also.left) to.searchParams.delete("left");
    to.hash = "";
    location.replace(to);
  };
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
  let around = "", shown = true;
  // A panel that is open is read, wherever the keyboard is; one that is folded away is not, though the browser may call it visible: islands ask for the mark.
  const turn = (is) => {
    const back = is && !shown;
    shown = is;
    document.body.dataset.panel = is ? "shown" : "hidden";
    if (back) dispatchEvent(new Event("focus"));
  };
  const tell = (said, more) => around && parent.postMessage({ stoa: said, ...more }, around);
  // What the server counts in the open chat, on whatever page of the frame; a conversation that is looked at is being read.
  const counter = document.querySelector("[data-unread]"), log = document.querySelector("[role=log]");
  const count = () => tell("unread", { n: log && shown ? 0 : Number(counter ? counter.dataset.unread : 0) });
  if (counter) new MutationObserver(count).observe(counter, { attributes: true });
  const close = () => tell("close");

  cookie("stoa_try", "1");
  if (!document.cookie.includes("stoa_try=")) {
    const words = document.querySelector("[data-no-cookie]");
    if (words) words.hidden = false;
  }

  addEventListener("message", async ({ source, origin, data }) => {
    if (source !== parent || !allowed.includes(origin) || !data || !data.stoa) return;
    if (data.stoa === "there") return hello();
    around = origin;
    if (data.stoa === "shown" || data.stoa === "hidden") {
      turn(data.stoa === "shown");
      // In an open conversation all was read by whoever looked at it.
      if (log && counter) counter.dataset.unread = "0";
      count();
      if (shown) {
        (document.querySelector("#composer-body") || document.querySelector("main")).focus();
      }
    }
    if (data.stoa !== "host") return;
    host = { title: String(data.title || ""), url: String(data.url || "") };
    fill();
    turn(data.open !== false);
    if (data.jwt && isNew(String(data.jwt)) && (await call("identify_visitor", { jwt: String(data.jwt), ...host }))) return again(String(data.jwt));
    // Signed out there: whoever the page vouched for is gone; who chats without its word stays.
    if (data.jwt === null && "vouched" in of) {
      await call("leave_chat", {});
      return again("left" + of.kept, { left: "true" });
    }
    if (data.kept && !of.kept && !("left" in of) && (await call("come_back", { token: String(data.kept) }))) return again(String(data.kept));
    tell("ready", { kept: of.kept || "", vouched: "vouched" in of, left: "left" in of, hue: of.hue || "", position: of.position, online: "online" in of });
    count();
    // A visit belongs to an open chat, of a guest or of a customer: the counter stands where there is one.
    if (counter) call("note_visit", host);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) close();
  });
  addEventListener("click", (event) => { if (event.target.closest && event.target.closest("[data-close]")) close(); });
  // The same person is passed on once, though pages sign each word anew.
  const isNew = (jwt) => {
    try {
      const { sub, name, email } = JSON.parse(atob(jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
      const who = JSON.stringify([business, sub, name, email]), is = sessionStorage["stoa.jwt"] !== who;
      sessionStorage["stoa.jwt"] = who;
      return is || !("vouched" in of);
    } catch {
      return !("vouched" in of);
    }
  };
  // The page around asks whether somebody is there once something has loaded: what does not answer is no page of ours, as without a network, and it shows
  // another way in. Whoever heard nothing of that page says its first word again: it may have been lost.
  const hello = () => parent.postMessage({ stoa: around ? "here" : "hello" }, "*");
  hello();
})();
