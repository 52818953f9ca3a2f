// Single keys for the offices' lists and dossiers. Pages work without it, a person can switch it off, and
// nothing happens while somebody writes in a field.
(() => {
  const dialog = document.getElementById("keys");
  const opener = document.getElementById("keys-open");
  if (!dialog || !opener) return;
  const KEPT = "motcua-single-keys"; // the counter's switch is the same one
  const PATIENCE = 1500; // milliseconds between g and its letter
  const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  const LINES = "main table tbody th[scope=row] > a[href]";
  const wanted = () => localStorage.getItem(KEPT) !== "off";
  let going = 0;

  function step(by) {
    const lines = [...document.querySelectorAll(LINES)];
    const row = document.activeElement.closest("tr");
    const here = lines.findIndex((line) => line.closest("tr") === row);
    const next = here < 0 ? (by > 0 ? 0 : lines.length - 1) : here + by;
    lines[Math.min(Math.max(next, 0), lines.length - 1)]?.focus();
    return lines.length > 0;
  }

  function search() {
    const field = document.getElementById("q");
    if (field) field.focus();
    else location.assign(`${dialog.dataset.list}#q`);
    return true;
  }

  function act() {
    const place = document.querySelector("#act-title");
    if (!place) return false;
    place.tabIndex = -1;
    place.focus();
    return true;
  }

  function tick() {
    const box = document.activeElement.closest("tr")?.querySelector("input[type=checkbox]");
    box?.click();
    return Boolean(box);
  }

  function show() {
    dialog.showModal();
    return true;
  }

  function go(letter) {
    const link = dialog.querySelector(`[data-go="${CSS.escape(letter)}"]`);
    link?.click();
    return Boolean(link);
  }

  function begin() {
    going = Date.now();
    return true;
  }

  const KEYS = { j: () => step(1), k: () => step(-1), x: tick, a: act, g: begin, "/": search, "?": show };
  const ON_A_LINE = { ArrowDown: () => step(1), ArrowUp: () => step(-1) }; // elsewhere arrows scroll

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (dialog.open || !wanted() || event.target.closest(WRITING)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const afterG = Date.now() - going < PATIENCE;
    going = 0;
    const onLine = event.target.matches(LINES);
    const does = afterG ? () => go(key) : KEYS[key] || (onLine && ON_A_LINE[key]);
    if (does && does()) event.preventDefault();
  }

  const box = document.getElementById("keys-on");
  box.checked = wanted();
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
  opener.hidden = !matchMedia("(any-hover: hover)").matches; // a phone has no keys
  opener.addEventListener("click", show);
  document.addEventListener("keydown", pressed);
  if (location.hash === "#q") document.getElementById("q")?.focus();
})();
