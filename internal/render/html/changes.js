// The bar of a redline leads from one change to the next, by its buttons or by
// the keys N and P, which its switch turns off. Words that were deleted and those
// in their place are one change. Without this script the marks are in the text,
// and the switch that hides what did not change works all the same.
"use strict";
{
  const bar = document.getElementById("changes-bar");
  const [previous, next] = bar.querySelectorAll("button");
  const keys = document.getElementById("change-keys");
  const told = bar.querySelector("[role=status]");
  const only = document.getElementById("changed-only");
  let at = -1;

  const marked = [...document.querySelectorAll("main :is(ins, del)")].filter((e) => !e.parentElement.closest("ins, del"));
  const follows = (a, b) => {
    let n = a.nextSibling;
    while (n && n.nodeType === Node.TEXT_NODE && !n.data.trim()) n = n.nextSibling;
    return n === b;
  };
  const changes = marked.filter((e, i) => i === 0 || !follows(marked[i - 1], e));

  // near is the first change below the top of the window, or the last above it.
  const near = (step) => {
    const i = changes.findIndex((e) => e.getBoundingClientRect().top > (step > 0 ? 0 : -1));
    return step > 0 ? (i < 0 ? 0 : i) : (i < 0 ? changes.length : i) - 1;
  };

  function go(step) {
    if (!changes.length) return;
    changes[at]?.classList.remove("current");
    at = at < 0 ? near(step) : at + step;
    at = (at + changes.length) % changes.length;
    const e = changes[at];
    e.classList.add("current");
    e.tabIndex = -1;
    e.focus({ preventScroll: true });
    e.scrollIntoView({ block: "center" });
    told.textContent = `Change ${at + 1} of ${changes.length}`;
  }

  told.textContent = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  previous.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  only.addEventListener("change", () => changes[at]?.scrollIntoView({ block: "center" }));
  addEventListener("keydown", (e) => {
    if (!keys.checked || e.ctrlKey || e.metaKey || e.altKey || e.target.matches("input[type=text], textarea, [contenteditable]")) return;
    const step = { n: 1, p: -1 }[e.key.toLowerCase()];
    if (step) { e.preventDefault(); go(step); }
  });
}
