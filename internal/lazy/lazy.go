// Package lazy compiles regular expressions when they are first used: a run of the program
// uses few of them, and compiling them all would take longer than much of its work.
package lazy

import (
	"regexp"
	"sync"
)

// Expression is a regular expression, used as one of package regexp is.
type Expression struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

// Regexp is the regular expression of a text, which must be one. A variable of a package
// that holds it costs nothing at start.
func Regexp(text string) *Expression { return &Expression{text: text} }

// ready is the expression compiled. It panics if the text is none.
func (e *Expression) ready() *regexp.Regexp {
	e.once.Do(func() { e.compiled = regexp.MustCompile(e.text) })
	return e.compiled
}

// String is the text.
func (e *Expression) String() string { return e.text }

// MatchString is that of package regexp, as are the methods after it.
func (e *Expression) MatchString(s string) bool { return e.ready().MatchString(s) }

func (e *Expression) FindString(s string) string { return e.ready().FindString(s) }

func (e *Expression) FindStringIndex(s string) []int { return e.ready().FindStringIndex(s) }

func (e *Expression) FindStringSubmatch(s string) []string { return e.ready().FindStringSubmatch(s) }

func (e *Expression) FindStringSubmatchIndex(s string) []int {
	return e.ready().FindStringSubmatchIndex(s)
}

func (e *Expression) FindAllString(s string, n int) []string { return e.ready().FindAllString(s, n) }

func (e *Expression) FindAllStringIndex(s string, n int) [][]int {
	return e.ready().FindAllStringIndex(s, n)
}

func (e *Expression) FindAllStringSubmatch(s string, n int) [][]string {
	return e.ready().FindAllStringSubmatch(s, n)
}

func (e *Expression) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return e.ready().FindAllStringSubmatchIndex(s, n)
}

func (e *Expression) ReplaceAllString(s, with string) string {
	return e.ready().ReplaceAllString(s, with)
}

func (e *Expression) ReplaceAllStringFunc(s string, with func(string) string) string {
	return e.ready().ReplaceAllStringFunc(s, with)
}

func (e *Expression) Split(s string, n int) []string { return e.ready().Split(s, n) }

func (e *Expression) Match(b []byte) bool { return e.ready().Match(b) }

func (e *Expression) FindSubmatch(b []byte) [][]byte { return e.ready().FindSubmatch(b) }

func (e *Expression) FindSubmatchIndex(b []byte) []int { return e.ready().FindSubmatchIndex(b) }

func (e *Expression) ReplaceAll(b, with []byte) []byte { return e.ready().ReplaceAll(b, with) }

func (e *Expression) Find(b []byte) []byte { return e.ready().Find(b) }

func (e *Expression) ReplaceAllFunc(b []byte, with func([]byte) []byte) []byte {
	return e.ready().ReplaceAllFunc(b, with)
}
