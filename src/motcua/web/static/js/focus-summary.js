// What is wrong on a form is read first: the error summary takes the focus when the page opens or htmx swaps it in.
function focusSummary() {
  const summary = document.querySelector("[data-focus]");
  if (summary && document.activeElement !== summary) summary.focus();
}
focusSummary();
document.addEventListener("htmx:afterSwap", focusSummary);
