package deal

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
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

// groupNames are the words for several countries, and how they print.
var groupNames = map[string]string{
	"EEA": "the European Economic Area",
	"EU":  "the European Union",
	world: "all countries of the world",
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
	if text == "GB" {
		return "UK", nil
	}
	if groupNames[text] != "" || slices.Contains(countryCodes, text) {
		return text, nil
	}
	f := &fault{rule: notACode, message: show(text) + " is not a country code", hint: KindTerritory.Example()}
	if code := codeOf()[plainName(text)]; code != "" {
		f.hint = "did you mean \"" + code + "\"?"
		return "", f
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

// TerritoryCodes lists the words of which a territory can be made up: groups of
// countries first, then countries. GB is among them and is read as UK.
func TerritoryCodes() []string { return append([]string{"EEA", "EU", world, "GB"}, countryCodes...) }

// codeOf finds a code by its name or by itself in other letters, for hints.
var codeOf = sync.OnceValue(func() map[string]string {
	codes := map[string]string{}
	for _, code := range append([]string{"EEA", "EU", world}, countryCodes...) {
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
	if name := contractNames[code]; name != "" {
		return name
	}
	region, err := language.ParseRegion(code)
	if err != nil || !slices.Contains(countryCodes, code) {
		return code
	}
	name := display.English.Regions().Name(region)
	name = strings.NewReplacer(" & ", " and ", "St. ", "Saint ", "’", "'").Replace(name)
	if slices.Contains(withArticle, code) {
		return "the " + name
	}
	return name
}

// members lists the countries of one entry of a territory; nil for the world.
func members(code string) []string {
	switch code {
	case "EU":
		return euMembers
	case "EEA":
		return eeaMembers
	case world:
		return nil
	case "GB":
		return []string{"UK"}
	}
	return []string{code}
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
	return slices.ContainsFunc(codes, func(code string) bool {
		if code == world || group == world {
			return true
		}
		return slices.ContainsFunc(members(code), func(country string) bool {
			return slices.Contains(members(group), country)
		})
	})
}
