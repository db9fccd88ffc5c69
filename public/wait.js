// While something in the named parts of this page waits, reads the page again every few seconds and shows the parts as they are now.
// For visitors, whose pages load no islands.
(() => {
  const parts = document.currentScript.dataset.parts.split(" ");
  let timer;
  const show = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // The parser takes what is meant for browsers without script as meant for this one, as it would a page that loads itself again.
    page.querySelectorAll("noscript").forEach((node) => (node.textContent = node.innerHTML));
    for (const part of parts) {
      const [old, fresh] = [document.getElementById(part), page.getElementById(part)];
      if (old && fresh) renew(old, fresh);
    }
  };
  // What is as before stays: it is not read out again, pictures do not flicker, and the keyboard stays where it is.
  const renew = (old, fresh) => {
    const [before, now] = [[...old.childNodes], [...fresh.childNodes]];
    now.forEach((node, at) => {
      const there = before[at];
      if (there?.localName === "details" && node.localName === "details") node.open = there.open;
      if (!there) old.append(node);
      else if (there.isEqualNode(node)) return;
      else if (there.nodeType === Node.ELEMENT_NODE && there.nodeName === node.nodeName) {
        there.getAttributeNames().forEach((name) => node.hasAttribute(name) || there.removeAttribute(name));
        node.getAttributeNames().forEach((name) => there.getAttribute(name) === node.getAttribute(name) || there.setAttribute(name, node.getAttribute(name)));
        renew(there, node);
      } else there.replaceWith(node);
    });
    before.slice(now.length).forEach((node) => node.remove());
  };
  // What waits says after how many seconds to look again.
  const pause = () => Math.min(...parts.flatMap((part) => [...document.querySelectorAll(`#${part} [data-waits]`)]).map((e) => e.dataset.waits || 3));
  const plan = () => {
    clearTimeout(timer);
    if (pause() < Infinity) timer = setTimeout(look, pause() * 1000);
  };
  const look = async () => {
    // What cannot be read now is read the next time; while nobody looks there is nothing to show.
    if (!document.hidden) await show().catch(() => {});
    plan();
  };
  document.addEventListener("visibilitychange", () => !document.hidden && pause() < Infinity && look());
  plan();
})();
