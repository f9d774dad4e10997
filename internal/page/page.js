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

// stampOf is a sign of the draft that is shown, by which the program says what changes in it.
const stampOf = (doc) => doc?.querySelector("meta[name=stamp]");

// place puts parts of the draft that changed in their places.
function place({ stamp, sections }) {
  const now = frame.contentDocument;
  for (const [id, text] of Object.entries(sections ?? {})) {
    const part = id === "header" || id === "nav" ? now.querySelector(`body > ${id}`) : now.getElementById(id);
    part.replaceWith(now.createRange().createContextualFragment(text));
  }
  stampOf(now).content = stamp;
}

// receive shows what came back: first, on a line, what changes in the draft, then the questions.
async function receive(answer) {
  if (!answer.headers.get("content-type").startsWith("text/plain")) {
    take(await answer.text());
    return redraw();
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "", whole = null;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    text += chunk.value;
    const end = whole === null ? text.indexOf("\n") : -1;
    if (end < 0) continue;
    const delta = JSON.parse(text.slice(0, end));
    text = text.slice(end + 1);
    whole = delta.whole;
    if (!whole) place(delta);
  }
  take(text);
  if (whole) await redraw();
}
const ask = (url, more) => fetch(url, { ...more, headers: { "Clausewright-Draft": stampOf(frame.contentDocument)?.content ?? "none" } }).then(receive);

async function redraw() {
  const now = frame.contentDocument;
  if (now && new URL(now.location.href, location.href).pathname === "/try") { // what was tried is past
    frame.src = "/draft";
    return;
  }
  if (!now || new URL(now.location.href, location.href).pathname !== "/draft" || !now.querySelector("main")) {
    frame.contentWindow.location.reload();
    return;
  }
  const reader = new frame.contentWindow.DOMParser(); // to which the policy of the draft applies
  const next = reader.parseFromString(await (await fetch("/draft")).text(), "text/html");
  swap(now, next);
  stampOf(now).content = stampOf(next).content;
}

// take puts what came back in the place of what it replaces; what somebody is typing
// into another question stays.
function take(text) {
  const next = parse(text);
  const at = document.activeElement?.id;
  for (const form of document.querySelectorAll("form.question.dirty")) {
    next.getElementById(form.id)?.replaceWith(form.cloneNode(true));
  }
  const sought = [...document.querySelectorAll(".territory input")].map((i) => [i.id, i.value]);
  const opened = [...document.querySelectorAll("details[open] > summary")].map((s) => s.textContent);
  for (const id of ["map", "questions"]) {
    const part = document.importNode(next.getElementById(id), true);
    const old = document.getElementById(id), scroll = old.scrollTop;
    old.replaceWith(part);
    part.scrollTop = scroll;
  }
  for (const s of document.querySelectorAll("details > summary")) if (opened.includes(s.textContent)) s.parentElement.open = true;
  search();
  for (const [id, value] of sought) if (document.getElementById(id)) document.getElementById(id).value = value;
  restoring = true;
  if (at) document.getElementById(at)?.focus({ preventScroll: true });
  restoring = false;
}
let restoring = false; // a field that was left only because it was drawn again

