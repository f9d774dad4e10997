// Looks for faults while a text is typed: the text is sent, and what comes back stands
// beneath it. Nothing is written until it is saved.
const form = document.querySelector("form.file");
const faults = document.getElementById("faults");
let timer, asking;
form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, 600);
});
async function look() {
  asking?.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "lint");
  body.set("part", "faults");
  faults.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("/file", { method: "POST", body, signal: asking.signal });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("faults");
    faults.replaceChildren(...next.childNodes);
    faults.removeAttribute("aria-busy");
  } catch (e) {
    if (e.name !== "AbortError") faults.textContent = "The program that serves this page has ended. Start clausewright edit again.";
  }
}
addEventListener("beforeunload", (e) => { if (form?.classList.contains("dirty") && !leaving) e.preventDefault(); });
let leaving = false;
form?.addEventListener("submit", () => { leaving = true; });

// The clauses are found as their words are typed.
const find = document.getElementById("find");
find?.addEventListener("input", () => {
  const words = find.value.toLowerCase().split(/\s+/);
  for (const item of document.querySelectorAll("#clauses > li")) item.hidden = !words.every((word) => item.textContent.toLowerCase().includes(word));
});
