package deal

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/lazy"
)

// seatNames are other names that end an address, beside otherNames.
var seatNames = map[string]string{
	"northern ireland": "UK", "republic of ireland": "IE", "eire": "IE", "deutschland": "DE", "österreich": "AT", "schweiz": "CH", "suisse": "CH", "svizzera": "CH",
	"españa": "ES", "italia": "IT", "belgique": "BE", "belgië": "BE", "nederland": "NL", "the netherlands": "NL", "danmark": "DK", "sverige": "SE", "norge": "NO", "suomi": "FI",
	"polska": "PL", "česko": "CZ", "czechia": "CZ", "brasil": "BR", "méxico": "MX", "new south wales": "AU", "new mexico": "US", "new jersey": "US", "people's republic of china": "CN", "p.r. china": "CN", "pr china": "CN", "united states of america": "US",
}

// countryNamed finds a country by a name in small letters.
var countryNamed = sync.OnceValue(func() map[string]string {
	codes := maps.Clone(seatNames)
	for name, code := range otherNames {
		if slices.Contains(countryCodes, code) {
			codes[strings.TrimRight(name, ".")] = code
		}
	}
	for _, code := range countryCodes {
		codes[plainName(CountryName(code))] = code
	}
	codes["uk"], codes["gb"] = "UK", "UK"
	return codes
})

// stateAndZip ends an address in the United States that does not name the country.
var stateAndZip = lazy.Regexp(`\b[A-Z]{2} [0-9]{5}(-[0-9]{4})?$`)

// seatOf is the code of the country that the last words of an address name, in English
// or as its people call it; "" if they name none. A state and a postal code of the
// United States name that country.
func seatOf(address string) string {
	address = strings.TrimRight(address, " .,;")
	text := strings.ToLower(address)
	for at := range text { // the longest name first
		if at > 0 && !strings.ContainsRune(" ,;", rune(text[at-1])) || text[at] == ' ' {
			continue
		}
		if code := countryNamed()[text[at:]]; code != "" {
			return code
		}
	}
	if stateAndZip.MatchString(address) {
		return "US"
	}
	return ""
}

// Seated reports whether the last words of an address name a country, or a country of a
// group: EU, EEA, UK, or any code of a territory.
func Seated(address, group string) bool {
	seat := seatOf(address)
	return seat != "" && slices.Contains(members(group), seat)
}
