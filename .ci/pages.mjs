// Judges drafts in a browser: node pages.mjs FILE.html…
// On wide, middle and narrow screens, in light and dark, no page is wider than
// the screen, not even with a word of 300 letters in every paragraph, heading
// and cell, and axe finds nothing against WCAG 2.2 AA; the definition of a
// term shows on hover, focus and tap and goes with Escape; without scripts the
// page says the same words; printed, it has the paper of its style. In a redline
// the buttons and keys lead from change to change, and what did not change hides.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const screens = [{ width: 1440, height: 1000 }, { width: 768, height: 1000 }, { width: 360, height: 780, isMobile: true, hasTouch: true }];
const paper = { us: [612, 792], uk: [595, 842], "eu-civil": [595, 842] };
let faults = 0;

function fault(file, where, what) {
  faults++;
  console.error(`${file}: ${where}: ${what}`);
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const shown = (page) => page.evaluate(() => {
  const box = document.getElementById("preview");
  return box.matches(":popover-open") ? box.textContent : "";
});

async function look(page, file) {
  for (const screen of screens) {
    await page.setViewport(screen);
    await page.goto(`file://${file}`);
    await page.evaluate(axe);
    for (const scheme of ["light", "dark"]) {
      const where = `${screen.width} px, ${scheme}`;
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const over = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
      if (over > 0) fault(file, where, `wider than the screen by ${over} px`);
      // Dark differs from light in colours alone.
      const run = scheme === "dark" ? { type: "rule", values: ["color-contrast"] } : { type: "tag", values: tags };
      const found = await page.evaluate((run) => axe.run(document, { runOnly: run, resultTypes: ["violations"] }), run);
      for (const v of found.violations) {
        fault(file, where, `${v.id}: ${v.help}: ${v.nodes.length} times, first ${v.nodes[0].html.slice(0, 160)}`);
      }
    }
  }
}

// stretch puts a long word into every block of text. The frame of a table may
// scroll, but its first column, which stays in place, leaves room for the others.
async function stretch(page, file) {
  for (const screen of screens) {
    await page.setViewport(screen);
    await page.goto(`file://${file}`);
    const { blocks, over, covered } = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const blocks = new Set();
      while (texts.nextNode()) {
        const text = texts.currentNode;
        const block = text.parentElement.closest("p, h1, h2, h3, h4, h5, h6, th, td, nav a, summary, figcaption");
        if (!block || blocks.has(block) || !text.data.trim() || text.parentElement.closest(".label, .self")) continue;
        blocks.add(block);
        text.data = `${"Gesellschaft".repeat(25)} ${text.data}`;
      }
      document.querySelector("nav details")?.setAttribute("open", "");
      return {
        blocks: blocks.size,
        over: document.scrollingElement.scrollWidth - innerWidth,
        covered: [...document.querySelectorAll(".table")].filter((t) => t.querySelector("tr > *").offsetWidth > t.clientWidth / 2).length,
      };
    });
    if (!blocks) fault(file, `${screen.width} px, a long word`, "no text to put it in");
    if (over > 0) fault(file, `${screen.width} px, a long word`, `wider than the screen by ${over} px`);
    if (covered) fault(file, `${screen.width} px, a long word`, `${covered} tables covered by their first column`);
  }
}

// follow tries the first use of a term in the body of an article.
async function follow(page, file) {
  const use = "main .section p a:not([class])";
  await page.setViewport(screens[0]);
  await page.goto(`file://${file}`);
  const link = await page.$(use);
  if (!link) return;
  await link.hover();
  await wait(500);
  if (!await shown(page)) return fault(file, "hover", "no definition");
  const box = await (await page.$("#preview")).boundingBox();
  await page.mouse.move(box.x + 20, box.y + box.height / 2, { steps: 5 });
  await wait(500);
  if (!await shown(page)) fault(file, "hover", "the pointer cannot reach the definition");
  await page.keyboard.press("Escape");
  if (await shown(page)) fault(file, "hover", "Escape does not close the definition");
  await page.mouse.move(1, 1);
  await page.evaluate((use) => {
    const links = [...document.querySelectorAll("a")];
    links[links.indexOf(document.querySelector(use)) - 1].focus();
  }, use);
  await page.keyboard.press("Tab");
  if (!await shown(page)) fault(file, "focus", "no definition");
  if (await page.evaluate(() => document.activeElement.getAttribute("aria-describedby")) !== "preview") {
    fault(file, "focus", "the definition is not the description of the link");
  }
  await page.keyboard.press("Escape");
  if (await shown(page)) fault(file, "focus", "Escape does not close the definition");
  await page.setViewport(screens[2]);
  await page.goto(`file://${file}`);
  await (await page.$(use)).tap();
  await wait(100);
  if (!await shown(page)) fault(file, "tap", "no definition");
  if (await page.evaluate(() => location.hash)) fault(file, "tap", "the tap leaves the place");
}

