// Makes a slider of the band of years. It leads to the same addresses as the links, and the page follows in place;
// without this script the links do the same.
"use strict";

const band = document.querySelector("main > .years");
const LARGE = 5; // years a page key goes
const TICKS = 8; // so many years keep their link below the slider
const QUIET = 120; // milliseconds of rest before a page is asked for
const PATIENCE = 400; // milliseconds before a slow line is spoken of
let latest = 0;
let begun = false; // whether this way through time has its place in the history
let rest;

function make(kind, values, words = "") {
  return Object.assign(document.createElement(kind), values, { textContent: words });
}

function slider(band) {
  const years = [...band.querySelectorAll("li")].map(li => {
    const [one] = li.children;
    return { li, year: Number(one.textContent), day: li.dataset.day, address: one.dataset.address ?? one.getAttribute("href") };
  });
  const here = years.findIndex(one => one.li.querySelector("b"));
  if (years.length < 2 || here < 0 || years.some(one => !one.address)) return; // a copy without a server has nowhere to lead
  const range = make("input", { type: "range", id: "through", min: 0, max: years.length - 1, step: 1, autocomplete: "off" });
  const label = make("label", { htmlFor: "through" }, band.dataset.label);
  const output = make("output", { htmlFor: "through" });
  const told = make("p", { className: "note" });
  const heard = make("p", { className: "vh" });
  output.setAttribute("aria-live", "off"); // the slider itself says it
  for (const one of [told, heard]) one.setAttribute("role", "status");

  function say() {
    output.textContent = years[range.value].day;
    range.setAttribute("aria-valuetext", output.textContent);
  }

  async function follow(address, remembered) {
    const mine = ++latest;
    const slow = setTimeout(() => { if (mine === latest) told.textContent = band.dataset.waiting; }, PATIENCE);
    let page;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch { // said below
    } finally {
      clearTimeout(slow);
    }
    if (mine !== latest) return; // another year is on its way
    const there = page?.querySelector("main > .years");
    if (!there) {
      told.textContent = band.dataset.failed;
      return;
    }
    told.textContent = "";
    if (!remembered) {
      if (begun) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
      begun = true;
    }
    heard.textContent = page.querySelector(".lede")?.textContent ?? "";
    put(page, there);
  }

  //: Everything around the slider, which stays where it is, on the screen too.
  function put(page, there) {
    const before = band.getBoundingClientRect().top;
    for (const one of [...band.parentNode.childNodes]) if (one !== band) one.remove();
    let reached = false;
    for (const one of [...there.parentNode.childNodes]) {
      if (one === there) reached = true;
      else if (reached) band.parentNode.append(one);
      else band.before(one);
    }
    for (const part of [".top", "footer"]) document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
    const links = page.querySelectorAll("nav.rooms a");
    document.querySelectorAll("nav.rooms a").forEach((one, i) => one.setAttribute("href", links[i].getAttribute("href")));
    document.title = page.title;
    window.scrollBy(0, band.getBoundingClientRect().top - before);
  }

  range.addEventListener("input", () => {
    say();
    clearTimeout(rest);
    rest = setTimeout(() => follow(years[range.value].address), QUIET);
  });
  range.addEventListener("keydown", event => {
    const by = { PageUp: LARGE, PageDown: -LARGE }[event.key];
    if (!by) return;
    event.preventDefault();
    range.value = Number(range.value) + by;
    range.dispatchEvent(new Event("input"));
  });
  window.addEventListener("popstate", () => {
    const at = years.findIndex(one => one.address === location.pathname + location.search);
    if (at < 0) return location.reload();
    begun = false;
    range.value = at;
    say();
    follow(years[at].address, true);
  });

  const step = [5, 10, 25, 50, 100, 250, 500, 1000].find(one => (years.at(-1).year - years[0].year) / one < TICKS) ?? 2500;
  years.forEach((one, i) => {
    one.li.hidden = one.year % step !== 0;
    one.li.style.setProperty("--at", i / (years.length - 1));
    const link = make("a", { href: one.address }, String(one.year)); // the year shown first, too: it is one among others now
    one.li.replaceChildren(link);
  });
  range.value = here;
  say();
  const line = make("div", { className: "slide" });
  line.append(label, output, range);
  band.prepend(line);
  band.append(told, heard);
  band.classList.add("slid");
}

if (band) slider(band);
