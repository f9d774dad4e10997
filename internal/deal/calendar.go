package deal

import (
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// plus is the day so much later. Months end at the last day of a shorter
// month. Business Days count Monday to Friday: holidays, which differ by place,
// are not known, so the true day may be a little later.
func (v Date) plus(d Duration) (Value, error) {
	const most = 4_000_000 // of any unit; more leaves the years that a Date can have
	if d.N > most || d.N < -most {
		return nil, errCalendar
	}
	day := v
	if months, ok := d.months(); ok {
		day = v.plusMonths(months)
	} else if d.Unit == BusinessDay {
		day = v.plusWeekdays(d.N)
	} else {
		day = dateOf(v.time().AddDate(0, 0, d.days()))
	}
	if day.Year < 1000 || day.Year > 9999 {
		return nil, errCalendar
	}
	return day, nil
}

var errCalendar = errors.New("the date lies outside of the years 1000 to 9999")

func (v Date) plusMonths(n int) Date {
	total := v.Year*12 + int(v.Month) - 1 + n
	year, month := floorDiv(total, 12), time.Month(total-12*floorDiv(total, 12)+1)
	last := MonthEnd(year, int(month)).Day
	return Date{year, month, min(v.Day, last)}
}

// MonthEnd is the last day of a month, which may be counted on from January of a
// year: the 13th is January of the next.
func MonthEnd(year, month int) Date {
	return dateOf(time.Date(year, time.Month(month+1), 0, 0, 0, 0, 0, time.UTC))
}

// plusWeekdays is the n-th weekday after the day, or before it if n is negative.
func (v Date) plusWeekdays(n int) Date {
	t := v.time().AddDate(0, 0, n/5*7)
	step := 1
	if n < 0 {
		step = -1
	}
	for n %= 5; n != 0; {
		t = t.AddDate(0, 0, step)
		if day := t.Weekday(); day != time.Saturday && day != time.Sunday {
			n -= step
		}
	}
	return dateOf(t)
}

// End is the last day of a period that begins on a day: the day before the one
// that lies the whole length after the start, so that one year from 2027-02-01
// ends on 2028-01-31. If the last month has no day of that number, the period
// ends on the last day of the month: one month from 2027-01-31 ends on
// 2027-02-28. A value that is still open gives that value.
func End(start, length any) (Value, error) {
	after, err := Add(start, length)
	if err != nil {
		return nil, err
	}
	if _, open := after.(Blank); open {
		return after, nil
	}
	last, isDate := after.(Date)
	if !isDate {
		return nil, errors.New("a period needs the date of its first day and its duration")
	}
	if shortened(start, length, last) {
		return last, nil
	}
	return Sub(after, Duration{1, Day})
}

// shortened reports whether a period in months ends in a month that is too
// short for the number of the day on which the period began.
func shortened(start, length any, last Date) bool {
	x, y, err := operands(start, length)
	if err != nil {
		return false
	}
	first, isDate := numeric(x).(Date)
	d, isDuration := numeric(y).(Duration)
	if !isDate || !isDuration {
		return false
	}
	_, inMonths := d.months()
	return inMonths && last.Day < first.Day
}

// Days is the number of days in a duration, an Integer, for comparisons
// between units: a year counts 365, a month 30.4375 (rounded in all), a week 7,
// and 5 Business Days 7 (rounded up). A value that is still open gives that
// value.
func Days(length any) (Value, error) {
	v, err := operand(length)
	if err != nil {
		return nil, err
	}
	switch v := numeric(v).(type) {
	case Duration:
		return Integer(v.days()), nil
	case Blank:
		return v, nil
	default:
		return nil, fmt.Errorf("a duration is wanted here, not %s", v.noun())
	}
}

// months counts the months of a duration in months or years.
func (v Duration) months() (int, bool) {
	switch v.Unit {
	case Month:
		return v.N, true
	case Year:
		return 12 * v.N, true
	}
	return 0, false
}

// days counts the days of a duration; see Days.
func (v Duration) days() int {
	const monthDays = 304375 // in ten-thousandths: a twelfth of 365.25
	switch v.Unit {
	case BusinessDay:
		return -floorDiv(-7*v.N, 5)
	case Week:
		return 7 * v.N
	case Month:
		return floorDiv(v.N*monthDays+5000, 10_000)
	case Year:
		return 365 * v.N
	}
	return v.N
}

// floorDiv divides and rounds down; n is positive.
func floorDiv(m, n int) int {
	q := m / n
	if m%n < 0 {
		q--
	}
	return q
}

// lengths measures two durations in the largest unit that serves both
// exactly, or else in days.
func lengths(x, y Duration) (m, n int) {
	if m, ok := x.months(); ok {
		if n, ok := y.months(); ok {
			return m, n
		}
	}
	if x.Unit == y.Unit {
		return x.N, y.N
	}
	return x.days(), y.days()
}

// addDurations adds durations of one unit, or in years and months, or in
// weeks and days.
func addDurations(x, y Duration) (Value, error) {
	if x.Unit == y.Unit {
		return bounded(decimal.NewFromInt(int64(x.N+y.N)), x.Unit)
	}
	if m, ok := x.months(); ok {
		if n, ok := y.months(); ok {
			return bounded(decimal.NewFromInt(int64(m+n)), Month)
		}
	}
	for _, d := range []Duration{x, y} {
		if d.Unit != Day && d.Unit != Week {
			return nil, fmt.Errorf("cannot add %ss and %ss", units[x.Unit.valid()].word, units[y.Unit.valid()].word)
		}
	}
	return bounded(decimal.NewFromInt(int64(x.days()+y.days())), Day)
}

// times is the duration times a fraction, in whole units: in its own if that
// is exact, else in months for years and in days for weeks, rounded.
func (v Duration) times(numerator, denominator decimal.Decimal) (Value, error) {
	n, unit := decimal.NewFromInt(int64(v.N)).Mul(numerator), v.Unit
	if !n.Mod(denominator).IsZero() {
		switch unit {
		case Year:
			n, unit = n.Mul(decimal.NewFromInt(12)), Month
		case Week:
			n, unit = n.Mul(decimal.NewFromInt(7)), Day
		}
	}
	return bounded(n.DivRound(denominator, 0), unit)
}

// bounded makes a duration unless it is longer than any that could be meant.
func bounded(n decimal.Decimal, unit Unit) (Value, error) {
	if n.Abs().GreaterThan(decimal.NewFromInt(1_000_000)) {
		return nil, errors.New("the duration is too long")
	}
	return Duration{int(n.IntPart()), unit}, nil
}
