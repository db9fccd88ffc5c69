// While something in the named part of this page waits, reads the page again every few seconds and shows the part as it is now.
// For visitors, whose pages load no islands.
(() => {
  const { part } = document.currentScript.dataset;
  const show = async () => {
    const answer = await fetch(location.href);
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part);
    const old = document.getElementById(part);
    if (fresh && old && fresh.innerHTML !== old.innerHTML) old.innerHTML = fresh.innerHTML;
  };
  const look = async () => {
    if (!document.querySelector(`#${part} [data-waits]`)) return;
    // What cannot be read now is read the next time.
    await show().catch(() => {});
    setTimeout(look, 3000);
  };
  setTimeout(look, 3000);
})();
