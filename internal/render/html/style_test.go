package html

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	ruleShape  = regexp.MustCompile(`^a\[href="#[^"\s<>]+"\]::after \{ content: "([^"]*)"; \}$`)
	pageShape  = regexp.MustCompile(`^@page \{ size: (?:A4|letter); @top-left \{ content: "([^"]*)"; \} @top-right \{ content: "([^"]*)"; \} @bottom-left \{ content: "([^"]*)"; \} \}$`)
	fixedLines = regexp.MustCompile(`^@page broad \{ size: (?:A4|letter) landscape; \}$|^@media \(scripting: none\) \{$|^\}$`)
	cssEscape  = regexp.MustCompile(`\\(22|5c|3c|a) `)
	colourName = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{3,6});`)
)

// checkStyle tests that the rules after the fixed style sheet have the shapes
// that the printer gives them, whatever the document says.
func checkStyle(sheet string) error {
	rules, ok := strings.CutPrefix(sheet, "\n"+styleSheet)
	if !ok {
		return errors.New("the fixed style sheet is not first")
	}
	for _, line := range strings.Split(strings.TrimSuffix(rules, "\n"), "\n") {
		if fixedLines.MatchString(line) {
			continue
		}
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
		if strings.Contains(styleSheet, word) {
			t.Errorf("style.css holds %s", word)
		}
	}
}

// Text keeps the contrast of WCAG 2.1 level AA on every background it stands
// on, in light and in dark.
func TestContrast(t *testing.T) {
	light, rest, ok := strings.Cut(styleSheet, "@media (prefers-color-scheme: dark)")
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
		looked := map[string]bool{"rule": true} // rules only divide; nothing is lost without them
		least := func(want float64, pairs ...string) {
			for _, pair := range pairs {
				text, ground, _ := strings.Cut(pair, " ")
				looked[text], looked[ground] = true, true
				if colours[text] == colours[ground] {
					t.Fatalf("%s: %s: no such colours", scheme, pair)
				}
				high, low := max(colours[text], colours[ground]), min(colours[text], colours[ground])
				if ratio := (high + .05) / (low + .05); ratio < want {
					t.Errorf("%s: %s: %.2f to 1", scheme, pair, ratio)
				}
			}
		}
		least(4.5, "ink paper", "ink faint", "ink here", "quiet paper", "quiet here", "quiet faint",
			"link paper", "link faint", "link here", "open-ink open")
		least(3, "dots paper", "dots faint", "dots here")
		for name := range colours {
			if !looked[name] {
				t.Errorf("%s: nothing is known of the contrast of --%s", scheme, name)
			}
		}
	}
}

// A colour has a name, so that TestContrast knows it, except on paper, which
// is white, and in shadows.
func TestColoursHaveNames(t *testing.T) {
	screen, _, _ := strings.Cut(styleSheet, "@media print")
	screen = colourName.ReplaceAllString(screen, "")
	if literal := regexp.MustCompile(`#[0-9a-f]{3,8}\b|hsl|rgba`).FindString(screen); literal != "" {
		t.Errorf("style.css holds the colour %s without a name", literal)
	}
}

// The policy of the page lets its script run, which asks nothing of the
// network, keeps nothing, and makes no markup of text.
func TestScriptStandsAlone(t *testing.T) {
	p, err := readPage(render(t, sample("uk")))
	if err != nil {
		t.Fatal(err)
	}
	if p.script != script {
		t.Error("the page holds another script")
	}
	for name, text := range map[string]string{"preview.js": script, "changes.js": changesScript} {
		for _, word := range []string{"http", "fetch", "import", "eval", "innerHTML", "storage", "<!--", "</"} {
			if strings.Contains(text, word) {
				t.Errorf("%s holds %s", name, word)
			}
		}
		sum := sha256.Sum256([]byte(text))
		if want := " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(redlinePolicy, want) || strings.Contains(draftPolicy, want) != (name == "preview.js") {
			t.Errorf("the policies do not let %s run where it is: %s, %s", name, draftPolicy, redlinePolicy)
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
