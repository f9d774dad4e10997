// Takes a file that is dropped on a page, and tells when the draft or the deal changed
// while somebody decides about them.
const frame = document.getElementById("draft");
const brings = (e) => [...(e.dataTransfer?.types ?? [])].includes("Files");

// A dropped file is sent as the form sends one that is chosen.
function take(file) {
  const form = document.createElement("form"), input = document.createElement("input"), held = new DataTransfer();
  Object.assign(form, { method: "post", action: "/came", enctype: "multipart/form-data", hidden: true });
  held.items.add(file);
  Object.assign(input, { type: "file", name: "file", files: held.files });
  form.append(input);
  document.body.append(form);
  form.submit();
}

function accepts(doc) {
  const mark = (on) => document.documentElement.classList.toggle("drops", on);
  doc.addEventListener("dragover", (e) => { if (brings(e)) { e.preventDefault(); mark(true); } });
  doc.addEventListener("dragleave", (e) => { if (!e.relatedTarget) mark(false); });
  doc.addEventListener("drop", (e) => {
    if (!brings(e)) return;
    e.preventDefault();
    mark(false);
    take(e.dataTransfer.files[0]);
  });
}
accepts(document);
frame?.addEventListener("load", () => frame.contentDocument && accepts(frame.contentDocument));
if (frame?.contentDocument?.readyState === "complete") accepts(frame.contentDocument);

// The page is there as long as it listens; what was decided is not thrown away by itself.
if (document.body.classList.contains("negotiation")) {
  const sign = document.getElementById("decide")?.dataset.sign;
  new EventSource(sign ? `/events?sign=${sign}` : "/events").addEventListener("sign", () => {
    const link = Object.assign(document.createElement("a"), { href: "/negotiate", textContent: "Look at it as it is now." });
    const p = Object.assign(document.createElement("p"), { className: "notice", textContent: "The deal or the draft was changed meanwhile. " });
    p.append(link);
    document.getElementById("status").replaceChildren(p);
  });
}
