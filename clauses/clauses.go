// Package clauses embeds the clause library that the program ships.
package clauses

import "embed"

// FS holds library.yaml and one folder for each clause.
//
//go:embed library.yaml */*.yaml */*.md
var FS embed.FS
