package style

import (
	"strings"

	"clausewright/internal/lazy"
)

// Law is how an agreement of the pack names the law of a place, "German law", or
// the place itself if it names it by LawOf, "the laws of the State of New York".
// The place may be given as a deal calls it: "New York", "State of New York", "the
// law of New York" or "New York law".
func (p *Pack) Law(text string) (law, place string) {
	place = p.placeOf(strings.TrimSpace(text))
	if state, is := p.state(place); is {
		return "", "the " + state
	}
	if adjective := adjectives[place]; adjective != "" && p.Adjective {
		return adjective + " law", ""
	}
	return "", place
}

var (
	lawOfPlace = lazy.Regexp(`(?i)^(?:the )?(?:substantive )?laws? of `)
	placeLaw   = lazy.Regexp(`^(?:the )?([A-Z].*) law$`)
	stateOf    = lazy.Regexp(`^(?:[Tt]he )?(?:State|Commonwealth) of `)
)

// placeOf is the place whose law a text names.
func (p *Pack) placeOf(text string) string {
	text = lawOfPlace.ReplaceAllString(text, "")
	if m := placeLaw.FindStringSubmatch(text); m != nil {
		text = m[1]
		for place, adjective := range adjectives {
			if adjective == text {
				text = place
			}
		}
	}
	if name := stateOf.ReplaceAllString(text, ""); states[name] != "" {
		return name
	}
	if rest, capital := strings.CutPrefix(text, "The "); capital {
		return "the " + rest
	}
	return text
}

// state is the full name of a state of the United States. Georgia is one only in
// an agreement of the United States.
func (p *Pack) state(place string) (string, bool) {
	kind, known := states[place]
	return kind + " of " + place, known && (place != "Georgia" || p.States)
}

// states are the states of the United States, with what each calls itself.
var states = func() map[string]string {
	all := map[string]string{"Columbia": "District"}
	for _, name := range []string{
		"Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana",
		"Iowa", "Kansas", "Louisiana", "Maine", "Maryland", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire",
		"New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Rhode Island", "South Carolina", "South Dakota",
		"Tennessee", "Texas", "Utah", "Vermont", "Washington", "West Virginia", "Wisconsin", "Wyoming",
	} {
		all[name] = "State"
	}
	for _, name := range []string{"Kentucky", "Massachusetts", "Pennsylvania", "Virginia"} {
		all[name] = "Commonwealth"
	}
	return all
}()

// adjectives are those of countries whose law is named by one.
var adjectives = map[string]string{
	"Austria": "Austrian", "Belgium": "Belgian", "Brazil": "Brazilian", "Denmark": "Danish", "England and Wales": "English", "Finland": "Finnish", "France": "French",
	"Germany": "German", "Greece": "Greek", "Hungary": "Hungarian", "Ireland": "Irish", "Italy": "Italian", "Japan": "Japanese", "Norway": "Norwegian", "Poland": "Polish",
	"Portugal": "Portuguese", "Scotland": "Scots", "Spain": "Spanish", "Sweden": "Swedish", "Switzerland": "Swiss", "the Czech Republic": "Czech", "the Netherlands": "Dutch",
}
