// Tells the program that the page is there, and shows what changes beneath it.
new EventSource("/events").addEventListener("changed", () => document.querySelector(".dirty") || location.reload());
document.addEventListener("input", (e) => e.target.form?.classList.add("dirty"));
