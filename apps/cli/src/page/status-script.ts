/**
 * Filters the rows of the page of `tagform status`. Without it the page shows all rows and no filter. The filter is also
 * the part of the address behind `#`, so that a filtered page can be linked.
 */
export const STATUS_SCRIPT = `
"use strict";
const form = document.querySelector("form");
const text = document.querySelector("#text");
const failed = document.querySelector("#failed");
const count = document.querySelector("output");
const rows = [...document.querySelectorAll("tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() }));

function show() {
  const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const one of rows) {
    const fits = words.every((word) => one.text.includes(word)) && (!failed.checked || one.row.dataset.failed === "");
    one.row.hidden = !fits;
    if (fits) shown += 1;
  }
  count.textContent = shown + " of " + rows.length + " cells";
}

function readAddress() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  text.value = wanted.get("text") ?? "";
  failed.checked = wanted.has("failed");
  show();
}

function change() {
  const wanted = new URLSearchParams();
  if (text.value !== "") wanted.set("text", text.value);
  if (failed.checked) wanted.set("failed", "");
  history.replaceState(null, "", "#" + wanted);
  show();
}

form.addEventListener("input", change);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", readAddress);
form.hidden = false;
readAddress();
`;
