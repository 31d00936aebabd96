// As positions are set, the same page is asked for with them, and what it says of the outcome is put in place here.
// Without this script the form's button does the same.
"use strict";

const form = document.querySelector("form.whatif");
const PARTS = ["h1", "#sentence", "#caution", "#plan", "#outcome", "footer"];
let latest = 0;

async function show() {
  const asked = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  const address = `${form.getAttribute("action")}?${asked}`;
  const mine = ++latest;
  let page;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // the line is down: the button says so when it is pressed
  }
  if (mine !== latest) return;
  for (const part of PARTS) {
    const here = document.querySelector(part);
    const there = page.querySelector(part);
    if (here && there) here.replaceChildren(...there.childNodes);
  }
  document.title = page.title;
  history.replaceState(null, "", address);
}

if (form) form.addEventListener("change", show);
