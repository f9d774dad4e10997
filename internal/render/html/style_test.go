package html

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	ruleShape  = regexp.MustCompile(`^\.term\[href="#[^"\s<>]+"\]::after \{ content: "([^"]*)"; \}$`)
	pageShape  = regexp.MustCompile(`^@page \{ size: (?:A4|letter); @top-center \{ content: "([^"]*)"; \} @bottom-left \{ content: "([^"]*)"; \} @bottom-right \{ content: counter\(page\) " / " counter\(pages\); \} \}$`)
	cssEscape  = regexp.MustCompile(`\\(22|5c|3c|a) `)
	colourName = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{3,6});`)
)

// checkStyle tests that the rules after the fixed style sheet have the shapes
// that the printer gives them, whatever the document says.
func checkStyle(sheet string) error {
	rules, ok := strings.CutPrefix(sheet, "\n"+style)
	if !ok {
		return fmt.Errorf("the fixed style sheet is not first")
	}
	for _, line := range strings.Split(strings.TrimSuffix(rules, "\n"), "\n") {
		parts := ruleShape.FindStringSubmatch(line)
		if parts == nil {
			parts = pageShape.FindStringSubmatch(line)
		}
		if parts == nil {
			return fmt.Errorf("not a rule of the printer: %q", line)
		}
		for _, s := range parts[1:] {
			if strings.ContainsAny(cssEscape.ReplaceAllString(s, ""), "\\<") {
				return fmt.Errorf("not escaped: %q", s)
			}
		}
	}
	return nil
}

// readCSS reads what cssText writes, as a browser does.
func readCSS(s string) string {
	return cssEscape.ReplaceAllStringFunc(s, func(e string) string {
		code, _ := strconv.ParseUint(strings.TrimSpace(e[1:]), 16, 8)
		return string(rune(code))
	})
}

// The page asks nothing of the network.
func TestStyleStandsAlone(t *testing.T) {
	for _, word := range []string{"url(", "@import", "http", "</"} {
		if strings.Contains(style, word) {
			t.Errorf("style.css holds %s", word)
		}
	}
}

// Text keeps the contrast of WCAG 2.1 level AA on every background it stands
// on, in light and in dark.
func TestContrast(t *testing.T) {
	light, rest, ok := strings.Cut(style, "@media (prefers-color-scheme: dark)")
	dark, _, found := strings.Cut(rest, "--here")
	if !ok || !found {
		t.Fatal("style.css has no dark colours")
	}
	dark += rest[len(dark):strings.Index(rest, "* {")]
	for scheme, css := range map[string]string{"light": light, "dark": dark} {
		colours := map[string]float64{}
		for _, m := range colourName.FindAllStringSubmatch(css, -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for _, pair := range []string{
			"ink paper", "ink faint", "ink here", "quiet paper", "quiet here", "quiet faint",
			"link paper", "link faint", "link here", "open-ink open",
		} {
			text, ground, _ := strings.Cut(pair, " ")
			if colours[text] == colours[ground] {
				t.Fatalf("%s: %s: no such colours", scheme, pair)
			}
			high, low := max(colours[text], colours[ground]), min(colours[text], colours[ground])
			if ratio := (high + .05) / (low + .05); ratio < 4.5 {
				t.Errorf("%s: %s: %.2f to 1", scheme, pair, ratio)
			}
		}
	}
}

// luminance is the relative luminance of a colour written as six hex digits.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) != 6 {
		t.Fatalf("colour #%s: write six digits", hex)
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
