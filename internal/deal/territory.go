package deal

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"clausewright/internal/lazy"
)

// countryCodes are the ISO 3166-1 alpha-2 codes, with UK in place of GB.
var countryCodes = strings.Fields(`
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
GA GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
TZ UA UG UK UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`)

// Members of the European Union and of the European Economic Area.
var (
	euMembers  = strings.Fields("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK")
	eeaMembers = append(slices.Clone(euMembers), "IS", "LI", "NO")
)

// world is the word for all countries.
const world = "WORLD"

// without stands before an entry that a territory leaves out: -UK.
const without = "-"

// groupNames are the words for several countries, and how they print.
var groupNames = map[string]string{
	"EEA": "the European Economic Area",
	"EU":  "the European Union",
	world: "all countries of the world",
}

// region is a part of the world that no treaty bounds, or whose members change:
// a contract that names one lists its countries.
type region struct {
	name      string
	countries []string
}

// regions are the words for them. Latin America is the republics south of the
// United States whose language is Spanish, Portuguese or French.
var regions = map[string]region{
	"AFRICA":   {"Africa", strings.Fields("AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW")},
	"ANZ":      {"Australia and New Zealand", strings.Fields("AU NZ")},
	"APAC":     {"the Asia-Pacific region", strings.Fields("AU BD BN BT CN FJ HK ID IN JP KH KR LA LK MM MN MO MV MY NP NZ PG PH PK SG TH TL TW VN")},
	"ASEAN":    {"the Association of Southeast Asian Nations", strings.Fields("BN ID KH LA MM MY PH SG TH TL VN")},
	"BENELUX":  {"the Benelux countries", strings.Fields("BE LU NL")},
	"DACH":     {"the German-speaking countries", strings.Fields("AT CH DE")},
	"EFTA":     {"the European Free Trade Association", strings.Fields("CH IS LI NO")},
	"GCC":      {"the Gulf Cooperation Council", strings.Fields("AE BH KW OM QA SA")},
	"LATAM":    {"Latin America", strings.Fields("AR BO BR CL CO CR CU DO EC GT HN HT MX NI PA PE PY SV UY VE")},
	"MENA":     {"the Middle East and North Africa", strings.Fields("AE BH DZ EG IL IQ IR JO KW LB LY MA OM PS QA SA SY TN YE")},
	"MERCOSUR": {"the Mercosur", strings.Fields("AR BO BR PY UY")},
	"NORDICS":  {"the Nordic countries", strings.Fields("DK FI IS NO SE")},
	"USMCA":    {"North America", strings.Fields("CA MX US")},
}

// contractNames are the names that a contract gives to countries where the
// common list of names is too short, dated or not plain English.
var contractNames = map[string]string{
	"CC": "the Cocos (Keeling) Islands", "CD": "the Democratic Republic of the Congo", "CG": "the Republic of the Congo",
	"FK": "the Falkland Islands (Malvinas)", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao", "KP": "the Democratic People's Republic of Korea",
	"KR": "the Republic of Korea", "US": "the United States of America", "VA": "the Holy See", "VI": "the United States Virgin Islands",
	"UM": "the United States Minor Outlying Islands", "TF": "the French Southern Territories", "IO": "the British Indian Ocean Territory",
}

// withArticle are the other countries whose names want "the".
var withArticle = strings.Fields("AE BQ BS CF CK DO FO GM GS HM IM KM KY MH MP MV NL PH PN PS SB SC TC UK VG AX")

