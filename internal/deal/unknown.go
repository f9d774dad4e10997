package deal

import (
	"slices"
	"strings"

	"clausewright/internal/lazy"
)

// topKeys are the keys of a deal file that hold no answers.
var topKeys = []string{"template", "clauses", "variants", "accept", "approve"}

// UnknownKey is the rule of keys that stand for nothing. Where what was meant is found, the
// problem says so as Meant.
const UnknownKey = "unknown-key"

// cutNumber is what braces leave as a key of a number whose thousands a comma sets off.
var cutNumber = lazy.Regexp(`^\d{2,3}(\.\d+)?$`)

// unknownKey reports a key that no question and no group has, with the most
// probable reason.
func (r *reader) unknownKey(group string, p keyValue) {
	keys := r.schema.keys(group)
	if group == "" {
		keys = append(slices.Clone(topKeys), keys...)
	}
	path := under(group, keyName(p.key))
	problem := r.errorf(p.node, path, UnknownKey, "there is no such question")
	dotted := strings.Contains(p.key, ".")
	if group == "" && !dotted {
		problem.Message = "there is no such group of questions"
	}
	if _, ok := r.schema.Find(under(group, p.key)); ok && dotted {
		problem.Message = "a key is one word"
		r.deal.faulty[under(group, p.key)] = true
		problem.Meant = under(group, p.key)
		head, rest, _ := strings.Cut(p.key, ".")
		problem.WithHint("write \"%s:\" and, indented below it, \"%s:\"", head, strings.ReplaceAll(rest, ".", ":\" and \""))
		return
	}
	if head, rest, tight := strings.Cut(p.key, ":"); tight && rest != "" && slices.Contains(keys, head) {
		r.deal.faulty[under(group, head)] = true
		problem.Meant = under(group, head)
		problem.WithHint("write \"%s: %s\", with a space behind the colon", head, rest)
		return
	}
	if cutNumber.MatchString(p.key) && p.value.ShortTag() == "!!null" {
		problem.Message = "a comma between braces begins another answer"
		problem.WithHint("write a number without commas, or in quotation marks")
		return
	}
	if near, ok := nearestWord(p.key, keys); ok {
		r.deal.faulty[under(group, near)] = true
		problem.Meant = under(group, near)
		problem.WithHint("did you mean %q?", near)
		return
	}
	if home := r.homeOf(p.key); home != "" {
		r.deal.faulty[under(home, p.key)] = true
		problem.Meant = under(home, p.key)
		problem.WithHint("%q stands in the group %q", p.key, home)
		return
	}
	problem.Hint = listing(keys)
}

// homeOf names the only group that has a question of this name, or "".
func (r *reader) homeOf(key string) string {
	home := ""
	for _, p := range r.schema.Parameters {
		if group, last := CutLast(p.Path); last == key {
			if home != "" {
				return ""
			}
			home = group
		}
	}
	return home
}