// plain reads the page with and without scripts.
async function plain(page, file) {
  const words = () => page.evaluate(() => document.querySelector("header").innerText + document.querySelector("main").innerText);
  await page.setViewport(screens[0]);
  await page.goto(`file://${file}`);
  const before = await words();
  await page.setJavaScriptEnabled(false);
  await page.goto(`file://${file}`);
  if (await words() !== before) fault(file, "without scripts", "other words");
  const link = await page.$("main .section p a:not([class])");
  if (link) {
    await link.hover();
    await wait(400);
    if (await page.evaluate((a) => getComputedStyle(a, "::after").display, link) === "none") fault(file, "without scripts", "no definition on hover");
  }
  await page.setJavaScriptEnabled(true);
}

async function print(page, file) {
  const style = await page.evaluate(() => document.documentElement.className);
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((m) => [Math.round(m[1]), Math.round(m[2])]);
  const [width, height] = paper[style];
  const odd = boxes.filter(([w, h]) => Math.abs(w - width) > 1 || Math.abs(h - height) > 1)
    .filter(([w, h]) => Math.abs(h - width) > 1 || Math.abs(w - height) > 1);
  if (!boxes.length || odd.length) fault(file, "print", `${boxes.length} pages, ${odd.length} not on the paper of ${style}`);
}

// walk goes through a redline from change to change.
async function walk(page, file) {
  await page.setViewport(screens[0]);
  await page.goto(`file://${file}`);
  if (!(await page.$("#changes-bar"))) return;
  const at = () => page.evaluate(() => ({
    told: document.querySelector("#changes-bar [role=status]").textContent,
    focused: document.activeElement.matches("ins.current, del.current"),
    seen: (() => { const r = document.querySelector(".current")?.getBoundingClientRect(); return !!r && r.bottom > 0 && r.top < innerHeight; })(),
  }));
  const count = parseInt((await at()).told, 10);
  if (!count) fault(file, "changes", "none are counted");
  const expect = async (what, n) => {
    const { told, focused, seen } = await at();
    if (told !== `Change ${n} of ${count}` || !focused || !seen) fault(file, what, `${told}, focused ${focused}, seen ${seen}; want change ${n}`);
  };
  await page.keyboard.press("n");
  await expect("key N", 1);
  if (count > 1) {
    await page.keyboard.press("n");
    await expect("key N again", 2);
    await page.keyboard.press("p");
    await expect("key P", 1);
    await page.keyboard.press("p");
    await expect("key P at the first", count);
    const buttons = await page.$$("#changes-bar button");
    await buttons[1].click();
    await expect("Next at the last", 1);
    await page.click("#change-keys");
    await page.keyboard.press("n");
    if (!(await at()).told.startsWith("Change 1 ")) fault(file, "keys off", "they still lead on");
  }
  const shown = () => page.evaluate(() => [...document.querySelectorAll("main section")].filter((e) => e.getClientRects().length).length);
  const before = await shown();
  await page.click("#changed-only");
  const after = await shown();
  const wanted = await page.evaluate(() => [...document.querySelectorAll("main section")].filter((e) => e.id === "changes" || e.closest("#changes") || e.querySelector("ins, del")).length);
  if (after !== wanted) fault(file, "only what changed", `${after} of ${before} sections are shown, not ${wanted}`);
  const { told, focused } = await at();
  if (!told || focused === undefined) fault(file, "only what changed", "the place is lost");
}

// judge takes files from the queue until it is empty.
async function judge(queue) {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-quic"] });
  try {
    const page = await browser.newPage();
    page.on("console", (m) => { if (m.type() === "error") fault(page.url(), "console", m.text()); });
    page.on("pageerror", (e) => fault(page.url(), "script", e.message));
    page.on("request", (r) => { if (!r.url().startsWith("file:")) fault(page.url(), "network", r.url()); });
    for (let name; (name = queue.shift());) {
      const start = Date.now();
      for (const step of [look, stretch, follow, plain, print, walk]) await step(page, resolve(name));
      console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
    }
  } finally {
    await browser.close();
  }
}

const queue = process.argv.slice(2);
if (!queue.length) throw new Error("no files");
await Promise.all([judge(queue), judge(queue)]);
process.exit(faults ? 1 : 0);
