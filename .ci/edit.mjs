// Uses the page that asks the questions of a deal: node edit.mjs PROGRAM DEAL [PICTURES [USE,…]]
// A browser that opens it answers questions by script, by keyboard, and without script;
// the draft beside it changes by Section and stays in its place; what changes in the file
// shows; axe finds nothing against WCAG 2.2 AA on wide, middle and narrow screens, light
// and dark; a draft is written, a conflict settled, a Word file that came back merged; nothing is asked of another origin, nothing is told on the console.
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import puppeteer from "puppeteer-core";

const [program, sample, pictures, only] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const screens = [{ width: 1440, height: 900 }, { width: 768, height: 1000 }, { width: 640, height: 400, deviceScaleFactor: 2 }, { width: 360, height: 780, isMobile: true, hasTouch: true }]; // the third is 200 % of 1280
const folder = mkdtempSync(join(tmpdir(), "edit-"));
const deal = join(folder, "deal.yaml"), library = join(folder, "library");
cpSync(new URL("../internal/lint/testdata/small", import.meta.url).pathname, library, { recursive: true });
let faults = 0;
const fault = (where, what) => { faults++; console.error(`${where}: ${what}`); };
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const until = async (what, holds) => {
  for (let i = 0; i < 400; i++) {
    if (await holds()) return true;
    await wait(50);
  }
  fault(what, "did not come to be");
  return false;
};
const file = () => readFileSync(deal, "utf8");
const differs = (a, b) => a.split("\n").filter((line, i) => line !== b.split("\n")[i]).length;

// start serves a deal, or what else it is told to, and opens its page.
async function start(browser, { begun = true, args = [deal] } = {}) {
  rmSync(deal, { force: true });
  if (begun) copyFileSync(sample, deal);
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(screens[0]);
  const began = Date.now();
  const server = spawn(resolve(program), ["edit", ...args, "--no-open"], { cwd: dirname(deal) });
  const address = await new Promise((done) => server.stdout.once("data", (d) => done(String(d).trim())));
  page.on("dialog", (d) => d.accept());
  page.on("console", (m) => /status of 4(09|22)/.test(m.text()) || fault("console", `${m.text()} ${m.location().url ?? ""}`)); // an answer that was not saved
  page.on("pageerror", (e) => fault("script", e.message));
  page.on("request", (r) => new URL(r.url()).host === new URL(address).host || r.url().startsWith("data:") || fault("request", r.url()));
  await page.goto(address);
  await until("the page", () => page.url().endsWith("/"));
  await page.waitForSelector("main form");
  const painted = await paintOf(page);
  const ended = new Promise((done) => server.once("exit", done));
  return { page, server, context, ended, address, painted: painted - began };
}

// paintOf is when a page was painted first; what is painted then are the questions.
async function paintOf(page) {
  const entry = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]);
  return await entry.evaluate((e) => performance.timeOrigin + e.startTime);
}

// needed is what a first paint of the page cannot do without, in the state in which the
// machine is: a draft of the deal by a program that starts, and a page that says a word.
async function needed(browser) {
  const began = Date.now();
  spawnSync(resolve(program), ["draft", sample, "-q", "-f", "md", "-o", "-"]);
  const drafted = Date.now() - began;
  const server = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<!DOCTYPE html><title>A word</title><p>Word"));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const context = await browser.createBrowserContext(), page = await context.newPage();
  await page.setViewport(screens[0]);
  const asked = Date.now();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const plain = await paintOf(page) - asked;
  await context.close();
  server.close();
  return drafted + plain;
}

const frameOf = async (page) => (await page.waitForSelector("#draft")).contentFrame();
const group = (page, path) => page.goto(new URL(`/?question=${path}#q-${path.replaceAll(".", "-")}`, page.url()).href);
const field = (path) => `#q-${path.replaceAll(".", "-")}`;
const shot = async (page, name) => pictures && page.screenshot({ path: join(pictures, `${name}.png`) });

