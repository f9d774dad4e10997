package page

import (
	"encoding/json"
	"slices"

	"clausewright/internal/deal"
)

// territories lists the countries and regions of which a territory can be made, for the
// search of the page.
var territories = func() []byte {
	type entry struct {
		Code string `json:"code"`
		Name string `json:"name"`
	}
	var list []entry
	for _, code := range deal.TerritoryCodes() {
		if name := deal.CountryName(code); code != "GB" && !slices.ContainsFunc(list, func(e entry) bool { return e.Code == code }) {
			list = append(list, entry{code, name})
		}
	}
	data, _ := json.Marshal(list)
	return data
}()