// Countries are searched by name, added, left out, and taken off; the field holds their codes.
let countries;
function search() {
  const fields = [...document.querySelectorAll("input.countries")];
  if (!fields.length) return;
  if (!countries) {
    fetch("/territories").then((answer) => answer.json()).then((list) => { countries = list; search(); });
    return;
  }
  const names = new Map(countries.map((c) => [c.code, c.name]));
  if (!document.getElementById("countries")) {
    const list = document.createElement("datalist");
    list.id = "countries";
    for (const c of countries) list.append(new Option(c.code, `${c.name} (${c.code})`));
    document.body.append(list);
  }
  for (const field of fields) {
    field.parentElement.querySelector(":scope > .territory")?.remove();
    chips(field, names);
  }
}
function chips(field, names) {
  const codes = () => field.value.split(",").map((c) => c.trim()).filter(Boolean);
  const write = (list) => { field.value = list.join(", "); field.dispatchEvent(new Event("change", { bubbles: true })); draw(); };
  const box = document.createElement("div"), list = document.createElement("ul"), add = document.createElement("p"), wanted = document.createElement("input");
  box.className = "territory"; add.className = "add";
  wanted.type = "search"; wanted.setAttribute("list", "countries"); wanted.setAttribute("aria-label", "Country or region to add");
  wanted.id = `${field.id}-search`; wanted.placeholder = "Search a country or a region";
  const code = () => {
    const text = wanted.value.trim(), plain = (name) => name.toLowerCase().replace(/^the /, "");
    for (const [c, name] of names) if (text === `${name} (${c})` || text.toUpperCase() === c || plain(text) === plain(name)) return c;
    const begins = [...names].filter(([, name]) => text && plain(name).startsWith(plain(text))).sort(([, a], [, b]) => a.length - b.length);
    const holds = [...names].filter(([, name]) => text && plain(name).includes(plain(text)));
    return begins[0]?.[0] ?? (holds.length === 1 ? holds[0][0] : undefined);
  };
  const button = (label, sign) => {
    const b = document.createElement("button");
    b.type = "button"; b.textContent = label;
    b.addEventListener("click", () => {
      const found = code();
      wanted.setCustomValidity(found ? "" : "There is no country or region of that name.");
      if (wanted.reportValidity() && !codes().includes(sign + found)) write([...codes().filter((c) => c.replace("-", "") !== found), sign + found]);
      if (found) wanted.value = "";
    });
    return b;
  };
  wanted.addEventListener("input", () => wanted.setCustomValidity(""));
  for (const type of ["input", "change"]) wanted.addEventListener(type, (e) => e.stopPropagation()); // it is no answer
  wanted.addEventListener("keydown", (e) => { if (e.key === "Enter") { e.preventDefault(); add.querySelector("button").click(); } });
  add.append(wanted, button("Add", ""), button("Leave out", "-"));
  const draw = () => list.replaceChildren(...codes().map((c) => {
    const item = document.createElement("li"), off = document.createElement("button"), bare = c.replace("-", "");
    item.textContent = (c === bare ? "" : "without ") + (names.get(bare) ?? bare);
    off.type = "button"; off.textContent = "\u00d7"; off.setAttribute("aria-label", `Take off ${names.get(bare) ?? bare}`);
    off.addEventListener("click", () => write(codes().filter((other) => other !== c)));
    item.append(off);
    return item;
  }));
  box.append(list, add);
  field.after(box);
  draw();
}
requestAnimationFrame(() => setTimeout(search)); // once the questions are painted

let queue = Promise.resolve();
function send(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  form.classList.remove("dirty");
  if (!button?.value && form.sent === String(body)) return queue; // a key that both changes and sends
  form.sent = String(body);
  queue = queue.then(async () => {
    const fresh = form.id && document.getElementById(form.id)?.querySelector("[name=was]");
    if (fresh && !(body.get("do") === "mine")) body.set("was", fresh.value);
    await ask(form.getAttribute("action"), { method: "POST", body });
    if (form.classList.contains("acts")) show(form.id.replace(/-acts$/, ""));
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
  if (form?.classList.contains("variants")) return send(form);
  if (!form?.classList.contains("question") || form.querySelector("input[name=rows]")) return;
  const { word, unit, value } = form.elements;
  if (word && e.target !== word) word.value = ""; // a value was given in its place
  if (unit && /^-?\d*$/.test(value.value) && !(value.value && unit.value) && !word?.value) return; // no unit yet
  send(form);
});

// A group is shown without leaving the draft.
document.addEventListener("click", async (e) => {
  const link = e.target.closest?.("#map a, .problems a, .problem a, #assumed a, .next a");
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
    if (document.getElementById("questions").dataset.stamp !== e.data) await ask(location.pathname + location.search);
  });
});