// live answers questions with the script: the file changes by a line, the draft by a Section.
async function live({ page }) {
  await group(page, "exclusivity.period");
  const frame = await frameOf(page);
  await until("the draft", () => frame.$("main section"));
  await frame.evaluate(() => scrollTo(0, document.querySelector("#payment-terms, .article:nth-of-type(6)")?.offsetTop ?? 3000));
  const before = { text: file(), top: await frame.evaluate(() => scrollY) };
  await frame.evaluate(() => { for (const s of document.querySelectorAll("main section")) s.dataset.stays = "yes"; });
  const box = `${field("exclusivity.period")} [name=value]`;
  await page.click(box, { clickCount: 3 });
  await frame.evaluate((top) => scrollTo(0, top), before.top);
  await page.type(box, "7y");
  await page.keyboard.press("Enter");
  if (!await until("the answer in the file", () => /period: 7y/.test(file()))) return;
  await until("the answer in the draft", () => frame.evaluate(() => document.querySelector('[data-path="exclusivity.period"]')?.textContent.includes("7")));
  if (differs(before.text, file()) !== 1) fault("saving", `${differs(before.text, file())} lines changed`);
  const kept = await frame.evaluate(() => [...document.querySelectorAll("main section")].filter((s) => s.dataset.stays).length);
  if (kept < 20) fault("the draft", `only ${kept} sections stayed`);
  const moved = await frame.evaluate((top) => Math.abs(scrollY - top), before.top);
  if (moved > 40) fault("the draft", `moved by ${moved} px`);
  await shot(page, "live");

  const times = [];
  for (const years of ["6y", "9y", "4y", "7y", "8y", "7y"]) times.push(await page.evaluate(async (id, years) => {
    const form = document.getElementById(id), frame = document.getElementById("draft").contentDocument;
    const began = performance.now();
    const changed = new Promise((done) => new MutationObserver(() => done(performance.now() - began)).observe(frame.body, { childList: true, subtree: true }));
    form.elements.value.value = years;
    form.elements.value.dispatchEvent(new Event("change", { bubbles: true }));
    const took = await changed;
    await new Promise((done) => setTimeout(done, 1200));
    return took;
  }, field("exclusivity.period").slice(1), years));
  console.log(`from the answer to the changed Section, median: ${Math.round(median(times))} ms`);

  // from a value in the draft to its question
  await frame.evaluate(() => document.querySelector('[data-path="exclusivity.period"]').click());
  await until("the question of a value", () => page.evaluate(() => document.activeElement?.form?.dataset.path === "exclusivity.period"));

  // a wrong answer stays at its field
  await page.click(box, { clickCount: 3 });
  await page.type(box, "-3y");
  await page.keyboard.press("Enter");
  await until("what is wrong at its field", () => page.$(`${field("exclusivity.period")} [role=alert]`));
  if (!/period: 7/.test(file())) fault("a wrong answer", "was saved");
  await shot(page, "wrong");

  // the file changes elsewhere
  writeFileSync(deal, file().replace(/period: 7 ?y/, "period: 8y"));
  await until("a change of the file", () => frame.evaluate(() => document.querySelector('[data-path="exclusivity.period"]')?.textContent.includes("8")));

  // undo
  await group(page, "exclusivity.level");
  const text = file();
  const other = `${field("exclusivity.level")} input[type=radio]:not(:checked)`;
  await page.click(other);
  await until("a choice", () => file() !== text);
  await until("undo", () => page.evaluate(() => document.querySelector("form.undo code")?.textContent === "exclusivity.level"));
  await page.click("form.undo button");
  await until("the undone answer", () => file() === text);
}

