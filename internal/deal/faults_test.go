package deal

// smallQuestions has one question of each kind.
const smallQuestions = `
deal.currency text
exclusivity.level choice exclusive|sole|non-exclusive
exclusivity.field longtext
exclusivity.field_exclusions list
exclusivity.territory territory
exclusivity.period duration
exclusivity.start date last-signature
exclusivity.cap percent?
party.licensor.name text
fees.upfront money
fees.extra number
fees.due date+text
royalty.tiers table
  from number
  to number?
  rate percent
plan.steps table
  due date+text
  amount money
  lead party
  on triggers?
audit.per_year integer
audit.sublicensees flag
audit.burden party
sunset.on triggers
sunset.form reference
escrow.enabled flag
escrow.agent text?
grant.back choice no|yes|null-and-none
`

// faults pairs a deal file with the problems that it must give, each as
// "line:col: path: message [rule] (hint)".
var faults = []struct{ name, file, want string }{
	{"empty", "", `1:1: the file holds no answers [empty-file] (a deal names its template and answers its questions: "template: exclusive-licence" and groups such as "deal:" and "party:"; "clausewright new" writes one)`},
	{"only comments", "# a deal\n\n", `1:1: the file holds no answers [empty-file] (a deal names its template and answers its questions: "template: exclusive-licence" and groups such as "deal:" and "party:"; "clausewright new" writes one)`},
	{"null", "---\n", `1:1: the file holds no answers [empty-file] (a deal names its template and answers its questions: "template: exclusive-licence" and groups such as "deal:" and "party:"; "clausewright new" writes one)`},
	{"a list", "- a\n", `1:1: a deal is a set of keys, not a list [wrong-kind] (start with "template: exclusive-licence" and groups such as "deal:" and "party:")`},
	{"a text", "hello\n", `1:1: a deal is a set of keys, not the text "hello" [wrong-kind] (start with "template: exclusive-licence" and groups such as "deal:" and "party:")`},
	{"UTF-16 with mark", "\xff\xfea\x00:\x00", `1:1: the file is encoded in UTF-16 [encoding] (save it as UTF-8)`},
	{"UTF-16 without mark", "a\x00:\x00 \x00b\x00", `1:1: the file is encoded in UTF-16 [encoding] (save it as UTF-8)`},
	{"bad UTF-8", "fees:\n  due: \u00e9t\xe9\n", `2:10: the byte 0xE9 is not UTF-8 [encoding] (save the file as UTF-8)`},
	{"truncated UTF-8", "fees: {due: a}\n# \xe2\x82", `2:3: the byte 0xE2 is not UTF-8 [encoding] (save the file as UTF-8)`},
	{"control", "fees: {due: a\x07b}\n", `1:14: U+0007 is a control character [bad-character] (delete it)`},
	{"lone carriage return", "fees:\x0d  due: x\n", `1:6: U+000D is a carriage return without a line feed [bad-character] (delete it)`},
	{"line separator", "# a\u2028b\n", `1:4: U+2028 is an unusual line separator [bad-character] (delete it)`},
	{"noncharacter", "# \ufffe\n", `1:3: U+FFFE is not a character [bad-character] (delete it)`},
	{"tab", "fees:\n\tdue: x\n", `2:1: a line is indented by a tab [yaml] (indent with spaces)`},
	{"tab in the middle", "fees:\n  due: x\n\tupfront: 5\n", `3:1: a line is indented by a tab [yaml] (indent with spaces)`},
	{"second document", "fees: {due: x}\n---\nfees: {due: y}\n", `2:1: a second document begins here [second-document] (keep one deal a file; delete the line "---" or what follows it)`},
	{"second document empty", "fees: {due: x}\n---\n", `2:1: a second document begins here [second-document] (keep one deal a file; delete the line "---" or what follows it)`},
	{"second document broken", "fees: {due: x}\n...\n[\n", `3:2: did not find expected node content [yaml] (a closing bracket or a comma is missing)`},
	{"open bracket", "fees: {due: x\n", `1:14: did not find expected ',' or '}' [yaml] (a closing bracket or a comma is missing)`},
	{"open quote", "fees: {due: \"x}\n", `1:13: found unexpected end of stream [yaml] (a closing quotation mark is missing)`},
	{"colon in text", "party:\n  licensor:\n    name: Acme: a company\n", `3:15: mapping values are not allowed in this context [yaml] (put a text that holds ": " in quotation marks; lines of one group start in the same column)`},
	{"indentation", "fees:\n  due: x\n   extra: 3\n", `3:4: this line does not begin in the column of the others of its group [yaml] (put as many spaces before it as line 2 has: 2)`},
	{"indentation too small", "party:\n  licensor:\n   name: x\n    kind: y\n", `4:5: this line does not begin in the column of the others of its group [yaml] (put as many spaces before it as line 3 has: 3)`},
	{"no space behind a colon", "party:\n  licensor:\n    name:Acme\nfees:\n  due: x\n", `3:5: party.licensor: is a group of keys, not the text "name:Acme" [wrong-kind] (write "name: Acme", with a space behind the colon)`},
	{"no space behind a colon among others", "fees:\n  due:x\n  upfront: 5\n", `2:7: there is no space behind the colon [yaml] (write "key: value")`},
	{"an ampersand", "party: {licensor: {name: & Sons}}\n", `1:27: did not find expected alphabetic or numeric character [yaml] (put a text that starts with this character in quotation marks)`},
	{"text after quote", "fees:\n  due: \"a\" b\n", `2:12: did not find expected key [yaml] (lines of one group start in the same column; put a text that holds quotation marks, ": " or " #" in quotation marks)`},
	{"forbidden start", "fees:\n  due: @x\n", `2:8: found character that cannot start any token [yaml] (put a text that starts with this character in quotation marks)`},
	{"per cent start", "fees:\n  due: %x\n", `2:8: found character that cannot start any token [yaml] (put a text that starts with this character in quotation marks)`},
	{"unknown anchor", "fees: {due: *x}\n", `1:13: aliases (*name) are not used here [alias] (write the value out, or put a text that starts with "*" in quotation marks)`},
	{"alias", "fees: {upfront: &x 5, extra: *x}\n", `1:30: fees.extra: aliases (*name) are not used here [alias] (write the value out, or put a text that starts with "*" in quotation marks)`},
	{"alias as key", "fees: &x\n  *x : 5\n", `2:3: fees: aliases (*name) are not used here [alias] (write the value out, or put a text that starts with "*" in quotation marks)`},
	{"self reference", "fees: &x {due: *x}\n", `1:16: fees.due: aliases (*name) are not used here [alias] (write the value out, or put a text that starts with "*" in quotation marks)`},
	{"alias as list", "exclusivity: &x {field_exclusions: *x}\n", `1:36: exclusivity.field_exclusions: aliases (*name) are not used here [alias] (write the value out, or put a text that starts with "*" in quotation marks)`},
	{"alias as item", "exclusivity: {field_exclusions: &x [*x]}\n", `1:37: exclusivity.field_exclusions[1]: aliases (*name) are not used here [alias] (write the value out, or put a text that starts with "*" in quotation marks)`},
	{"merge key", "fees:\n  <<: {due: x}\n  extra: 3\n", `2:3: fees: a deal uses no merge keys (<<) [merge-key] (write the keys out)`},
	{"merge key at the top", "<<: {fees: {due: x}}\n", `1:1: a deal uses no merge keys (<<) [merge-key] (write the keys out)`},
	{"complex key", "? [a]\n: b\n", `1:3: a key is one word, not a list [complex-key] (write "key: value")`},
	{"empty key", "fees: {due: x}\n? \n", `2:2: a key is one word, not nothing [complex-key] (write "key: value")`},
	{"key with a list", "fees:\n  ? {a: b}\n  : c\n", `2:5: fees: a key is one word, not a group of keys [complex-key] (write "key: value")`},
	{"duplicate key", "fees:\n  extra: 3\n  due: x\n  extra: 4\n", `4:3: fees.extra: is answered twice [duplicate-key] (keep one of the two)`},
	{"duplicate group", "fees: {extra: 3}\nfees: {due: x}\n", `2:1: fees: is answered twice [duplicate-key] (keep one of the two)`},
	{"tag on an answer", "fees: {due: !!binary aGk=}\n", `1:13: fees.due: a deal uses no tags (!!binary) [tag] (delete the tag, or put a text that starts with "!" in quotation marks)`},
	{"tag on a group", "fees: !!map {due: x}\n", `1:7: fees: a deal uses no tags (!!map) [tag] (delete the tag, or put a text that starts with "!" in quotation marks)`},
	{"own tag", "fees:\n  due: !foo x\n", `2:8: fees.due: a deal uses no tags (!foo) [tag] (delete the tag, or put a text that starts with "!" in quotation marks)`},
	{"tag on the root", "!foo\nfees: {due: x}\n", `1:1: a deal uses no tags (!foo) [tag] (delete the tag, or put a text that starts with "!" in quotation marks)`},
	{"half a mark", "party: {licensor: {name: 5}}\nexclusivity:\n  field: cells  pre-filled\n", `3:10: exclusivity.field: the mark is deleted only in part, and what is left of it has become a part of the answer [pre-filled] (delete the whole of "# pre-filled", or write it again with a space before it)`},
	{"a mark without its space", "exclusivity:\n  level: sole# pre-filled\n", `2:10: exclusivity.level: the mark is deleted only in part, and what is left of it has become a part of the answer [pre-filled] (delete the whole of "# pre-filled", or write it again with a space before it)`},
	{"a number sign in a text", "party:\n  licensor:\n    name: Suite #4, Main Street\nexclusivity:\n  field: cells # all of them\n", `3:11: party.licensor.name: the text ends before "#4, Main Street": what follows " #" is a comment [cut-off] (put the whole text in quotation marks, or write a comment with a space behind the #)`},
	{"a sign of a currency", "fees: {upfront: '£250,000'}\n", `1:17: fees.upfront: "£250,000" is not an amount of money [wrong-kind] (write "GBP 250000")`},
	{"a sign of a currency behind", "fees: {upfront: 99 €}\n", `1:17: fees.upfront: "99 €" is not an amount of money [wrong-kind] (write "EUR 99")`},
	{"no money", "fees: {upfront: none}\n", `1:17: fees.upfront: "none" is not an amount of money [wrong-kind] (write 0 if nothing is paid)`},
	{"a duration in words", "exclusivity: {period: eighteen months}\n", `1:23: exclusivity.period: "eighteen months" is not a duration [wrong-kind] (write a whole number and a unit, such as 10bd (Business Days), 30d, 6mo or 5y)`},
	{"a small duration in words", "exclusivity: {period: five years}\n", `1:23: exclusivity.period: "five years" is not a duration [wrong-kind] (did you mean "5y"?)`},
	{"a duration shortened", "exclusivity: {period: 18 mths}\n", `1:23: exclusivity.period: "18 mths" is not a duration [wrong-kind] (did you mean "18mo"?)`},
	{"countries in one text", "exclusivity: {territory: \"UK, Germany\"}\n", `1:26: exclusivity.territory[1]: "UK, Germany" is not a country code [not-a-code] (write [UK, DE])`},
	{"the world", "exclusivity: {territory: worldwide}\n", `1:26: exclusivity.territory[1]: "worldwide" is not a country code [not-a-code] (did you mean "WORLD"?)`},
	{"the states", "exclusivity: {territory: [United States]}\n", `1:27: exclusivity.territory[1]: "United States" is not a country code [not-a-code] (did you mean "US"?)`},
	{"open in other words", "exclusivity: {field: to be agreed}\nfees: {due: t.b.d.}\n", `1:22: exclusivity.field: "to be agreed" is taken as an answer [open-in-words] (write TBD to leave it open)
2:13: fees.due: "t.b.d." is taken as an answer [open-in-words] (write TBD to leave it open)`},
	{"a list in a text", "exclusivity:\n  field: |\n    cells:\n    - round\n    - flat\n", `2:10: exclusivity.field: the lines of this text, such as "- round", are printed as one paragraph [joined-lines] (write sentences, or answers of a list)`},
	{"unknown group", "exclusivty: {level: sole}\n", `1:1: exclusivty: there is no such group of questions [unknown-key] (did you mean "exclusivity"?)`},
	{"group like nothing", "zebra: 1\n", `1:1: zebra: there is no such group of questions [unknown-key] (allowed: template, clauses, variants, accept, approve, deal, exclusivity, party, fees, royalty, plan, audit, …)`},
	{"approvals", "approve:\n  fees.upfront: {by: CFO, on: 2026-12-01, when: {fees.upfront: 5}}\n  variants.grant-back: [{by: CFO, on: 2026-12-01, words: licensee}, {by: Board, on: 2026-12-02, reason: agreed}]\n  template: {by: CFO, on: 2026-12-01}\n", ``},
	{"an approval of a group", "approve: {fees: {by: CFO, on: 2026-12-01}}\n", `1:11: approve.fees: there is no such question, and no such departure [unknown-key] (write the whole path, such as fees.upfront)`},
	{"an approval of nothing", "approve: {fees.upfrnt: {by: CFO, on: 2026-12-01}}\n", `1:11: approve.fees.upfrnt: there is no such question, and no such departure [unknown-key] (did you mean "fees.upfront"?)`},
	{"an approval of no kind", "approve: {zebra: {by: CFO, on: 2026-12-01}}\n", `1:11: approve.zebra: there is no such question, and no such departure [unknown-key] (write the path of a question, or variants.CLAUSE, clauses.CLAUSE, rules.RULE, edits.CLAUSE; deviations prints the entry)`},
	{"an approval of nobody", "approve: {fees.upfront: {on: 2026-12-01, whne: {}}}\n", `1:25: approve.fees.upfront: does not say who agreed [empty-answer] (write {by: CFO, on: 2026-12-01})
1:42: approve.fees.upfront.whne: there is no such key [unknown-key] (did you mean "when"?)`},
	{"an approval of no day", "approve: {fees.upfront: [{by: CFO}, {by: …, on: soon}]}\n", `1:26: approve.fees.upfront: does not say on which day [empty-answer] (write {by: CFO, on: 2026-12-01})
1:42: approve.fees.upfront.by: is empty [empty-answer] (write {by: CFO, on: 2026-12-01})
1:49: approve.fees.upfront.on: "soon" is not a date [wrong-kind] (write year-month-day, such as 2027-02-01)`},
	{"an approval in a word", "approve: {fees.upfront: CFO}\n", `1:25: approve.fees.upfront: says who agreed and when, not the text "CFO" [wrong-kind] (write {by: CFO, on: 2026-12-01})`},
	{"an approval under no answer", "approve: {fees.upfront: {by: CFO, on: 2026-12-01, when: {fees.upfrnt: 3}}}\n", `1:58: approve.fees.upfront.when.fees.upfrnt: there is no such question [unknown-key] (did you mean "fees.upfront"?)`},
	{"unknown key", "exclusivity:\n  level: sole\n  field_exclusion: [a]\n", `3:3: exclusivity.field_exclusion: there is no such question [unknown-key] (did you mean "field_exclusions"?)`},
	{"key of another group", "fees: {period: 5y}\n", `1:8: fees.period: there is no such question [unknown-key] ("period" stands in the group "exclusivity")`},
	{"dashes for underlines", "exclusivity: {field-exclusions: [a]}\n", `1:15: exclusivity.field-exclusions: there is no such question [unknown-key] (did you mean "field_exclusions"?)`},
	{"dotted key", "exclusivity.level: sole\n", `1:1: exclusivity.level: a key is one word [unknown-key] (write "exclusivity:" and, indented below it, "level:")`},
	{"dotted key of three", "party.licensor.name: X\n", `1:1: party.licensor.name: a key is one word [unknown-key] (write "party:" and, indented below it, "licensor:" and "name:")`},
	{"key like nothing", "fees: {zebra: 1}\n", `1:8: fees.zebra: there is no such question [unknown-key] (allowed: upfront, extra, due)`},
	{"invisible character in a key", "fees: {du\u200be: x}\n", `1:8: fees.du\u200be: there is no such question [unknown-key] (did you mean "due"?)`},
	{"deep unknown key", "party: {licensor: {nmae: X}}\n", `1:20: party.licensor.nmae: there is no such question [unknown-key] (did you mean "name"?)`},
	{"text for a group", "exclusivity: exclusive\n", `1:14: exclusivity: is a group of keys, not the text "exclusive" [wrong-kind] (write keys below it; allowed: level, field, field_exclusions, territory, period, start, cap)`},
	{"flag for a group", "escrow: true\n", `1:9: escrow: is a group of keys, not the text "true" [wrong-kind] (write "escrow: {enabled: true}")`},
	{"list for a group", "party:\n  licensor: [a]\n", `2:13: party.licensor: is a group of keys, not a list [wrong-kind] (write keys below it; allowed: name)`},
	{"misspelt omit", "clauses: {omitt: [escrow]}\n", `1:11: clauses.omitt: there is no such key [unknown-key] (did you mean "omit"?)`},
	{"text for clauses", "clauses: escrow\n", `1:10: clauses: is a group of keys, not the text "escrow" [wrong-kind]`},
	{"bad clause id", "clauses: {omit: [Escrow Clause, escrow]}\n", `1:18: clauses.omit: the id of a clause is wanted here, not the text "Escrow Clause" [wrong-kind] (small letters and hyphens, such as grant-back)`},
	{"omitted twice", "clauses: {omit: [escrow, marking, escrow]}\n", `1:35: clauses.omit: "escrow" is left out twice [duplicate-entry]`},
	{"omit a null", "clauses: {omit: [~]}\n", `1:18: clauses.omit: the id of a clause is wanted here, not nothing [wrong-kind] (small letters and hyphens, such as grant-back)`},
	{"omit with a list", "clauses: {omit: {escrow: [a]}}\n", `1:26: clauses.omit.escrow: a text is wanted here, not a list [wrong-kind] (write words, in quotation marks if they hold ": " or " #")`},
	{"bad variant", "variants: {exclusivity-sunset: Very Nice}\n", `1:32: variants.exclusivity-sunset: the name of a variant is wanted here, not the text "Very Nice" [wrong-kind] (small letters and hyphens, such as licensor)`},
	{"variants as a list", "variants: [a]\n", `1:11: variants: is a group of keys, not a list [wrong-kind]`},
	{"duplicate variant", "variants:\n  a: x\n  a: y\n", `3:3: variants.a: is answered twice [duplicate-key] (keep one of the two)`},
	{"bad template", "template: [a]\n", `1:11: template: the name of a template is wanted here, not a list [wrong-kind] (small letters and hyphens, such as exclusive-licence)`},
	{"empty template", "template:\nfees: {extra: 1}\n", `1:10: template: the name of a template is wanted here, not nothing [wrong-kind] (small letters and hyphens, such as exclusive-licence)`},
	{"choice", "exclusivity: {level: exclusiv}\n", `1:22: exclusivity.level: "exclusiv" is not one of the allowed words [not-a-choice] (did you mean "exclusive"?)`},
	{"choice like nothing", "exclusivity: {level: zebra}\n", `1:22: exclusivity.level: "zebra" is not one of the allowed words [not-a-choice] (allowed: exclusive, sole, non-exclusive)`},
	{"open choice", "exclusivity: {level: TBD}\n", `1:22: exclusivity.level: a choice decides the wording, so it cannot stay open [undecided] (answer it, or leave the line out for its default)`},
	{"open flag", "escrow: {enabled: TBD}\n", `1:19: escrow.enabled: a flag decides the wording, so it cannot stay open [undecided] (answer it, or leave the line out for its default)`},
	{"list for a choice", "exclusivity: {level: [sole]}\n", `1:22: exclusivity.level: a choice is wanted here, not a list [wrong-kind] (write one of the allowed words)`},
	{"null choice", "exclusivity: {level: null}\n", `1:22: exclusivity.level: has no answer [empty-answer] (answer it, or leave the line out for its default)`},
	{"null text", "party: {licensor: {name: }}\n", `1:26: party.licensor.name: has no answer [empty-answer] (answer it, or write TBD to leave it open)`},
	{"empty text", "party: {licensor: {name: ''}}\n", `1:26: party.licensor.name: has no answer [empty-answer] (answer it, or write TBD to leave it open)`},
	{"blank text", "party: {licensor: {name: '  '}}\n", `1:26: party.licensor.name: has no answer [empty-answer] (answer it, or write TBD to leave it open)`},
	{"flag", "escrow: {enabled: maybe}\n", `1:19: escrow.enabled: "maybe" is not a flag [wrong-kind] (write true or false)`},
	{"integer with a fraction", "audit: {per_year: 1.5}\n", `1:19: audit.per_year: "1.5" is not a whole number [wrong-kind] (write digits, such as 3)`},
	{"integer in words", "audit: {per_year: one}\n", `1:19: audit.per_year: "one" is not a whole number [wrong-kind] (write digits, such as 3)`},
	{"integer too long", "audit: {per_year: 12345678901234567890}\n", `1:19: audit.per_year: "12345678901234567890" is not a whole number [wrong-kind] (write digits, such as 3)`},
	{"number with exponent", "fees: {extra: 1e9}\n", `1:15: fees.extra: "1e9" is not a number [wrong-kind] (write digits, such as 12 or 7.50)`},
	{"decimal comma", "fees: {extra: \"1,5\"}\n", `1:15: fees.extra: "1,5" is not a number [wrong-kind] (write 1.5)`},
	{"hexadecimal", "fees: {extra: 0x10}\n", `1:15: fees.extra: "0x10" is not a number [wrong-kind] (write digits, such as 12 or 7.50)`},
	{"infinite", "fees: {extra: .inf}\n", `1:15: fees.extra: ".inf" is not a number [wrong-kind] (write digits, such as 12 or 7.50)`},
	{"percent", "exclusivity: {cap: half}\n", `1:20: exclusivity.cap: "half" is not a percentage [wrong-kind] (write 7.5 or 7.5%)`},
	{"money in words", "fees: {upfront: 1.5 million}\n", `1:17: fees.upfront: "1.5 million" is not an amount of money [wrong-kind] (write the amount in digits, such as 1500000)`},
	{"money with a sign", "fees: {upfront: \"$5\"}\n", `1:17: fees.upfront: "$5" is not an amount of money [wrong-kind] (write digits, such as 250000, or with a currency: "USD 250000")`},
	{"negative money", "fees: {upfront: -5}\n", `1:17: fees.upfront: an amount of money cannot be negative [wrong-kind] (write digits, such as 250000, or with a currency: "USD 250000")`},
	{"unknown currency", "fees: {upfront: ZZY 5}\n", `1:17: fees.upfront: "ZZY" is not a currency [not-a-code] (write an ISO 4217 code, such as USD, EUR or GBP)`},
	{"code behind", "fees: {upfront: 5 USD}\n", `1:17: fees.upfront: "5 USD" is not an amount of money [wrong-kind] (write "USD 5")`},
	{"money parts", "fees: {upfront: {amount: 5, curency: USD}}\n", `1:29: fees.upfront.curency: an amount of money has no such part [unknown-key] (did you mean "currency"?)`},
	{"money currency", "fees: {upfront: {amount: 5, currency: DOL}}\n", `1:17: fees.upfront: "DOL" is not a currency [not-a-code] (write an ISO 4217 code, such as USD, EUR or GBP)`},
	{"money without amount", "fees: {upfront: {currency: USD}}\n", `1:17: fees.upfront: the amount is missing [wrong-kind] (write {amount: 250000, currency: USD})`},
	{"money as a list", "fees: {upfront: [5]}\n", `1:17: fees.upfront: an amount of money is wanted here, not a list [wrong-kind] (write digits, such as 250000, or with a currency: "USD 250000")`},
	{"currency of the deal", "deal: {currency: Dollar}\nfees: {upfront: 5}\n", `1:18: deal.currency: "Dollar" is not a currency [not-a-code] (write an ISO 4217 code, such as USD, EUR or GBP)`},
	{"no such day", "exclusivity: {start: 2027-02-30}\n", `1:22: exclusivity.start: there is no day 2027-02-30 [no-such-day] (write an existing day as year-month-day)`},
	{"day first", "exclusivity: {start: 01/02/2027}\n", `1:22: exclusivity.start: "01/02/2027" is not a date [wrong-kind] (write year-month-day, such as 2027-02-01; or one of these words: last-signature)`},
	{"short date", "exclusivity: {start: 2027-2-1}\n", `1:22: exclusivity.start: "2027-2-1" is not a date [no-such-day] (write 2027-02-01)`},
	{"with time", "exclusivity: {start: 2027-02-01T00:00:00Z}\n", `1:22: exclusivity.start: "2027-02-01T00:00:00Z" is not a date [no-such-day] (write 2027-02-01)`},
	{"no such day where a text may stand", "fees: {due: 2027-02-30}\n", `1:13: fees.due: there is no day 2027-02-30 [no-such-day] (write an existing day as year-month-day)`},
	{"near the accepted word", "exclusivity: {start: last-signatur}\n", `1:22: exclusivity.start: "last-signatur" is not a date [wrong-kind] (write year-month-day, such as 2027-02-01; or one of these words: last-signature)`},
	{"duration without unit", "exclusivity: {period: 5}\n", `1:23: exclusivity.period: "5" is not a duration [wrong-kind] (did you mean "5y"?)`},
	{"duration fraction", "exclusivity: {period: 1.5y}\n", `1:23: exclusivity.period: "1.5y" is not a duration [wrong-kind] (write a whole number of a smaller unit, such as 18mo for one and a half years)`},
	{"duration unit", "exclusivity: {period: 5 fortnights}\n", `1:23: exclusivity.period: "5 fortnights" is not a duration [wrong-kind] (write a whole number and a unit, such as 10bd (Business Days), 30d, 6mo or 5y)`},
	{"minutes", "exclusivity: {period: 5m}\n", `1:23: exclusivity.period: "5m" is not a duration [wrong-kind] (write a whole number and a unit, such as 10bd (Business Days), 30d, 6mo or 5y)`},
	{"party", "audit: {burden: licencor}\n", `1:17: audit.burden: "licencor" is not a party [wrong-kind] (did you mean "licensor"?)`},
	{"party like nothing", "audit: {burden: both}\n", `1:17: audit.burden: "both" is not a party [wrong-kind] (write licensor or licensee)`},
	{"territory name", "exclusivity: {territory: Germany}\n", `1:26: exclusivity.territory[1]: "Germany" is not a country code [not-a-code] (did you mean "DE"?)`},
	{"territory small", "exclusivity: {territory: [us, DE]}\n", `1:27: exclusivity.territory[1]: "us" is not a country code [not-a-code] (did you mean "US"?)`},
	{"territory unknown", "exclusivity: {territory: [XX]}\n", `1:27: exclusivity.territory[1]: "XX" is not a country code [not-a-code] (write ISO country codes, or EEA, EU, UK, WORLD, such as [US, EEA])`},
	{"territory empty", "exclusivity: {territory: []}\n", `1:26: exclusivity.territory: has no answer [empty-answer] (answer it, or write TBD to leave it open)`},
	{"world and more", "exclusivity: {territory: [WORLD, US]}\n", `1:26: exclusivity.territory: WORLD covers every other entry [wrong-kind] (write WORLD alone, or list the countries)`},
	{"territory half open", "exclusivity: {territory: [US, TBD]}\n", `1:31: exclusivity.territory[2]: an entry beside others cannot stay open [undecided] (write TBD in place of the whole list)`},
	{"territory without brackets", "exclusivity: {territory: \"US, DE\"}\n", `1:26: exclusivity.territory[1]: "US, DE" is not a country code [not-a-code] (write [US, DE])`},
	{"norway", "exclusivity: {territory: [SE, no]}\n", `1:31: exclusivity.territory[2]: "no" is not a country code [not-a-code] (did you mean "NO"?)`},
	{"trigger", "sunset: {on: [T1, 2]}\n", `1:19: sunset.on[2]: "2" is not a trigger id [wrong-kind] (write an id of the Trigger Register, such as T1)`},
	{"reference", "sunset: {form: The Form}\n", `1:16: sunset.form: "The Form" is not a clause id [wrong-kind] (write the id of a clause, such as grant-back)`},
	{"colon in an item", "exclusivity:\n  field_exclusions:\n    - marine\n    - aviation: helicopters\n", `4:7: exclusivity.field_exclusions[2]: a text is wanted here, not a group of keys [wrong-kind] (the colon after "aviation" splits the text: put the whole text in quotation marks)`},
	{"colon in a text", "exclusivity:\n  field: {cells: for cars}\n", `2:10: exclusivity.field: a text is wanted here, not a group of keys [wrong-kind] (the colon after "cells" splits the text: put the whole text in quotation marks)`},
	{"list of lists", "exclusivity: {field_exclusions: [[a]]}\n", `1:34: exclusivity.field_exclusions[1]: a text is wanted here, not a list [wrong-kind] (write words, in quotation marks if they hold ": " or " #")`},
	{"empty item", "exclusivity: {field_exclusions: [a, ~]}\n", `1:37: exclusivity.field_exclusions[2]: this entry is empty [empty-answer] (delete it, or write TBD to leave it open)`},
	{"soft hyphen", "exclusivity:\n  field: batte\u00adries\n", `2:15: exclusivity.field: U+00AD is a soft hyphen, which cannot be seen [bad-character] (delete it or type the character anew)`},
	{"zero width in an item", "exclusivity:\n  field_exclusions: [ü, x\u200by]\n", `2:26: exclusivity.field_exclusions[2]: U+200B has no width and cannot be seen [bad-character] (delete it or type the character anew)`},
	{"bidi in a block", "exclusivity:\n  field: >-\n    first line\n    second \u202eline\n", `4:12: exclusivity.field: U+202E changes the direction of the text and cannot be seen [bad-character] (delete it or type the character anew)`},
	{"escape", "party: {licensor: {name: \"a\\u200bb\"}}\n# \u200b\n", `1:26: party.licensor.name: U+200B has no width and cannot be seen [bad-character] (delete it or type the character anew)`},
	{"escaped control", "party: {licensor: {name: \"a\\u0007b\"}}\n", `1:26: party.licensor.name: U+0007 is a control character [bad-character] (delete it or type the character anew)`},
	{"byte order mark inside", "fees: {due: a\ufeffb}\n", `1:14: fees.due: U+FEFF is a byte order mark, which cannot be seen [bad-character] (delete it or type the character anew)`},
	{"private use", "fees: {due: a\ue000b}\n", `1:14: fees.due: U+E000 is a private character that other computers do not know [bad-character] (delete it or type the character anew)`},
	{"replacement", "fees: {due: a\ufffdb}\n", `1:14: fees.due: U+FFFD stands for a character that was lost [bad-character] (delete it or type the character anew)`},
	{"joiner", "fees: {due: a\u200db}\n", `1:14: fees.due: U+200D has no width and cannot be seen [bad-character] (delete it or type the character anew)`},
	{"bad character in a notice", "clauses: {omit: {escrow: a\u00ad}}\n", `1:27: clauses.omit.escrow: U+00AD is a soft hyphen, which cannot be seen [bad-character] (delete it or type the character anew)`},
	{"tag character", "fees: {due: a\U000e0041b}\n", `1:14: fees.due: U+E0041 is a format character, which cannot be seen [bad-character] (delete it or type the character anew)`},
	{"text for a table", "royalty: {tiers: low}\n", `1:18: royalty.tiers: a table is wanted here, not the text "low" [wrong-kind] (write one row a line: "- {from: …, to: …, rate: …}")`},
	{"row for a table", "royalty: {tiers: {from: 0, rate: 5}}\n", `1:18: royalty.tiers: a table is wanted here, not a group of keys [wrong-kind] (write one row a line: "- {from: …, to: …, rate: …}")`},
	{"text for a row", "royalty: {tiers: [low]}\n", `1:19: royalty.tiers[1]: a row is wanted here, not the text "low" [wrong-kind] (write {from: …, to: …, rate: …})`},
	{"missing column", "royalty:\n  tiers:\n    - {from: 0, to: 5, rate: 5}\n    - {to: 6}\n", `4:7: royalty.tiers[2]: the row lacks the columns from, rate [missing-column] (a row is written {from: …, to: …, rate: …})`},
	{"unknown column", "royalty:\n  tiers:\n    - {from: 0, to: 5, rates: 5}\n", `3:24: royalty.tiers[1].rates: the table has no such column [unknown-key] (did you mean "rate"?)`},
	{"column like nothing", "royalty:\n  tiers:\n    - {from: 0, rate: 5, zebra: 1}\n", `3:26: royalty.tiers[1].zebra: the table has no such column [unknown-key] (columns: from, to, rate)`},
	{"wrong cell", "royalty:\n  tiers:\n    - {from: 0, rate: 5}\n    - from: 1\n      rate: much\n", `5:13: royalty.tiers[2].rate: "much" is not a percentage [wrong-kind] (write 7.5 or 7.5%)`},
	{"comma in a cell", "royalty:\n  tiers:\n    - {from: 0, to: 2,000,000, rate: 5}\n", `3:23: royalty.tiers[1]: "000" has no value [unknown-key] (a comma inside {…} begins a new entry: put a text that holds a comma in quotation marks, and write numbers without commas)`},
	{"null cell", "royalty:\n  tiers: [{from: null, to: null, rate: 5}]\n", `2:18: royalty.tiers[1].from: has no answer [empty-answer] (answer it, or write TBD to leave it open)`},
	{"cell of a list of ids", "plan:\n  steps: [{due: soon, amount: 5, lead: licensor, on: [T1, x y]}]\n", `2:59: plan.steps[1].on[2]: "x y" is not a trigger id [wrong-kind] (write an id of the Trigger Register, such as T1)`},
	{"duplicate column", "royalty:\n  tiers: [{from: 0, rate: 5, from: 1}]\n", `2:30: royalty.tiers[1].from: is answered twice [duplicate-key] (keep one of the two)`},
	{"alias row", "royalty: {tiers: [&x {from: 0, rate: 5}, *x]}\n", `1:42: royalty.tiers[2]: aliases (*name) are not used here [alias] (write the value out, or put a text that starts with "*" in quotation marks)`},
	{"open choice in a row", "plan:\n  steps: [{due: TBD, amount: TBD, lead: neither}]\n", `2:41: plan.steps[1].lead: "neither" is not a party [wrong-kind] (write licensor or licensee)`},
	{"no-break spaces as indentation", "fees:\n\u00a0 upfront: 5\n  due: soon\n", `2:1: U+00A0 stands in the indentation of a line, where YAML knows only the ordinary space [bad-character] (indent with spaces)`},
	{"a no-break space before a key", "\u00a0fees: {upfront: 5}\n", `1:1: U+00A0 stands in the indentation of a line, where YAML knows only the ordinary space [bad-character] (indent with spaces)`},
	{"a directive", "%YAML 1.2\n---\nfees: {upfront: 5}\n", `1:1: found incompatible YAML document [yaml] (delete the line: directives (%) are not used here)`},
	{"less than nothing", "audit: {per_year: -3}\n", `1:19: audit.per_year: -3 is out of bounds: the least is 0 [out-of-bounds] (write 0 to 1000000000)`},
	{"a period of nothing", "exclusivity: {period: 0y}\n", `1:23: exclusivity.period: 0y is out of bounds: the least is 1d [out-of-bounds] (write 1d to 100y)`},
	{"more than the whole", "exclusivity: {cap: 101%}\n", `1:20: exclusivity.cap: 101% is out of bounds: the most is 100% [out-of-bounds] (write 0% to 100%)`},
	{"a day that no calendar reaches", "exclusivity: {start: 9999-12-31}\n", `1:22: exclusivity.start: 9999-12-31 is out of bounds: the most is 2199-12-31 [out-of-bounds] (write 1900-01-01 to 2199-12-31)`},
	{"a day in the year 0", "exclusivity: {start: 0000-01-01}\n", `1:22: exclusivity.start: "0000-01-01" is not a date [no-such-day] (write year-month-day, such as 2027-02-01)`},
	{"a comma in a percentage", "exclusivity: {cap: '7,5%'}\n", `1:20: exclusivity.cap: "7,5%" is not a percentage [wrong-kind] (write 7.5%)`},
	{"a percentage for a number", "fees: {extra: 5%}\n", `1:15: fees.extra: "5%" is not a number [wrong-kind] (write 5)`},
	{"half a yen", "fees: {upfront: JPY 0.5}\n", `1:17: fees.upfront: "JPY 0.5" is finer than the currency, which has no decimals [out-of-bounds] (write "JPY 0")`},
	{"a tenth of a cent", "fees: {upfront: USD 1.005}\n", `1:17: fees.upfront: "USD 1.005" is finer than the currency, which has 2 decimals [out-of-bounds] (write "USD 1")`},
	{"nothing where something is needed", "exclusivity: {field_exclusions: []}\n", `1:33: exclusivity.field_exclusions: names nothing [empty-answer] (name at least one, or write TBD to leave it open)`},
	{"the word none where something is needed", "exclusivity: {field_exclusions: none}\n", `1:33: exclusivity.field_exclusions: names nothing [empty-answer] (name at least one, or write TBD to leave it open)`},
	{"many at once", "fees: {upfront: x, extra: y}\nzebra: 1\nexclusivity:\n  level: z\n", `1:17: fees.upfront: "x" is not an amount of money [wrong-kind] (write digits, such as 250000, or with a currency: "USD 250000")
1:27: fees.extra: "y" is not a number [wrong-kind] (write digits, such as 12 or 7.50)
2:1: zebra: there is no such group of questions [unknown-key] (allowed: template, clauses, variants, accept, approve, deal, exclusivity, party, fees, royalty, plan, audit, …)
4:10: exclusivity.level: "z" is not one of the allowed words [not-a-choice] (allowed: exclusive, sole, non-exclusive)`},
}
