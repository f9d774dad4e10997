package deal

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// minorUnits are the decimals of the currencies that have not two, by ISO 4217.
var minorUnits = map[string]int32{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
	"UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
	"CLF": 4, "UYW": 4,
}

// minorUnit counts the decimals that an amount in a currency can have. For a
// currency that is not known they are two.
func minorUnit(currency string) int32 {
	if places, ok := minorUnits[currency]; ok {
		return places
	}
	return 2
}

// inMinorUnits is an amount of money as it was written, unless it is finer
// than the currency.
func inMinorUnits(amount decimal.Decimal, currency string) (Value, *fault) {
	m := Money{amount, currency}
	near := m.rounded()
	if currency == "" || near.Amount.Equal(amount) {
		return m, nil
	}
	places := "has no decimals"
	if n := minorUnit(currency); n > 0 {
		places = fmt.Sprintf("has %d decimals", n)
	}
	return nil, &fault{outOfBounds, fmt.Sprintf("%s is finer than the currency, which %s", show(m.Raw()), places), "write " + quoteText(near.Raw())}
}

// rounded is the amount as every place of a document writes it: in minor units
// of its currency, half to even; without decimals if it is whole.
func (v Money) rounded() Money {
	places := minorUnit(v.Currency)
	amount := v.Amount.RoundBank(places)
	if amount.IsInteger() {
		return Money{decimal.NewFromBigInt(amount.BigInt(), 0), v.Currency}
	}
	return Money{decimal.NewFromBigInt(amount.Shift(places).BigInt(), -places), v.Currency}
}

// SumIn is a number as a sum in a currency.
func SumIn(number any, currency string) (Value, error) {
	v, err := operand(number)
	if err != nil {
		return nil, err
	}
	if text, is := v.(Text); is {
		v = readLike(text, Number{})
	}
	switch v := v.(type) {
	case Number:
		return Money{Amount: v.Amount, Currency: currency}, nil
	case Integer:
		return Money{Amount: decimal.NewFromInt(int64(v)), Currency: currency}, nil
	case Money:
		return v, nil
	}
	return nil, fmt.Errorf("%s is no number", v.noun())
}
