// A link in the text shows what it leads to: the definition of a term, the
// beginning of a section, the question of an open point. It shows after the
// pointer has rested on it, at once on the keyboard's focus, and on a tap, and
// goes with Escape, a tap elsewhere, or when pointer and focus have left both.
// Nothing needs it: without this script the links are links.
"use strict";
{
  const box = document.currentScript.previousElementSibling;
  const contents = document.querySelector("nav details");
  const headings = ":scope > :is(h1, h2, h3, h4, h5, h6)";
  const enough = 700; // characters of a section; the rest is behind the link
  let link = null, title = "", timer = 0, touch = false;

  const linkAt = (e) => e.target.closest?.(":is(main, header, #preview .text) a:not(.self)");
  const targetOf = (a) => document.getElementById(decodeURIComponent(a.hash.slice(1)));
  const later = (what) => { clearTimeout(timer); timer = setTimeout(what, 300); };
  const hide = () => { clearTimeout(timer); box.hidePopover(); };

  // copy is a piece of the page without ids, own links and stops of the
  // keyboard.
  function copy(node) {
    const c = node.cloneNode(true);
    for (const e of c.querySelectorAll(".self")) e.remove();
    for (const e of [c, ...c.querySelectorAll("*")]) {
      e.removeAttribute("id");
      e.removeAttribute("title");
      if (e.matches("a, [tabindex]")) e.tabIndex = -1;
    }
    return c;
  }

  // place is the heading over a target, or the name of the table it is in.
  function place(to) {
    if (to.matches("tr")) return to.closest(".table").ariaLabel;
    for (let e = to; e; e = e.parentElement) {
      const h = e.querySelector(headings);
      if (h) return h.textContent;
    }
    return document.title;
  }

  // text is what a target says, in pieces.
  function text(to) {
    if (to.matches("dfn")) return [to.closest(".entry") ?? to.closest("p, td, th")];
    if (to.matches("li")) return [...to.children];
    if (to.matches("tr")) return [to.cells[1]?.textContent ?? ""];
    const pieces = [];
    let length = 0;
    for (const e of to.matches("section") ? to.children : []) {
      if (e.matches("section") || length > enough) break;
      if (e.matches("a.self, h2, h3, h4, h5, h6")) continue;
      pieces.push(e);
      length += e.textContent.length;
    }
    return pieces;
  }

  function show(a) {
    clearTimeout(timer);
    const to = targetOf(a);
    if (!to || a === link) return;
    const inside = box.contains(a), from = inside ? link : a;
    const go = document.createElement("a"), body = document.createElement("div");
    go.href = a.hash;
    go.tabIndex = -1;
    go.textContent = place(to);
    body.className = "text";
    body.append(...text(to).map((n) => n instanceof Element ? copy(n) : n));
    if (!inside && link) hide();
    box.replaceChildren(go, body);
    box.scrollTop = 0;
    if (!inside) {
      link = a;
      title = a.title;
      a.removeAttribute("title");
      a.setAttribute("aria-describedby", box.id);
      box.showPopover({ source: a });
    }
    settle(from);
    if (touch) go.focus({ preventScroll: true });
  }

  // settle puts the box under the line of the link or, where there is more
  // room, above it.
  function settle(a) {
    const lines = a.getClientRects(), first = lines[0], last = lines[lines.length - 1];
    const width = document.documentElement.clientWidth, height = document.documentElement.clientHeight;
    const below = last.bottom + box.offsetHeight + 8 < height || height - last.bottom > first.top;
    const top = below ? last.bottom + 4 : first.top - box.offsetHeight - 4;
    const left = Math.max(8, Math.min((below ? last : first).left - 16, width - box.offsetWidth - 8));
    box.style.top = top + scrollY + "px";
    box.style.left = left + scrollX + "px";
  }

  if ("popover" in box) {
    box.addEventListener("beforetoggle", (e) => {
      if (e.newState === "open" || !link) return;
      link.removeAttribute("aria-describedby");
      if (title) link.title = title;
      link = null;
    });
    addEventListener("pointerdown", (e) => { touch = e.pointerType !== "mouse"; }, true);
    addEventListener("keydown", () => { touch = false; }, true);
    document.addEventListener("pointerover", (e) => {
      if (e.pointerType !== "mouse") return;
      const a = linkAt(e);
      if (box.contains(e.target) || a && a === link) clearTimeout(timer);
      else if (a) later(() => show(a));
      else if (link && link !== document.activeElement) later(hide);
      else clearTimeout(timer);
    });
    document.addEventListener("focusin", (e) => {
      const a = linkAt(e);
      if (a && !touch && a.matches(":focus-visible") && !box.contains(a)) show(a);
    });
    document.addEventListener("focusout", (e) => {
      if (link && !box.contains(e.relatedTarget) && e.relatedTarget !== link && !box.matches(":hover")) hide();
    });
    document.addEventListener("click", (e) => {
      const a = linkAt(e);
      if (a && touch && e.detail > 0 && targetOf(a)) {
        e.preventDefault();
        show(a);
      } else if (e.target.closest?.("a")) {
        hide();
      }
    });
  }

  // Contents stand open beside the text, and close over it once a link was
  // followed. They mark the place that is being read.
  if (contents) {
    const wide = matchMedia("(min-width: 64rem)");
    const fit = () => { contents.open = wide.matches; };
    const entries = new Map([...contents.querySelectorAll("a")].map((a) => [targetOf(a), a]));
    let here = null, waiting = false;
    const mark = () => {
      waiting = false;
      const main = document.querySelector("main").getBoundingClientRect();
      let e = document.elementFromPoint((main.left + main.right) / 2, Math.min(innerHeight / 3, 160));
      while (e && !entries.has(e)) e = e.parentElement;
      const a = entries.get(e) ?? null;
      if (a === here) return;
      here?.removeAttribute("aria-current");
      a?.setAttribute("aria-current", "location");
      here = a;
      if (a && wide.matches && !contents.matches(":hover")) a.scrollIntoView({ block: "nearest" });
    };
    wide.addEventListener("change", fit);
    contents.addEventListener("toggle", () => { if (wide.matches) fit(); });
    document.addEventListener("click", (e) => { if (!contents.contains(e.target) || e.target.closest("a")) fit(); });
    addEventListener("keydown", (e) => { if (e.key === "Escape") fit(); });
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
    fit();
    mark();
  }
}
