// A live part of a page: pushed by the server, fetched while the line is cut, honest about its age.
(() => {
  const line = document.querySelector("[data-stream]");
  if (!line) return;
  const { stream, part, page, clock, staleClass, live, stale, rests } = line.dataset;
  const box = document.querySelector(part);
  // A board heals within five seconds of the server's return; five hundred phones give each other more time.
  const STALE = 5000, FIRST_PAUSE = 1000, PATIENCE = rests === undefined ? 3000 : 10000;
  let source = null, heard = Date.now(), tried = 0, pause = FIRST_PAUSE, retry = null, asking = 0, ended = false, resting = false;
  let shown = box.innerHTML;

  const zone = { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit" };
  const toMinutes = new Intl.DateTimeFormat("en-GB", zone);
  const toSeconds = new Intl.DateTimeFormat("en-GB", { ...zone, second: "2-digit" });

  function say(text, isStale) {
    if (line.textContent !== text) line.textContent = text;
    if (staleClass) line.classList.toggle(staleClass, isStale);
  }

  function show(html) {
    heard = Date.now();
    const next = document.createElement("template");
    next.innerHTML = html;
    if (next.innerHTML === shown) return; // a screen reader need not hear it again
    shown = next.innerHTML;
    box.replaceChildren(next.content);
    box.dispatchEvent(new CustomEvent("motcua:part"));
  }

  async function fetchPart() {
    try {
      const answer = await fetch(page, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.ok) show(await answer.text());
      else if (answer.status === 403 || answer.status === 404) location.reload(); // no longer ours: say why
    } catch { /* the line is cut; the state line says since when */ }
  }

  function open() {
    clearTimeout(retry);
    source?.close();
    source = new EventSource(stream);
    source.addEventListener("part", (event) => { pause = FIRST_PAUSE; show(event.data); });
    source.addEventListener("beat", (event) => {
      heard = Date.now();
      const watch = clock && document.querySelector(clock);
      if (watch) watch.textContent = event.data;
    });
    source.addEventListener("end", () => { ended = true; source.close(); line.hidden = true; });
    source.onerror = lost;
    tried = Date.now();
  }

  function lost() {
    clearTimeout(retry);
    source.close();
    tried = Date.now() + pause;
    retry = setTimeout(async () => { await fetchPart(); open(); }, pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, PATIENCE);
  }

  setInterval(() => {
    const cut = !ended && Date.now() - heard > STALE;
    // A pulled cable closes nothing: the stream stays open and says nothing.
    if (cut && !resting && Date.now() - tried > PATIENCE) lost();
    say(cut ? stale.replace("{at}", toSeconds.format(heard)).replace("{since}", toMinutes.format(heard)) : live, cut);
  }, 1000);

  // A phone in a pocket needs no stream; if its owner wants to be called it asks now and then. A board is
  // never hidden.
  document.addEventListener("visibilitychange", () => {
    if (rests === undefined || ended) return;
    resting = document.hidden;
    clearInterval(asking);
    if (resting) {
      clearTimeout(retry);
      source?.close();
      if (line.dataset.asks !== undefined) asking = setInterval(fetchPart, 15000);
    } else { fetchPart(); open(); }
  });
  window.addEventListener("online", () => { if (!ended) open(); });
  open();
})();
