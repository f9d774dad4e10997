// Package clauses embeds the clause library that the program ships.
package clauses

import "embed"

// FS holds library.yaml, new.yaml, the page on writing clauses, and one folder for each clause.
//
//go:embed README.md amendment.yaml library.yaml new.yaml */*.yaml */*.md */cases/*
var FS embed.FS