// begin begins a deal that is not there, and takes each format home.
async function begin({ page }) {
  await judge(page, "a new deal");
  await page.click('[name=asset][value=software]');
  await page.select('[name="deal.law_family"]', "uk");
  await page.click('[name=template][value=short-form]');
  await Promise.all([page.waitForNavigation(), page.click("button.save")]);
  if (!existsSync(deal) || !/law_family: uk/.test(file())) return fault("a new deal", "is not in its file");
  await page.waitForSelector("#map");
  for (let i = 0; i < 20; i++) { // what is missing
    await page.goto(new URL("/", page.url()).href);
    const open = await page.$(".question.missing button[value=open]") ?? await page.$(".question.missing input[type=radio]");
    const next = open ? null : await page.$$eval("#map li", (list) => list.find((li) => li.querySelector("b.missing"))?.querySelector("a").href);
    if (!open && !next) break;
    if (next) await page.goto(next);
    const button = open ?? await page.$(".question.missing button[value=open]") ?? await page.$(".question.missing input[type=radio]");
    const before = file();
    await button.evaluate((b) => b.click());
    await until("an answer that was missing", () => file() !== before);
    await wait(300);
  }
  const kinds = await page.evaluate(async () => Promise.all(["md", "html", "pdf", "docx"].map(async (f) => (await fetch(`/files/draft.${f}`)).headers.get("content-disposition"))));
  if (kinds.some((k) => !k)) fault("a new deal", `gives no files: ${kinds}`);
  await shot(page, "begun");
}

// keys answers a question with the keyboard alone.
async function keys({ page }) {
  await group(page, "exclusivity.period");
  const before = file();
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.id === "q-exclusivity-period-value")) break;
  }
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type("9y");
  await page.keyboard.press("Enter");
  await until("an answer by keyboard", () => differs(before, file()) === 1);
}

// plain answers questions where no script runs.
async function plain({ page }) {
  await page.setJavaScriptEnabled(false);
  await group(page, "payment.due");
  const before = file();
  await page.$eval(`${field("payment.due")} [name=value]`, (input) => { input.value = "75"; });
  await Promise.all([page.waitForNavigation(), page.click(`${field("payment.due")} .save`)]);
  if (!/due: 75 ?d/.test(file()) || differs(before, file()) > 1) fault("without script", `the file changed by ${differs(before, file())} lines`);
  await shot(page, "plain");
  await page.setJavaScriptEnabled(true);
}

