// The kiosk's comfort: print this page instead of opening the slip, and show that a touch was felt.
(() => {
  document.querySelector("[data-print]")?.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
  document.querySelector("form.tiles")?.addEventListener("submit", (event) => {
    event.submitter?.setAttribute("aria-busy", "true");
  });
})();
