package deal

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/shopspring/decimal"
	"golang.org/x/text/currency"

	"clausewright/internal/lazy"
)

// OpenWord is what a deal says in place of an answer that is still open.
const OpenWord = "TBD"

// openMark stands in a draft in the brackets of OpenMark, which YAML takes for a list.
const openMark = "●"

// OpenWords are all texts that say that the answer is still open.
func OpenWords() []string { return []string{OpenWord, openMark, OpenMark} }

func isOpen(text string) bool { return slices.Contains(OpenWords(), text) }

// saysOpen reports whether a text says in other words than TBD that the answer is still
// open. Nearly no text begins as one that does.
func saysOpen(text string) bool {
	return text != "" && strings.IndexByte("[tT?xX_.\xe2", text[0]) >= 0 && openText.MatchString(text) && !isOpen(text)
}

var openText = lazy.Regexp(`(?i)^\[?(t\.?b\.?[dac]\.?|to be (agreed|confirmed|decided|defined|determined|discussed|negotiated)( later)?\.?|\?+|x{3,}|_{2,}|…|\.{3})\]?$`)

// fault is what is wrong with one answer, before its place is known.
type fault struct{ rule, message, hint string }

// Error is the message with the hint.
func (f *fault) Error() string {
	if f.hint == "" {
		return f.message
	}
	return f.message + "; " + f.hint
}

// parse reads the text of one answer under the parameter's kind; the kinds
// with parts (lists, tables) are read from the file's structure instead.
func parse(p *Parameter, text, inCurrency string) (Value, *fault) {
	if isOpen(text) {
		return parseOpen(p)
	}
	if c, ok := p.choice(text); ok {
		return c, nil
	}
	if word, ok := p.wordLike(text); ok && p.Kind == KindText {
		return word, nil
	}
	v, f := parseKind(p, text, inCurrency)
	if f != nil && p.OrText && f.rule == wrongKind {
		return Text(text), nil
	}
	if f != nil && f.rule == wrongKind && len(p.Choices) > 0 && p.Kind != KindChoice {
		f.hint += "; or one of these words: " + strings.Join(p.Words(), ", ")
	}
	return v, f
}

// Names of the rules that an answer can break.
const (
	wrongKind  = "wrong-kind"
	notAChoice = "not-a-choice"
	undecided  = "undecided"
	noSuchDay  = "no-such-day"
	notACode   = "not-a-code"
)

// MayStayOpen reports whether a deal may leave the question open: its answer is
// printed and decides nothing without which there is no draft.
func (p *Parameter) MayStayOpen() bool { return p.Kind != KindChoice && p.Kind != KindFlag }

func parseOpen(p *Parameter) (Value, *fault) {
	if !p.MayStayOpen() {
		return nil, &fault{undecided, p.Kind.noun() + " decides the wording, so it cannot stay open", "answer it, or leave the line out for its default"}
	}
	return Blank{Path: p.Path, Ask: p.Ask}, nil
}

func parseKind(p *Parameter, text, inCurrency string) (Value, *fault) {
	switch p.Kind {
	case KindChoice:
		return nil, &fault{notAChoice, show(text) + " is not one of the allowed words", suggestion(text, p.Words())}
	case KindFlag:
		return parseFlag(text)
	case KindInteger:
		return parseInteger(text)
	case KindNumber:
		return wrap(text, KindNumber, func(d decimal.Decimal) Value { return Number{d} })
	case KindPercent:
		d, ok := parseDecimal(strings.TrimSpace(strings.TrimSuffix(text, "%")))
		if !ok {
			return nil, isNot(text, KindPercent)
		}
		return Percent{d}, nil
	case KindMoney:
		return parseMoney(text, inCurrency)
	case KindDate:
		return parseDate(text)
	case KindDuration:
		return parseDuration(text)
	case KindParty:
		return parseParty(text)
	case KindReference:
		return parseReference(text)
	}
	return Text(text), nil
}

// isNot says that a text is not of a kind, and how one is written: as it was
// most probably meant where that would be an answer, else by an example.
func isNot(text string, k Kind) *fault {
	hint := k.Example()
	if near := meantNumber(text, k); near != text {
		if v, f := parseKind(&Parameter{Kind: k}, near, ""); f == nil {
			hint = "write " + v.Raw()
		}
	}
	if endlessNumber.MatchString(text) && slices.Contains([]Kind{KindInteger, KindNumber, KindPercent, KindMoney}, k) {
		return &fault{wrongKind, show(text) + " has more digits than an answer can have", hint}
	}
	return &fault{wrongKind, show(text) + " is not " + k.noun(), hint}
}

// endlessNumber is a number of more digits than decimalText allows.
var endlessNumber = lazy.Regexp(`^([A-Z]{3} ?)?[+-]?[\d,]{19,}(\.\d*)?$`)

// quoteText puts a text between double quotation marks, as YAML does.
func quoteText(text string) string { return `"` + quoteEscapes.Replace(text) + `"` }