// negotiate writes the draft, settles a conflict, and merges a Word file that came back:
// one that is dropped, and one that is chosen where no script runs.
async function negotiate({ page }) {
  const drafts = join(dirname(deal), "drafts"), md = join(drafts, "deal.md");
  const draft = () => readFileSync(md, "utf8");
  const at = (path) => page.goto(new URL(path, page.url()).href);
  const press = (selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);
  await at("/negotiate");
  await press("#write .save");
  if (!existsSync(md)) return fault("writing", "there is no draft");

  // an edit against which the deal changes; the page that is open is told
  writeFileSync(md, draft().replace(/(for each Payment Period within) 60\sdays/, "$1 77 days").replace(/a share of all consideration/, "a fair share of all consideration"));
  writeFileSync(deal, file().replace("payment: {due: 60d", "payment: {due: 50d"));
  await until("word of a change", () => page.$('#status a[href="/negotiate"]'));
  await at("/negotiate");
  if (!await page.$("#conflicts")) return fault("a conflict", "does not show");
  await judge(page, "conflict");
  await press("#write .save");
  const says = () => page.$eval("#status", (p) => p.textContent);
  if (!/conflict is open/.test(await says())) fault("an open conflict", await says());
  await page.click('#conflicts input[value="mine"]');
  await press("#write .save");
  if (!/Payment Period within 77\sdays/.test(draft())) fault("a settled conflict", "is not in the draft");
  await judge(page, "settled");

  // a Word file is dropped, in the browser as from a desktop
  const word = join(dirname(deal), "Returned.docx"), before = draft();
  const sends = (...words) => spawnSync("python3", ["-c", rewrite, join(drafts, "deal.docx"), word, ...words]).status && fault("a Word file", `does not hold ${words[0]}`);
  sends("a royalty on the volume", "a running royalty on the volume");
  await Promise.all([page.waitForNavigation(), page.evaluate((data) => {
    const held = new DataTransfer();
    held.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], "Returned.docx"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
  }, readFileSync(word).toString("base64"))]);
  await page.waitForSelector("#returned b");
  await until("its redline", async () => (await frameOf(page)).$("ins"));
  if (draft() !== before) fault("a dropped file", "was merged before anybody said so");
  await judge(page, "came");
  await press("#write .save");
  if (!/running royalty on/.test(draft())) fault("a dropped file", "is not in the draft");

  // the same words in the draft and in the file that came: theirs stand, but only once somebody says so
  sends("a running royalty on", "a running fee on");
  writeFileSync(md, draft().replace("a running royalty on", "a running payment on"));
  const brings = async (name) => {
    await at("/negotiate");
    await (await page.$("#file")).uploadFile(name);
    await press('form[action="/came"] button');
  };
  await brings(word);
  if (!await page.$('#conflicts input[value="theirs"]')) return fault("mine against theirs", "does not show");
  await judge(page, "mine against theirs");
  await press("#write .save");
  if (!/conflict is open/.test(await says()) || !/running payment on/.test(draft())) fault("mine against theirs", await says());
  await page.click('#conflicts input[value="theirs"]');
  await press("#write .save");
  if (!/running fee on/.test(draft()) || /running payment on/.test(draft())) fault("mine against theirs", "theirs are not in the draft");

  // a list of issues that was filled in
  if (!/a fair share of all/.test(draft())) return fault("an edit", "did not stay");
  const list = join(dirname(deal), "issues.md"), open = await page.evaluate(async () => (await fetch("/files/issues.md")).text());
  writeFileSync(list, open.split("\n").map((line) => /fair/.test(line) ? line.replace("| open |", "| refused |") : line).join("\n"));
  await brings(list);
  if (await page.$$eval("[name=refuse]:checked", (boxes) => boxes.length) !== 1) fault("a list of issues", `ticks nothing: ${await says()}`);
  await judge(page, "issues");
  await press("#write .save");
  if (!/a share of all/.test(draft()) || !/running fee on/.test(draft())) fault("a list of issues", "settles otherwise than it says");

  // without script
  sends("a running fee on", "a yearly fee on");
  await page.setJavaScriptEnabled(false);
  await at("/negotiate");
  await (await page.$("#file")).uploadFile(word);
  await press('form[action="/came"] button');
  await press("#write .save");
  if (!/yearly fee on/.test(draft())) fault("a file without script", "is not in the draft");
  await press('form[action="/back"] button');
  if (!/running fee on/.test(draft())) fault("undo", "does not bring the draft back");
  await page.setJavaScriptEnabled(true);

  await at("/forms");
  await judge(page, "forms");
  const links = await at("/negotiate").then(() => page.$$eval('a[href^="/files/"]', (list) => list.map((a) => a.getAttribute("href"))));
  const failed = await page.evaluate(async (list) => (await Promise.all(list.map(async (path) => [path, (await fetch(path)).headers.get("content-disposition")]))).filter(([, name]) => !name), links);
  if (links.length < 25 || failed.length) fault("files to take home", `${links.length}, without: ${failed}`);
}

// rewrite changes the text of a Word file, as whoever got it does.
const rewrite = `import sys, zipfile
source, target, old, new = sys.argv[1:]
with zipfile.ZipFile(source) as a, zipfile.ZipFile(target, "w") as b:
    for part in a.infolist():
        data = a.read(part)
        if part.filename == "word/document.xml":
            if old.encode() not in data: sys.exit("no such words")
            data = data.replace(old.encode(), new.encode())
        b.writestr(part, data)`;

