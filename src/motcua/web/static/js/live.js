// A live part of a page: pushed by the server, fetched while the line is cut, honest about its age.
(() => {
  const line = document.querySelector("[data-stream]");
  if (!line) return;
  const { stream, part, page, clock, fresh, staleClass, live, stale, rests } = line.dataset;
  const box = document.querySelector(part);
  const STALE = 5000, FIRST_PAUSE = 1000, LONGEST_PAUSE = 10000;
  let source = null, heard = Date.now(), pause = FIRST_PAUSE, retry = null, ended = false;

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
    if (next.innerHTML === box.innerHTML) return; // a screen reader need not hear it again
    const before = fresh && box.querySelector(fresh)?.textContent;
    box.replaceChildren(next.content);
    const now = fresh && box.querySelector(fresh);
    if (now && now.textContent !== before) now.classList.add("call-fresh");
  }

  async function fetchPart() {
    try {
      const answer = await fetch(page, { cache: "no-store", headers: { Accept: "text/html" } });
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
    source.onerror = () => {
      source.close();
      retry = setTimeout(async () => { await fetchPart(); open(); }, pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  }

  setInterval(() => {
    const cut = !ended && Date.now() - heard > STALE;
    say(cut ? stale.replace("{at}", toSeconds.format(heard)).replace("{since}", toMinutes.format(heard)) : live, cut);
  }, 1000);

  // A phone in a pocket needs no stream; a board is never hidden.
  document.addEventListener("visibilitychange", () => {
    if (rests === undefined || ended) return;
    if (document.hidden) { clearTimeout(retry); source?.close(); }
    else { fetchPart(); open(); }
  });
  window.addEventListener("online", () => { if (!ended) open(); });
  open();
})();
