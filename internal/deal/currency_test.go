package deal

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"
)

// TestCurrencies: sums of two currencies have no order, and a sum whose
// currency is not said yet has one with every other sum.
func TestCurrencies(t *testing.T) {
	sum := func(currency string, amount int64) Money {
		return Money{Amount: decimal.NewFromInt(amount), Currency: currency}
	}
	tests := []struct {
		name string
		a, b Money
		want int
		err  error
	}{
		{"one currency", sum("USD", 5), sum("USD", 7), -1, nil},
		{"two currencies", sum("USD", 5), sum("EUR", 7), 0, ErrCurrencies},
		{"no currency on the left", sum("", 5), sum("EUR", 7), -1, nil},
		{"no currency on the right", sum("USD", 5), sum("", 3), 1, nil},
		{"no currency at all", sum("", 5), sum("", 5), 0, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Compare(test.a, test.b)
			if got != test.want || !errors.Is(err, test.err) {
				t.Errorf("got %d, %v; want %d, %v", got, err, test.want, test.err)
			}
		})
	}
}