// words chooses a wording, tries another, leaves a clause out, and finds a country by its name.
async function words({ page }) {
  await group(page, "exclusivity.territory");
  const before = file();
  const search = `${field("exclusivity.territory")}-value-search`;
  await page.waitForSelector(search); // it comes with the list of countries, once the questions are painted
  await page.type(search, "Japan");
  await page.keyboard.press("Enter");
  await until("a country by its name", () => /territory: \[[^\]]*JP\]/.test(file()));
  if (differs(before, file()) !== 1) fault("a country", `${differs(before, file())} lines changed`);
  await page.keyboard.type("Norway"); // in the field in which the last one was typed
  await page.evaluate((id) => [...document.querySelectorAll(`${id} .territory button`)].find((b) => b.textContent === "Leave out").click(), field("exclusivity.territory"));
  await until("a country that is left out", () => /territory: \[[^\]]*-NO"?\]/.test(file()));
  await shot(page, "territory");

  await group(page, "clauses.grant-back");
  const frame = await frameOf(page);
  const id = "#q-clauses-grant-back";
  await page.waitForSelector(`${id}-variants`);
  await page.evaluate((id) => { document.querySelector(`${id}-variants details`).open = true; document.querySelector(`${id}-variants a[href*=licensor]`).click(); }, id);
  await until("the words that would change", async () => (await frameOf(page)).$("ins"));
  if (/variants:\n[^#]*grant-back: licensor/.test(file())) fault("a wording", "was written when it was only looked at");
  await shot(page, "wording");
  await page.click(`${id}-variants input[value=licensor]`);
  await until("a wording in the file", () => /grant-back: licensor/.test(file()));
  await until("the draft again", async () => !(await (await frameOf(page)).$("ins")) && (await frameOf(page)).$("#grant-back"));
  await page.waitForFunction((id) => document.querySelector(`${id}-acts button`), {}, id);
  await page.click(`${id}-acts button`);
  await until("a clause that is left out", () => /omit: \[?.*grant-back/.test(file()));
}

// libraryPage looks after a library: it finds a clause, sees faults while a text is typed, and saves.
async function libraryPage({ page, address }) {
  await page.type("#find", "secrecy");
  await until("the clauses found", () => page.evaluate(() => document.querySelectorAll("#clauses > li:not([hidden])").length === 1));
  await judge(page, "library");
  await page.goto(new URL("/clause/secrecy?test=yes", address).href);
  await until("the differences", () => page.$("ins"));
  await judge(page, "clause");
  const name = "clauses/secrecy/balanced.md";
  await page.goto(new URL(`/file?name=${encodeURIComponent(name)}`, address).href);
  const before = readFileSync(join(library, name), "utf8");
  await page.focus("#text");
  await page.keyboard.down("Control"); await page.keyboard.press("End"); await page.keyboard.up("Control");
  await page.keyboard.type("\nSee [](#nowhere).");
  await until("a fault while it is typed", () => page.evaluate(() => /nowhere/.test(document.getElementById("faults").textContent)));
  if (readFileSync(join(library, name), "utf8") !== before) fault("the library", "was written while a text was typed");
  await judge(page, "file", false);
  await page.$eval("#text", (text) => { text.value += "\nAn end.\n"; });
  await Promise.all([page.waitForNavigation(), page.click("form.file .save")]);
  if (!readFileSync(join(library, name), "utf8").endsWith("An end.\n")) fault("the library", "was not written");
  await page.setJavaScriptEnabled(false);
  await page.goto(new URL(`/file?name=${encodeURIComponent(name)}`, address).href);
  await page.$eval("#text", (text) => { text.value += "See [](#nowhere)."; });
  await Promise.all([page.waitForNavigation(), page.click("form.file button[value=lint]")]);
  if (!/nowhere/.test(await page.$eval("#faults", (f) => f.textContent))) fault("the library without script", "tells no fault");
  await page.setJavaScriptEnabled(true);
}

// dealList begins a deal from the list of a folder.
async function dealList({ page, address }) {
  await judge(page, "deals");
  await page.type("#name", "second");
  await Promise.all([page.waitForNavigation(), page.click("button[name=new]")]);
  await until("a new deal", () => page.$("[name=asset]"));
  await page.goto(new URL("/deals", address).href);
  await Promise.all([page.waitForNavigation(), page.click('button[value="deal.yaml"]')]);
  await until("a deal of the list", () => page.$("#map"));
}

// paper shows a group of questions as a sheet, with the answers and nothing that only a screen has a use for.
async function paper({ page }) {
  await group(page, "exclusivity.level");
  await page.emulateMediaType("print");
  const seen = await page.evaluate(() => ({
    hidden: ["#map", ".beside", ".files", ".do"].filter((s) => document.querySelector(s)?.checkVisibility()),
    cut: document.scrollingElement.scrollHeight > innerHeight && getComputedStyle(document.body).overflow === "hidden",
    answers: [...document.querySelectorAll("form.question")].every((f) => f.checkVisibility() || f.closest("details:not([open])")),
  }));
  if (seen.hidden.length || seen.cut || !seen.answers) fault("on paper", JSON.stringify(seen));
  const size = (await page.pdf({ format: "A4" })).length;
  if (size < 20000) fault("on paper", `a sheet of ${size} bytes`);
  await shot(page, "paper");
  await page.emulateMediaType(null);
}

// look judges the page on all screens. The tool itself is let in past the policy.
async function look({ page }) {
  await page.setBypassCSP(true);
  for (const path of ["deal.sector", "royalty.tiers", "exclusivity.period"]) {
    for (const screen of screens) {
      await page.setViewport(screen);
      await group(page, path);
      await schemes(page, `${path}-${screen.width}`);
    }
  }
}

// judge judges what a page shows, on all screens.
async function judge(page, name, again = true) {
  await page.setBypassCSP(true);
  if (again) await page.reload();
  for (const screen of screens) {
    await page.setViewport(screen);
    await schemes(page, `${name}-${screen.width}`);
  }
  await page.setViewport(screens[0]);
}

// schemes judges what a page shows, in light and dark.
async function schemes(page, where) {
  await page.evaluate(axe);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const over = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
    if (over > 0) fault(`${where}, ${scheme}`, `wider than the screen by ${over} px`);
    const found = await page.evaluate((tags) => axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], iframes: false }), tags);
    for (const v of found.violations) fault(`${where}, ${scheme}`, `${v.id}: ${v.help}: ${v.nodes.length} times, first ${v.nodes[0].html.slice(0, 160)}`);
    await shot(page, `${where}-${scheme}`);
  }
  await page.emulateMediaFeatures([]);
}

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const paints = [], ratios = [], median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const mostRatio = 3; // generous, since on a machine that does other things it says little
const needs = { begin: { begun: false }, libraryPage: { args: ["--library", library] }, dealList: { args: [folder] } };
for (const use of [live, begin, keys, plain, negotiate, words, libraryPage, dealList, paper, look]) {
  if (only && !only.split(",").includes(use.name)) continue;
  const least = needs[use.name] ? 0 : await needed(browser);
  const opened = await start(browser, needs[use.name]);
  if (least) paints.push(opened.painted), ratios.push(opened.painted / least);
  try {
    await use(opened);
  } catch (e) {
    fault(use.name, e.stack);
  }
  await opened.context.close();
  if (use === live && await Promise.race([opened.ended, wait(25000)]) === undefined) fault("the program", "does not end with its page");
  opened.server.kill();
}
await browser.close();
if (paints.length) {
  const ratio = median(ratios);
  console.log(`from the start of the program to the first paint, median: ${Math.round(median(paints))} ms, ${ratio.toFixed(2)} times a draft and a plain page`);
  if (paints.length > 4 && ratio > mostRatio) fault("the first paint", `takes ${ratio.toFixed(2)} times what a draft and a plain page take, ${mostRatio} at most`);
}
process.exit(faults ? 1 : 0);