func parseFlag(text string) (Value, *fault) {
	switch strings.ToLower(text) {
	case "true", "yes":
		return Flag(true), nil
	case "false", "no":
		return Flag(false), nil
	}
	return nil, isNot(text, KindFlag)
}

// decimalText matches what counts as a number: digits, their thousands set
// off by commas or not, and a fraction. Exponents are refused, so that a short
// text cannot stand for a number of endless length.
var decimalText = lazy.Regexp(`^[+-]?(\d{1,18}|\d{1,3}(,\d{3}){1,5})(\.\d{1,12})?$`)

func parseDecimal(text string) (decimal.Decimal, bool) {
	if !decimalText.MatchString(text) {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(strings.TrimPrefix(strings.ReplaceAll(text, ",", ""), "+"))
	return d, err == nil
}

func wrap(text string, k Kind, value func(decimal.Decimal) Value) (Value, *fault) {
	d, ok := parseDecimal(text)
	if !ok {
		return nil, isNot(text, k)
	}
	return value(d), nil
}

func parseInteger(text string) (Value, *fault) {
	d, ok := parseDecimal(text)
	if !ok || d.Exponent() < 0 {
		return nil, isNot(text, KindInteger)
	}
	return Integer(d.IntPart()), nil
}

var (
	moneyText  = lazy.Regexp(`^([A-Z]{3}) ?([0-9][0-9,.]*)$`)
	codeBehind = lazy.Regexp(`^(.+?) ?([A-Z]{3})$`)
	codeBefore = lazy.Regexp(`^([A-Z]{3}) ?(.+)$`)
)

func parseMoney(text, inCurrency string) (Value, *fault) {
	code, amount := inCurrency, text
	if m := moneyText.FindStringSubmatch(text); m != nil {
		code, amount = m[1], m[2]
		if f := checkCurrency(code); f != nil {
			return nil, f
		}
	}
	d, ok := parseDecimal(amount)
	switch {
	case ok && d.IsNegative():
		return nil, &fault{wrongKind, "an amount of money cannot be negative", KindMoney.Example()}
	case ok:
		return inMinorUnits(d, code)
	}
	f := isNot(text, KindMoney)
	if saysNothing(text) {
		f.hint = "write 0 if nothing is paid"
	}
	code, amount = currencySign(text, inCurrency)
	if d, ok := parseDecimal(meantNumber(amount, KindMoney)); ok && !d.IsNegative() && checkCurrency(code) == nil {
		if v, near := inMinorUnits(d, code); near == nil {
			f.hint = "write " + quoteText(v.Raw())
			if readsTwoWays(amount, KindMoney) {
				f.hint = fmt.Sprintf("write %s or %s, whichever is meant", quoteText(strings.Replace(v.Raw(), ".", "", 1)), quoteText(v.Raw()))
			}
		}
	}
	return nil, f
}

// currencySign parts an amount with the sign or the code of a currency before or behind
// it; a dollar is of the currency of the deal, if that is one.
func currencySign(text, inCurrency string) (code, amount string) {
	if m := codeBefore.FindStringSubmatch(text); m != nil {
		return m[1], m[2]
	}
	if m := codeBehind.FindStringSubmatch(text); m != nil {
		return m[2], m[1]
	}
	signs := []struct{ sign, code string }{{"£", "GBP"}, {"€", "EUR"}, {"US$", "USD"}}
	if strings.HasSuffix(inCurrency, "D") { // USD, CAD, AUD, SGD …
		signs = append(signs, struct{ sign, code string }{"$", inCurrency})
	}
	for _, s := range signs {
		if rest := strings.Trim(strings.Replace(text, s.sign, "", 1), " "); len(rest) < len(text) && strings.Contains(text, s.sign) {
			return s.code, rest
		}
	}
	return "", ""
}

// checkCurrency reports a fault unless code is an ISO 4217 code.
func checkCurrency(code string) *fault {
	if _, err := currency.ParseISO(code); err != nil || code != strings.ToUpper(code) {
		return &fault{notACode, show(code) + " is not a currency", "write an ISO 4217 code, such as USD, EUR or GBP"}
	}
	return nil
}

// Currencies lists the ISO 4217 codes that an amount of money can be in, by
// letters.
var Currencies = sync.OnceValue(func() []string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	var codes []string
	for i := range len(letters) * len(letters) * len(letters) {
		code := string([]byte{letters[i/676], letters[i/26%26], letters[i%26]})
		if checkCurrency(code) == nil {
			codes = append(codes, code)
		}
	}
	return codes
})

var (
	dateText  = lazy.Regexp(`^([1-9]\d{3})-(\d\d)-(\d\d)$`)
	looseDate = lazy.Regexp(`^(\d{4})-(\d\d?)-(\d\d?)([Tt ].*)?$`)
)