// parseCode reads one entry of a territory.
func parseCode(text string) (string, *fault) {
	if left, out := strings.CutPrefix(text, without); out {
		code, f := parseCode(strings.TrimSpace(left))
		return without + code, f
	}
	if text == "GB" {
		return "UK", nil
	}
	if groupNames[text] != "" || regions[text].name != "" || slices.Contains(countryCodes, text) {
		return text, nil
	}
	f := &fault{rule: notACode, message: show(text) + " is not a country code", hint: KindTerritory.Example()}
	if code := codeOf()[plainName(text)]; code != "" {
		f.hint = "did you mean \"" + code + "\"?"
		return "", f
	}
	if whole, out, ok := cutException(text); ok {
		if code := codeOf()[plainName(whole)]; code != "" {
			f.hint = "write [" + code + ", " + without + "GB], with a " + without + " before each country that is left out"
			if left := codeOf()[plainName(out)]; left != "" {
				f.hint = "write [" + code + ", " + without + left + "]"
			}
			return "", f
		}
	}
	if names := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '/' }); len(names) > 1 {
		codes := make([]string, len(names))
		for i, name := range names {
			name = strings.TrimSpace(name)
			if code, wrong := parseCode(name); wrong == nil {
				codes[i] = code
			} else if codes[i] = codeOf()[plainName(name)]; codes[i] == "" {
				return "", f
			}
		}
		f.hint = "write [" + strings.Join(codes, ", ") + "]"
	}
	return "", f
}

// cutException parts "worldwide except Japan" into the whole and what is left out.
func cutException(text string) (whole, out string, ok bool) {
	for _, word := range []string{" except ", " excluding ", " without ", " other than "} {
		if i := strings.Index(strings.ToLower(text), word); i >= 0 {
			return text[:i], text[i+len(word):], true
		}
	}
	return "", "", false
}

// TerritoryCodes lists the words of which a territory can be made up: groups of
// countries first, then regions, then countries. GB is among them and is read as UK.
func TerritoryCodes() []string {
	codes := append([]string{"EEA", "EU", world, "GB"}, slices.Sorted(maps.Keys(regions))...)
	return append(codes, countryCodes...)
}

// codeOf finds a code by its name or by itself in other letters, for hints.
var codeOf = sync.OnceValue(func() map[string]string {
	codes := map[string]string{}
	for _, code := range TerritoryCodes() {
		if code == "GB" {
			continue
		}
		codes[strings.ToLower(code)] = code
		codes[plainName(CountryName(code))] = code
	}
	for name, code := range otherNames {
		codes[name] = code
	}
	return codes
})

// otherNames are names by which people call a country, or a group of countries, for
// hints. England has no code of its own: the hint is the country in which it lies.
var otherNames = map[string]string{
	"united states": "US", "usa": "US", "u.s.": "US", "u.s.a.": "US", "america": "US", "great britain": "UK", "britain": "UK", "england": "UK", "scotland": "UK", "wales": "UK",
	"world": world, "worldwide": world, "world-wide": world, "global": world, "all countries": world, "everywhere": world, "european union": "EU", "european economic area": "EEA",
	"asia-pacific": "APAC", "asia pacific": "APAC", "gulf states": "GCC", "scandinavia": "NORDICS", "middle east": "MENA", "latin and south america": "LATAM",
	"south korea": "KR", "korea": "KR", "holland": "NL", "czech republic": "CZ", "turkey": "TR", "russia": "RU",
}

func plainName(name string) string { return strings.TrimPrefix(strings.ToLower(name), "the ") }

// CountryName is how a contract names an entry of a Territory: "Switzerland",
// "the United Kingdom", "the European Economic Area". A code that does not
// exist is returned as it is.
func CountryName(code string) string {
	if name := groupNames[code]; name != "" {
		return name
	}
	if name := regions[code].name; name != "" {
		return name
	}
	if name := contractNames[code]; name != "" {
		return name
	}
	country, err := language.ParseRegion(code)
	if err != nil || !slices.Contains(countryCodes, code) {
		return code
	}
	name := display.English.Regions().Name(country)
	name = contractSpelling.Replace(name)
	if slices.Contains(withArticle, code) {
		return "the " + name
	}
	return name
}

var (
	enumerated = lazy.Regexp(`, and |, | and |/`)
	likeCode   = lazy.Regexp(`^[A-Z]{2,8}$`)
)

