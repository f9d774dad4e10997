// Makes the page live: an answer is sent as it is given, and from what comes back
// the parts that changed are taken; the draft is changed by Section and stays in its place.
const frame = document.getElementById("draft");
const parse = (text) => new DOMParser().parseFromString(text, "text/html");
document.documentElement.classList.add("live");

// swap takes over what differs between two pages of the draft.
function swap(now, next) {
  const own = (s) => [...s.querySelectorAll("section")].length === 0;
  const sections = (doc) => [...doc.querySelectorAll("main section[id]")];
  const [a, b] = [sections(now), sections(next)];
  const same = a.length === b.length && a.every((s, i) => s.id === b[i].id);
  if (same) {
    a.forEach((s, i) => {
      if (own(s) && s.outerHTML !== b[i].outerHTML) s.replaceWith(now.importNode(b[i], true));
    });
    a.forEach((s, i) => { // what stands in an article beside its Sections
      if (!own(s) && s.isConnected) for (const [j, part] of [...s.children].entries()) {
        const other = b[i].children[j];
        if (other && part.tagName !== "SECTION" && part.outerHTML !== other.outerHTML) part.replaceWith(now.importNode(other, true));
      }
    });
    for (const name of ["body > header", "body > footer", "body > nav"]) {
      const [x, y] = [now.querySelector(name), next.querySelector(name)];
      if (x && y && x.outerHTML !== y.outerHTML) x.replaceWith(now.importNode(y, true));
    }
    return;
  }
  const view = now.defaultView;
  const top = a.find((s) => s.getBoundingClientRect().bottom > 0);
  const id = top?.id, offset = top?.getBoundingClientRect().top ?? 0;
  for (const name of ["body > header", "main", "body > footer", "body > nav"]) {
    const [x, y] = [now.querySelector(name), next.querySelector(name)];
    if (x && y) x.replaceWith(now.importNode(y, true));
  }
  const at = id && now.getElementById(id);
  if (at) view.scrollBy(0, at.getBoundingClientRect().top - offset);
}

async function redraw() {
  const now = frame.contentDocument;
  if (!now || new URL(now.location.href, location.href).pathname !== "/draft" || !now.querySelector("main")) {
    frame.contentWindow.location.reload();
    return;
  }
  const reader = new frame.contentWindow.DOMParser(); // to which the policy of the draft applies
  swap(now, reader.parseFromString(await (await fetch("/draft")).text(), "text/html"));
}

// take puts what came back in the place of what it replaces; what somebody is typing
// into another question stays.
function take(text) {
  const next = parse(text);
  const at = document.activeElement?.id;
  for (const form of document.querySelectorAll("form.question.dirty")) {
    next.getElementById(form.id)?.replaceWith(form.cloneNode(true));
  }
  const opened = [...document.querySelectorAll("details[open] > summary")].map((s) => s.textContent);
  for (const id of ["map", "questions"]) {
    const part = document.importNode(next.getElementById(id), true);
    const old = document.getElementById(id), scroll = old.scrollTop;
    old.replaceWith(part);
    part.scrollTop = scroll;
  }
  for (const s of document.querySelectorAll("details > summary")) if (opened.includes(s.textContent)) s.parentElement.open = true;
  restoring = true;
  if (at) document.getElementById(at)?.focus({ preventScroll: true });
  restoring = false;
}
let restoring = false; // a field that was left only because it was drawn again

let queue = Promise.resolve();
function send(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  form.classList.remove("dirty");
  if (!button?.value && form.sent === String(body)) return queue; // a key that both changes and sends
  form.sent = String(body);
  queue = queue.then(async () => {
    const path = body.get("path");
    const fresh = path && document.querySelector(`form.question[data-path="${CSS.escape(path)}"] [name=was]`);
    if (fresh && !(body.get("do") === "mine")) body.set("was", fresh.value);
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
    take(await answer.text());
    await redraw();
  }).catch(() => say("The program that serves this page has ended. Start clausewright edit again."));
  return queue;
}

function say(text) {
  const p = document.createElement("p");
  p.className = "notice";
  p.textContent = text;
  document.getElementById("status").replaceChildren(p);
}

document.addEventListener("submit", (e) => {
  const form = e.target;
  if (form.method !== "post") return;
  e.preventDefault();
  send(form, e.submitter);
});
document.addEventListener("input", (e) => e.target.form?.classList.contains("question") && e.target.form.classList.add("dirty"));
document.addEventListener("change", (e) => {
  const form = e.target.form;
  if (!form?.classList.contains("question") || form.querySelector("input[name=rows]")) return;
  if (form.querySelector("[name=unit]") && !form.elements.value.value) return;
  send(form);
});

// A group is shown without leaving the draft.
document.addEventListener("click", async (e) => {
  const link = e.target.closest?.("#map a, .problems a, #assumed a");
  if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  await go(new URL(link.href));
});
async function go(url) {
  const answer = await fetch(url.pathname + url.search);
  take(await answer.text());
  history.pushState(null, "", url);
  show(url.hash.slice(1)) || document.getElementById("questions").scrollTo(0, 0);
}
addEventListener("popstate", async () => { take(await (await fetch(location.pathname + location.search)).text()); show(location.hash.slice(1)); });

// show brings a question into view, with its field ready.
function show(id) {
  const form = id && document.getElementById(id);
  if (!form) return false;
  form.closest("details")?.setAttribute("open", "");
  form.scrollIntoView({ block: "start" });
  form.querySelector("input:not([type=hidden]), textarea, select")?.focus({ preventScroll: true });
  return true;
}

// From a value in the draft to its question, and from a question to its places.
frame.addEventListener("load", tie);
function tie() {
  const doc = frame.contentDocument;
  doc?.addEventListener("click", async (e) => {
    const path = e.target.closest?.("[data-path]")?.dataset.path;
    if (!path || e.target.closest("a:not(.blank)")) return;
    e.preventDefault();
    const id = `q-${path.replaceAll(".", "-")}`;
    if (!show(id)) await go(new URL(`/?question=${encodeURIComponent(path)}#${id}`, location.href));
  });
}
document.addEventListener("focusin", (e) => {
  const path = e.target.form?.dataset?.path;
  const doc = frame.contentDocument;
  if (restoring || !path || !doc) return;
  const places = doc.querySelectorAll(`[data-path="${CSS.escape(path)}"]`);
  for (const old of doc.querySelectorAll("[data-here]")) { old.removeAttribute("data-here"); old.style.outline = ""; }
  for (const place of places) { place.setAttribute("data-here", ""); place.style.outline = "2px solid"; }
  const box = places[0]?.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > doc.defaultView.innerHeight)) places[0].scrollIntoView({ block: "center" });
});
if (frame.contentDocument?.readyState === "complete") tie();

// What somebody else changed in the file; what the page itself sent is drawn already.
const events = new EventSource("/events");
events.addEventListener("changed", (e) => {
  queue = queue.then(async () => {
    if (document.getElementById("questions").dataset.stamp === e.data) return; take(await (await fetch(location.pathname + location.search)).text()); await redraw(); });
});
