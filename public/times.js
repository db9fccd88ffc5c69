// What pages of appointments do besides: say each time also in the zone of who reads it, where that differs, and count the ten minutes down for which
// a time is kept. A script of its own, because visitors' pages load no islands.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  const two = (n) => String(n).padStart(2, "0");
  let differs = false;
  const say = () => {
    for (const moment of document.querySelectorAll("[data-at]")) {
      if (moment.querySelector("[data-own]")) continue;
      const at = new Date(Number(moment.dataset.at)), [day, clock] = moment.dataset.clock.split(" ");
      const own = `${two(at.getHours())}:${two(at.getMinutes())}`;
      const isSameDay = day === `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
      if (own === clock && isSameDay) continue;
      differs = true;
      const words = document.createElement("span");
      words.dataset.own = "";
      words.className = "ms-1 text-xs font-normal text-muted";
      words.textContent = `(${isSameDay ? "" : `${at.toLocaleDateString("en-GB", { weekday: "short" })} `}${own} yours)`;
      moment.append(words);
    }
    for (const note of document.querySelectorAll("[data-place]:empty"))
      if (differs) note.textContent = `Times are those of ${note.dataset.place}; yours, in ${zone.split("/").pop().replaceAll("_", " ")}, stand beside.`;
  };
  say();
  // An appointment is shown anew when it changes.
  const part = document.getElementById("appointment");
  if (part) new MutationObserver(say).observe(part, { childList: true, subtree: true });

  for (const timer of document.querySelectorAll("[data-until]")) {
    // Counted by the clock of the server: that of the reader may be wrong.
    const { until, now, clock } = timer.dataset, end = performance.now() + (until - now);
    const tick = () => {
      const left = Math.ceil((end - performance.now()) / 1000);
      timer.textContent = left > 0 ? `Kept for you for ${Math.floor(left / 60)}:${two(left % 60)} minutes, until ${clock}.` : "The ten minutes are over. Choose a time again.";
      if (left > 0) setTimeout(tick, 1000);
    };
    tick();
  }
})();
