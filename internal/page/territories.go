package page

import (
	"encoding/json"
	"slices"
	"sync"

	"clausewright/internal/deal"
)

// territories lists the countries and regions of which a territory can be made, for the
// search of the page. It is made when it is first asked for.
var territories = sync.OnceValue(func() []byte {
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
})