func parseDate(text string) (Value, *fault) {
	m := dateText.FindStringSubmatch(text)
	if m == nil {
		f := isNot(text, KindDate)
		if near := meantDate(text); near != "" {
			f.hint = near
		}
		if l := looseDate.FindStringSubmatch(text); l != nil {
			f.rule = noSuchDay // so written it was meant as a date, never as free text
			if near := fmt.Sprintf("%s-%02s-%02s", l[1], l[2], l[3]); near != text {
				if v, wrong := parseDate(near); wrong == nil {
					f.hint = "write " + v.Raw()
				}
			}
		}
		return nil, f
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	d := Date{year, time.Month(month), day}
	if dateOf(d.time()) != d {
		return nil, &fault{noSuchDay, "there is no day " + text, "write an existing day as year-month-day"}
	}
	return d, nil
}

// time is the start of the day in UTC, for the calendar's arithmetic only.
func (v Date) time() time.Time { return time.Date(v.Year, v.Month, v.Day, 0, 0, 0, 0, time.UTC) }

func dateOf(t time.Time) Date { return Date{t.Year(), t.Month(), t.Day()} }

// inDigits is a duration whose number is a word, or whose unit is left out or
// shortened, as it is most probably meant; "" if it is none.
func inDigits(text string) string {
	m := looseDuration.FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		return ""
	}
	n := m[1]
	if i := slices.Index(smallNumbers, n); i >= 0 {
		n = strconv.Itoa(i)
	}
	return n + map[string]string{"": "y", "y": "y", "d": "d", "w": "w", "m": "mo", "b": "bd"}[strings.Join(m[2:], "")]
}

var (
	smallNumbers  = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve")
	looseDuration = lazy.Regexp(`^(\d{1,4}|` + strings.Join(smallNumbers, "|") + `)[ -]?(?:(y)(?:(?:ea)?rs?\.?)?|(d)(?:ays?)?|(w)(?:(?:ee)?ks?)?|(m)(?:o|(?:on)?ths?)|(b)(?:d|usiness days?))?$`)
)

var (
	durationText = lazy.Regexp(`^(\d{1,4}) ?([A-Za-z ]+)$`)
	longDuration = lazy.Regexp(`^\d{5,} ?([A-Za-z ]+)$`)
)

// unitOf is the unit of a word, or -1.
func unitOf(word string) int {
	for u, words := range units {
		if word == words.short || strings.EqualFold(strings.TrimSuffix(word, "s"), words.word) {
			return u
		}
	}
	return -1
}

func parseDuration(text string) (Value, *fault) {
	m := durationText.FindStringSubmatch(text)
	if m == nil {
		f := isNot(text, KindDuration)
		if strings.Contains(text, ".") {
			f.hint = "write a whole number of a smaller unit, such as 18mo for one and a half years"
		}
		if long := longDuration.FindStringSubmatch(text); long != nil && unitOf(long[1]) >= 0 {
			f.message, f.hint = show(text)+" counts more than 9999 of a unit", "write it in a larger unit, such as 100y"
		}
		if near := inDigits(text); near != "" {
			f.hint = fmt.Sprintf("did you mean %q?", near)
		}
		return nil, f
	}
	n, _ := strconv.Atoi(m[1])
	if u := unitOf(m[2]); u >= 0 {
		return Duration{n, Unit(u)}, nil
	}
	f := isNot(text, KindDuration)
	if near := inDigits(text); near != "" {
		f.hint = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, f
}

// The two parties.
const (
	Licensor Party = "licensor"
	Licensee Party = "licensee"
)

// PartyWords are the words for the parties.
func PartyWords() []string { return []string{string(Licensor), string(Licensee)} }

// Other is the other party.
func (p Party) Other() Party {
	if p == Licensor {
		return Licensee
	}
	return Licensor
}

func parseParty(text string) (Value, *fault) {
	if slices.Contains(PartyWords(), text) {
		return Party(text), nil
	}
	f := isNot(text, KindParty)
	if near, ok := nearestWord(text, PartyWords()); ok {
		f.hint = "did you mean \"" + near + "\"?"
	}
	return nil, f
}

// NamedSo says how whatever has an id is named.
const NamedSo = "named by small letters and digits, with hyphens between words"

// ValidID reports whether a text can be the id of a clause, a variant, a template, or a
// place of an agreement.
func ValidID(id string) bool { return validID.MatchString(id) }

// Patterns of ids, which a schema states too.
const (
	IDPattern      = `[a-z0-9]+(-[a-z0-9]+)*`
	TriggerPattern = `[A-Za-z][A-Za-z0-9_.-]*`
)

var (
	validID   = lazy.Regexp(`^` + IDPattern + `$`)
	triggerID = lazy.Regexp(`^` + TriggerPattern + `$`)
)

func parseReference(text string) (Value, *fault) {
	if !ValidID(text) {
		return nil, isNot(text, KindReference)
	}
	return Reference(text), nil
}
