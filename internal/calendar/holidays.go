package calendar

import (
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
)

// holidays are the public holidays of a place, by its name in small letters:
// the places that agreements name for their Business Days. Where a country has
// holidays that differ from region to region, the country alone has those that
// all regions share.
var holidays = map[string][]*cal.Holiday{
	"united states": us.Holidays, "usa": us.Holidays, "us": us.Holidays, "new york": us.Holidays, "boston": us.Holidays, "chicago": us.Holidays, "san francisco": us.Holidays,
	"los angeles": us.Holidays, "san diego": us.Holidays, "seattle": us.Holidays, "portland": us.Holidays, "denver": us.Holidays, "dallas": us.Holidays, "austin": us.Holidays, "atlanta": us.Holidays, "philadelphia": us.Holidays, "houston": us.Holidays, "california": us.Holidays, "delaware": us.Holidays, "massachusetts": us.Holidays, "texas": us.Holidays, "washington": us.Holidays,
	"united kingdom": gb.Holidays, "uk": gb.Holidays, "england": gb.Holidays, "wales": gb.Holidays, "london": gb.Holidays, "cambridge": gb.Holidays, "oxford": gb.Holidays, "manchester": gb.Holidays,
	"germany": de.Holidays, "berlin": de.HolidaysBE, "frankfurt": de.HolidaysHE, "frankfurt am main": de.HolidaysHE, "munich": de.HolidaysBY, "münchen": de.HolidaysBY, "stuttgart": de.HolidaysBW,
	"hamburg": de.HolidaysHH, "düsseldorf": de.HolidaysNW, "dusseldorf": de.HolidaysNW, "cologne": de.HolidaysNW, "köln": de.HolidaysNW, "hanover": de.HolidaysNI, "hannover": de.HolidaysNI,
	"dresden": de.HolidaysSN, "leipzig": de.HolidaysSN, "bremen": de.HolidaysHB, "mainz": de.HolidaysRP,
	"switzerland": ch.Holidays, "zurich": ch.HolidaysZH, "zürich": ch.HolidaysZH, "geneva": ch.HolidaysGE, "genève": ch.HolidaysGE, "basel": ch.HolidaysBS, "bern": ch.HolidaysBE,
	"lausanne": ch.HolidaysVD, "zug": ch.HolidaysZG, "lucerne": ch.HolidaysLU,
	"austria": at.Holidays, "vienna": at.Holidays, "belgium": be.Holidays, "brussels": be.Holidays, "czech republic": cz.Holidays, "czechia": cz.Holidays, "prague": cz.Holidays,
	"denmark": dk.Holidays, "copenhagen": dk.Holidays, "spain": es.Holidays, "madrid": es.Holidays, "barcelona": es.Holidays, "france": fr.Holidays, "paris": fr.Holidays, "lyon": fr.Holidays,
	"greece": gr.Holidays, "athens": gr.Holidays, "ireland": ie.Holidays, "dublin": ie.Holidays, "italy": it.Holidays, "milan": it.Holidays, "rome": it.Holidays,
	"netherlands": nl.Holidays, "amsterdam": nl.Holidays, "rotterdam": nl.Holidays, "norway": no.Holidays, "oslo": no.Holidays, "poland": pl.Holidays, "warsaw": pl.Holidays,
	"romania": ro.Holidays, "bucharest": ro.Holidays, "sweden": se.Holidays, "stockholm": se.Holidays, "gothenburg": se.Holidays,
	"canada": ca.Holidays, "toronto": ca.Holidays, "montreal": ca.Holidays, "vancouver": ca.Holidays, "sydney": au.HolidaysNSW, "melbourne": au.HolidaysVIC, "brisbane": au.HolidaysQLD, "perth": au.HolidaysWA,
	"adelaide": au.HolidaysSA, "canberra": au.HolidaysACT, "new zealand": nz.Holidays, "auckland": nz.Holidays, "wellington": nz.Holidays, "brazil": br.Holidays, "belo horizonte": br.Holidays, "rio de janeiro": br.Holidays, "são paulo": br.Holidays, "sao paulo": br.Holidays,
	"south africa": za.Holidays, "johannesburg": za.Holidays, "cape town": za.Holidays,
}

// BusinessDays are the days, Monday to Friday, that are no public holiday in
// some places.
type BusinessDays struct {
	Known   []string // the places whose public holidays are left out
	Unknown []string // the places whose public holidays nobody here knows

	days *cal.BusinessCalendar
}

// between parts the places that a text names: "Stuttgart and Stockholm".
var between = lazy.Regexp(`\s*(?:,|;|\band\b|\bor\b)\s*`)

// BusinessDaysIn are the Business Days of the places that a text names.
func BusinessDaysIn(places string) *BusinessDays {
	b := &BusinessDays{days: cal.NewBusinessCalendar()}
	for _, place := range between.Split(places, -1) {
		name := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(place)), "the ")
		switch list, ok := holidays[name]; {
		case name == "":
		case ok:
			b.Known = append(b.Known, strings.TrimSpace(place))
			b.days.AddHoliday(list...)
		default:
			b.Unknown = append(b.Unknown, strings.TrimSpace(place))
		}
	}
	return b
}

// String tells which days count.
func (b *BusinessDays) String() string {
	text := "Monday to Friday, public holidays not left out"
	if b != nil && len(b.Known) > 0 {
		text = "Monday to Friday without the public holidays of " + strings.Join(b.Known, " and ")
	}
	if b != nil && len(b.Unknown) > 0 {
		text += "; those of " + strings.Join(b.Unknown, " and ") + " are not known"
	}
	return text
}

// after is the n-th Business Day after a day, or before it if n is negative.
func (b *BusinessDays) after(day deal.Date, n int) deal.Date {
	step := 1
	if n < 0 {
		step = -1
	}
	t := time.Date(day.Year, day.Month, day.Day, 12, 0, 0, 0, time.UTC)
	for n != 0 {
		if t = t.AddDate(0, 0, step); b.days.IsWorkday(t) {
			n -= step
		}
	}
	return deal.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}
