package deal

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"clausewright/internal/lazy"
)

// What is no answer as it is written is often one as it is meant: hints say it so.

var (
	percentBehind = lazy.Regexp(`(?i) ?(?:%|per ?cent|pct\.?)$`)
	decimalComma  = lazy.Regexp(`^[+-]?\d+,\d{1,2}$`)
	setOff        = lazy.Regexp(`^\d{1,3}(?:[ '’\x{a0}\x{2009}\x{202f}]\d{3})+(?:[.,]\d{1,2})?$`)
	setOffByPoint = lazy.Regexp(`^\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?$`)
	notDigits     = lazy.Regexp(`[^\d.]`)
	amountInWords = lazy.Regexp(`(?i)^([\d.,]+) ?(thousand|k|million|mio\.?|m|billion|bn)$`)
)

// meantNumber is a number as it was most probably meant: with its thousands not set
// off as other countries do, a point for the comma, and digits for what is in words.
func meantNumber(text string, k Kind) string {
	near := strings.TrimSpace(text)
	if k != KindPercent {
		near = percentBehind.ReplaceAllString(near, "")
	} else if behind := percentBehind.FindString(near); behind != "" {
		near = strings.TrimSuffix(near, behind) + "%"
	}
	if m := amountInWords.FindStringSubmatch(near); m != nil && k == KindMoney {
		if d, ok := parseDecimal(meantNumber(m[1], k)); ok {
			zeros := map[byte]int32{'t': 3, 'k': 3, 'm': 6, 'b': 9}[strings.ToLower(m[2])[0]]
			return d.Mul(decimal.New(1, zeros)).String()
		}
	}
	number, sign := strings.TrimSuffix(near, "%"), ""
	if number != near {
		sign = "%"
	}
	switch {
	case decimalComma.MatchString(number):
		number = strings.Replace(number, ",", ".", 1)
	case setOffByPoint.MatchString(number) && (strings.Count(number, ".") > 1 || strings.Contains(number, ",")):
		number = strings.Replace(strings.ReplaceAll(number, ".", ""), ",", ".", 1)
	case setOff.MatchString(number):
		number = notDigits.ReplaceAllString(strings.Replace(number, ",", ".", 1), "")
	}
	return number + sign
}

// readsTwoWays reports whether a number with three decimals, the last a zero that says
// nothing, was most probably meant with a point that sets off thousands. One whose third
// decimal says something is finer than its currency, and refused.
func readsTwoWays(text string, k Kind) bool {
	if k != KindMoney && k != KindNumber {
		return false
	}
	m := threeDecimals.FindStringSubmatch(text)
	return m != nil && (k == KindMoney || m[1] == "000")
}

var threeDecimals = lazy.Regexp(`^(?:[A-Z]{3} ?)?[1-9]\d{0,2}\.(\d{2}0)$`)

// meantDate is the hint for a day in words or in the order of a country; "" if the
// text is none. A day that can be read in two ways is given in both.
func meantDate(text string) string {
	text = strings.TrimSpace(text)
	for _, layout := range []string{"January 2, 2006", "January 2 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2. January 2006", "2 Jan 2006", "2 Jan. 2006", "2006/1/2", "2006.1.2"} {
		if day, err := time.Parse(layout, text); err == nil {
			return "write " + day.Format(time.DateOnly)
		}
	}
	var days []string
	for _, layout := range []string{"1/2/2006", "2/1/2006", "2.1.2006", "2-1-2006", "1-2-2006"} {
		if day, err := time.Parse(layout, text); err == nil && (len(days) == 0 || days[0] != day.Format(time.DateOnly)) {
			days = append(days, day.Format(time.DateOnly))
		}
	}
	switch len(days) {
	case 0:
		return ""
	case 1:
		return "write " + days[0]
	}
	return fmt.Sprintf("write %s or %s, whichever is meant", days[0], days[1])
}
