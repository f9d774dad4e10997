// Reads Markdown as markdown-it does with all that it can be taught: HTML, links
// by themselves, struck out text, footnotes, emoji by name and as faces. Standard input is a JSON list
// of texts, standard output the list of their HTML.
import { readFileSync } from "node:fs";
import markdownit from "markdown-it";
import footnote from "markdown-it-footnote";
import { full as emoji } from "markdown-it-emoji";

const reader = markdownit({ html: true, linkify: true, breaks: false }).use(footnote).use(emoji);
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => reader.render(text))));
