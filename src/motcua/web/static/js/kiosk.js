// The kiosk's comfort: print this page instead of opening the slip, show that a touch was felt, take a
// scanned identity card on the first page, and leave nothing of anybody behind, also without the server.
(() => {
  document.querySelector("[data-print]")?.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
  document.querySelector("form.tiles")?.addEventListener("submit", (event) => {
    event.submitter?.setAttribute("aria-busy", "true");
  });

  // The page's own Refresh header goes back to the start; should that fail with the server, the page is empty.
  const idle = Number(document.body.dataset.idle || 60);
  setTimeout(() => {
    document.querySelectorAll("input").forEach((input) => { input.value = ""; });
    document.querySelector("main")?.replaceChildren();
  }, (idle + 2) * 1000);

  // The answer to a press is the number's own page: loaded again, it is asked for and not pressed again.
  const here = document.querySelector("[data-here]")?.dataset.here;
  if (here) history.replaceState(null, "", here);

  // Came back to by a gesture: the page of the one before is not shown again.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.replace(location.pathname); });

  // A scanner is a keyboard: twelve digits and a bar within a moment are a card, and typed nowhere else.
  const card = document.querySelector("form[data-card] input[name=card]");
  if (!card) return;
  let typed = "", last = 0;
  window.addEventListener("keydown", (event) => {
    if (document.activeElement === card || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.timeStamp - last > 300) typed = "";
    last = event.timeStamp;
    if (event.key === "Enter" && /^\d{12}\|/.test(typed)) {
      event.preventDefault();
      card.value = typed;
      typed = "";
      card.form.submit();
    } else if (event.key.length === 1 && typed.length < 600) {
      typed += event.key;
      if (/^\d{12}\|/.test(typed)) event.preventDefault();
    }
  });
})();
