// As positions are set, the same page is asked for with them, and what it says of the outcome is put in place here.
// Without this script the form's button does the same.
"use strict";

const form = document.querySelector("form.whatif");
const told = document.querySelector("#told");
//: What another position changes; the language, the day and the formats lead on with the case, too.
const PARTS = ["h1", "#sentence", "#caution", "#plan", "#outcome", "footer", ".top ul", "form.when"];
//: What another kind of question changes besides: what it asks for, which positions are offered, its rule.
const OF_THE_KIND = ["#asks", "#positions", "#words", ".ways-on"];
const PATIENCE = 400; // milliseconds before a slow line is spoken of
let latest = 0;

async function show(changed) {
  const asked = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  const address = `${form.getAttribute("action")}?${asked}`;
  const mine = ++latest;
  const slow = setTimeout(() => { if (mine === latest) told.textContent = form.dataset.waiting; }, PATIENCE);
  let page;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    if (mine === latest) told.textContent = form.dataset.failed;
    return;
  } finally {
    clearTimeout(slow);
  }
  if (mine !== latest) return; // another answer is on its way
  if (!page.querySelector("form.whatif")) {
    told.textContent = form.dataset.failed;
    return;
  }
  const short = page.querySelector("#address a")?.getAttribute("href"); // before its element is moved here
  for (const part of changed.name === "matter" ? [...PARTS, ...OF_THE_KIND] : PARTS) {
    const here = document.querySelector(part);
    const there = page.querySelector(part);
    if (here && there && !here.contains(document.activeElement)) here.replaceChildren(...there.childNodes);
  }
  told.textContent = "";
  document.title = page.title;
  history.replaceState(null, "", short ?? address);
}

if (form) form.addEventListener("change", event => show(event.target));
