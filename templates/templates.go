// Package templates embeds the agreements that the program ships.
package templates

import "embed"

// FS holds one folder for each template.
//
//go:embed */*.yaml */*.md */cases/*
var FS embed.FS
