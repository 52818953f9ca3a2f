// The counter gets quicker with it and works without: single keys press buttons, a form is sent once,
// and after a card was read the next empty field has the cursor.
const KEPT = "motcua-single-keys";
const wanted = () => localStorage.getItem(KEPT) !== "off";

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !wanted()) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

// A second press while the first is under way would only meet "already done".
function sent(event) {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
}

function shown() {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
}

function swapped(event) {
  const target = document.getElementById("who");
  if (event.detail.target.id !== "who" || !target) return;
  const fields = target.querySelectorAll("[aria-invalid], input:not([type=radio], #id_scan)");
  const next = [...fields].find((field) => field.hasAttribute("aria-invalid") || !field.value);
  if (next) next.focus();
}

const keys = document.getElementById("shortcuts");
if (keys) {
  keys.hidden = false;
  const box = document.getElementById("shortcuts-on");
  box.checked = wanted();
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
}
document.addEventListener("keydown", pressed);
document.addEventListener("submit", sent);
window.addEventListener("pageshow", shown);
document.addEventListener("htmx:afterSettle", swapped);