// NameCountries is a text that enumerates countries, in which each that stands
// there by its code is named: "the United States of America and Japan".
func NameCountries(text string) string {
	var b strings.Builder
	for at := 0; at <= len(text); {
		end, next := len(text), len(text)+1
		if m := enumerated.FindStringIndex(text[at:]); m != nil {
			end, next = at+m[0], at+m[1]
		}
		name := text[at:end]
		if likeCode.MatchString(name) {
			if known, f := parseCode(name); f == nil {
				name = CountryName(known)
			}
		}
		b.WriteString(name + text[end:min(next, len(text))])
		at = next
	}
	return b.String()
}

// contractSpelling writes names of countries out.
var contractSpelling = strings.NewReplacer(" & ", " and ", "St. ", "Saint ", "’", "'")

// members lists the countries of one entry of a territory.
func members(code string) []string {
	switch code {
	case "EU":
		return euMembers
	case "EEA":
		return eeaMembers
	case world:
		return countryCodes
	case "GB":
		return []string{"UK"}
	}
	if r, ok := regions[code]; ok {
		return r.countries
	}
	return []string{code}
}

// Named are the entries of a territory that it holds, not those that it leaves out.
func (v Territory) Named() Territory { named, _ := v.parted(); return named }

func (v Territory) parted() (named, left Territory) {
	for _, code := range v {
		if out, ok := strings.CutPrefix(code, without); ok {
			left = append(left, out)
		} else {
			named = append(named, code)
		}
	}
	return named, left
}

// holds reports whether a country is in the territory.
func (v Territory) holds(country string) bool {
	in := false
	for _, code := range v {
		out, leaves := strings.CutPrefix(code, without)
		switch {
		case leaves && slices.Contains(members(out), country):
			return false
		case !leaves && !in:
			in = slices.Contains(members(code), country)
		}
	}
	return in
}

// Region is a region that territories name, with the countries of it that one of
// them holds.
type Region struct {
	Name      string
	Countries Territory
}

// Regions are the regions that territories name, each once, whose countries a
// contract lists by name.
func Regions(territories ...Territory) []Region {
	var named []Region
	told := map[string]bool{}
	for _, v := range territories {
		for _, code := range v.Named() {
			r, ok := regions[code]
			if !ok || told[code] {
				continue
			}
			told[code] = true
			held := slices.DeleteFunc(slices.Clone(r.countries), func(country string) bool {
				return !slices.ContainsFunc(territories, func(other Territory) bool {
					return slices.Contains(other, code) && other.holds(country)
				})
			})
			plain := make(map[string]string, len(held))
			for _, country := range held {
				plain[country] = plainName(CountryName(country))
			}
			slices.SortFunc(held, func(a, b string) int { return strings.Compare(plain[a], plain[b]) })
			named = append(named, Region{r.name, held})
		}
	}
	return named
}

// Beyond reports whether a country of a territory is not in another.
func (v Territory) Beyond(other Territory) bool {
	return slices.ContainsFunc(countryCodes, func(country string) bool { return v.holds(country) && !other.holds(country) })
}

// faulty says what is wrong with the entries of a territory as a whole, and how
// it is mended; "" if nothing is.
func (v Territory) faulty() (message, hint string) {
	named, left := v.parted()
	switch {
	case len(named) == 0:
		return "leaves out " + strings.Join(left, ", ") + " and names nothing that holds it", "write [" + world + ", " + without + left[0] + "] for all countries but this"
	case len(named) > 1 && slices.Contains(named, world):
		return "WORLD covers every other entry", "write WORLD alone, or list the countries; " + without + "GB leaves a country out"
	}
	for _, out := range left {
		if !Touches(named, out) {
			return "leaves out " + CountryName(out) + ", which it does not hold", "take " + without + out + " out"
		}
	}
	if !slices.ContainsFunc(countryCodes, v.holds) {
		return "leaves out all that it names", "take out the entries with " + without
	}
	return "", ""
}

// Touches reports whether a territory and a country or group (EU, EEA, UK,
// WORLD or an ISO code) have a country in common. The United Kingdom is in
// neither EU nor EEA. A territory that is still open, or that is none, touches
// nothing.
func Touches(territory any, group string) bool {
	codes, ok := territory.(Territory)
	if !ok {
		return false
	}
	return slices.ContainsFunc(members(group), codes.holds)
}
