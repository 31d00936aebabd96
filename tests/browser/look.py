"""One page in the browser, and what may be wrong with it as people see it."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.portal.served import Server

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 700}

#: Elements that reach beyond the window, save in a frame that scrolls by itself or where they are hidden from sight.
_OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide) found.push('the page is ' + document.documentElement.scrollWidth + ' wide in a window of ' + wide);
  for (const e of document.querySelectorAll('main *, header *, footer *, nav *')) {
    if (e.closest('svg') || e.closest('.wide') || e.closest('.vh') || e.closest('thead')) continue;
    const r = e.getBoundingClientRect();
    if (r.width && r.height && (r.right > wide + 1 || r.left < -1)) found.push(e.tagName + '.' + e.className + ' from ' + Math.round(r.left) + ' to ' + Math.round(r.right) + ': ' + e.textContent.slice(0, 40));
  }
  return found.slice(0, 5);
}"""

#: Words cut off by their own box, in width or in height. Only a label of a picture may end in an ellipsis, and only where the very
#: same words stand whole and in sight outside of pictures; a hover is no such place, for a finger has none.
_CUT = """() => {
  const trim = s => s.replace(/\\s+/g, ' ').trim(), words = e => trim(e.textContent);
  const own = e => trim([...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(' '));
  const cut = e => { const s = getComputedStyle(e);
    return s.overflow === 'hidden' && (e.scrollWidth > e.clientWidth + 1 || (s.webkitLineClamp !== 'none' && e.scrollHeight > e.clientHeight + 1)); };
  const whole = new Set();
  for (const e of document.querySelectorAll('main *')) if (!e.closest('.plot') && !e.closest('svg') && e.checkVisibility() && !cut(e)) { whole.add(words(e)); whole.add(own(e)); }
  const elsewhere = e => { const s = getComputedStyle(e);
    return e.closest('.plot') && (s.textOverflow === 'ellipsis' || s.webkitLineClamp !== 'none') && whole.has(words(e)); };
  return [...document.querySelectorAll('main *')].filter(e => !e.closest('svg') && !e.closest('.wide') && !e.closest('.vh') && !e.closest('thead') &&
    cut(e) && !elsewhere(e)).map(e => e.tagName + ': ' + e.textContent.slice(0, 60)).slice(0, 5);
}"""

#: Things to press that are smaller than 24 by 24 and not in a line of text (WCAG 2.2, 2.5.8).
_SMALL = """() => [...document.querySelectorAll('button, input, select, summary, nav a, .foot > a, .top a')].filter(e => {
  const r = e.getBoundingClientRect(); return r.width && r.height && (r.height < 23.5 || r.width < 23.5) && e.checkVisibility();
}).map(e => e.tagName + ' ' + Math.round(e.getBoundingClientRect().width) + 'x' + Math.round(e.getBoundingClientRect().height) + ': ' + e.textContent.slice(0, 40)).slice(0, 5)"""

#: Words of pictures that lie over each other.
_COLLIDING = """() => { const found = [];
  for (const svg of document.querySelectorAll('main svg[role=img]')) {
    const texts = [...svg.querySelectorAll('text')].filter(t => t.getBoundingClientRect().width).map(t => [t.textContent, t.getBoundingClientRect()]);
    for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
      const [a, p] = texts[i], [b, q] = texts[j];
      if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 3 && q.top < p.bottom - 3) found.push(a + ' / ' + b);
    }
  }
  return found.slice(0, 5);
}"""

_FOCUSED = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const s = getComputedStyle(e), r = e.getBoundingClientRect();
  return {tag: e.tagName, text: (e.textContent || e.value || e.name || '').trim().slice(0, 40), href: e.getAttribute('href') || '', id: e.id, outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
          seen: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth}; }"""


class Look:
    """A page as it was opened: what the console said, what was asked for, and the page itself."""

    def __init__(
        self, browser: Browser, server: Server, path: str, *, dark: bool = False, phone: bool = False, narrow: bool = False,
        script: bool = True, printed: bool = False, forced: bool = False,
    ) -> None:  # fmt: skip
        size: Any = NARROW if narrow else PHONE if phone else DESKTOP
        self.server = server
        self.context = browser.new_context(
            viewport=size, color_scheme="dark" if dark else "light", java_script_enabled=script, has_touch=phone or narrow,
            forced_colors="active" if forced else "none", locale="en-GB",
        )  # fmt: skip
        self.page = self.context.new_page()
        self.console: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        self.page.on("request", lambda request: self.asked.append(request.url))
        if printed:
            self.page.emulate_media(media="print")
        self.open(path)

    def open(self, path: str) -> None:
        """Goes to a path of the site."""
        response = self.page.goto(self.server.address + path)
        self.page.evaluate("document.fonts.ready.then(() => true)")  # until then another typeface stands in, which is wider
        assert response is not None
        self.status = response.status

    def close(self) -> None:
        """Closes the window."""
        self.context.close()

    def complaints(self) -> list[str]:
        """What is wrong with the page as it stands in the window."""
        run = self.page.evaluate
        found = [f"console: {said}" for said in self.console]
        found += [f"asked elsewhere: {url}" for url in self.asked if not url.startswith(self.server.address + "/")]
        found += [f"overflows: {one}" for one in run(_OVERFLOW)]
        found += [f"cut off: {one}" for one in run(_CUT)]
        found += [f"too small to press: {one}" for one in run(_SMALL)]
        found += [f"words over words: {one}" for one in run(_COLLIDING)]
        return found

    def axe(self) -> list[str]:
        """Violations that axe finds, with where."""
        results = Axe().run(self.page)
        return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in results.response["violations"]]

    def focused(self) -> dict[str, Any] | None:
        """What has the focus: whether it is seen, and whether the focus is."""
        found: dict[str, Any] | None = self.page.evaluate(_FOCUSED)
        return found

    def tab(self, times: int = 1) -> None:
        """The tabulator key."""
        for _ in range(times):
            self.page.keyboard.press("Tab")
