package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/drafts"
	"clausewright/internal/edits"
	"clausewright/internal/render"
	"clausewright/internal/render/docx"
	"clausewright/internal/verify"
)

func (a *app) verifyCommand() *cobra.Command {
	var flags draftFlags
	format := reportFormat("")
	cmd := &cobra.Command{
		Use:   "verify DEAL FILE",
		Short: "Tell whether a file that came for signature says what was agreed",
		Long: `Verify compares a file that came for signature, .docx, .md or .pdf, with the draft of the deal
as it was last agreed: as it was written last in the folder of drafts, with what people wrote into
it since; or as "draft" would write it, where there is none. It exits with 0 only if no word
differs, and tells each word that does, and where.

A Word file may hold no tracked changes and a PDF must hold text. The heads and feet of pages and the
contents are not words of the agreement, but the numbers in what the pages call it are. The words of
a picture may stand in another order, as other programs draw it.`,
		Example: `  clausewright verify deal.yaml for-signature.docx
  clausewright verify deal.yaml for-signature.pdf`,
		GroupID: "deal",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usagef("clausewright verify deal.yaml for-signature.pdf", "verify takes a deal and a file, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"yaml", "yml", "md", "docx", "pdf"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.verify(args[0], args[1], flags, format) },
	}
	formatVar(cmd, &format, "text", "json")
	folderVar(cmd, &flags.output, "folder of drafts, in which that of the deal is")
	a.templateVar(cmd, &flags.template)
	return cmd
}

// verify tells what a file says otherwise than was agreed.
func (a *app) verify(name, file string, flags draftFlags, format reportFormat) error {
	at, err := draftFolders(flags.output, []string{name}, func(file string) string { return draftName(file, flags) })
	if err != nil {
		return err
	}
	flags.output = at[name]
	if out := disk(flags.output); out.isDraft(draftName(name, flags), file) {
		return usagef("put the file that came into another folder", "%s is the draft itself: what is in it counts as agreed", filepath.ToSlash(file))
	}
	agreed, err := a.agreed(name, flags)
	if err != nil {
		return err
	}
	list, err := a.differences(agreed.Document, file)
	if err != nil {
		return err
	}
	if format == "json" {
		if list == nil {
			list = []verify.Difference{}
		}
		err = writeJSON(a.stdout, map[string]any{"agreed": agreed.Name, "file": filepath.ToSlash(file), "differences": list})
	} else {
		err = a.tellDifferences(list, agreed.Name, file)
	}
	if err == nil && len(list) > 0 {
		return errFault
	}
	return err
}

// isDraft reports whether a file is the draft of that name, which people edit.
func (d disk) isDraft(name, file string) bool {
	came, err := os.Stat(file)
	if err != nil {
		return false
	}
	return slices.ContainsFunc([]string{".md", ".docx"}, func(ext string) bool {
		there, err := os.Stat(d.path(name + ext))
		return err == nil && os.SameFile(came, there)
	})
}

// agreed is the draft of a deal as it was last agreed.
func (a *app) agreed(name string, flags draftFlags) (*comparison.Side, error) {
	out, called := disk(flags.output), draftName(name, flags)
	d, err := drafts.Peek(out, called)
	if err != nil && !errors.Is(err, drafts.ErrStopped) {
		return nil, out.usage(err)
	}
	if err != nil {
		return nil, usagef("run draft again", "%s", err)
	}
	if d.Lock().Files[drafts.Base(called)] == "" {
		data, inside, err := a.operand(name)
		if err != nil {
			return nil, err
		}
		return a.dealSide(name, inside, data, draft.Options{Template: flags.template})
	}
	if err := out.checkDeal(name, called, drafts.Source{Name: out.nameOf(name)}, d.Lock().Deal); err != nil {
		return nil, err
	}
	base, err := out.base(called)
	if err != nil {
		return nil, err
	}
	return a.editedSide(flags, out, called, &comparison.Side{Name: "the draft written last", Document: base})
}

// differences are what a file says otherwise than a document.
func (a *app) differences(doc *document.Document, file string) ([]verify.Difference, error) {
	data, err := readFile(file, maxDeal)
	if err != nil {
		return nil, usagef("", "%s: %s", filepath.ToSlash(file), diag.Reason(err))
	}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".md":
		side, err := a.side(file)
		if err != nil {
			return nil, err
		}
		return a.compared(doc, side.Document, true)
	case ".docx":
		return a.wordDifferences(doc, file, data)
	case ".pdf":
		return pdfDifferences(doc, file, data)
	}
	return nil, usagef("a file for signature is .docx, .md or .pdf", "%s: cannot be compared", filepath.ToSlash(file))
}

// compared compares two documents. Both are as they are read from Markdown, so that a
// number is what is printed.
func (a *app) compared(doc, came *document.Document, typed bool) ([]verify.Difference, error) {
	older, err := reprinted(doc)
	if err != nil {
		return nil, err
	}
	return verify.Compare(verify.Document(older, typed), verify.Document(came, typed), verify.InText, nil), nil
}

// reprinted is a document as it is read from its Markdown.
func reprinted(doc *document.Document) (*document.Document, error) {
	written, err := markdownOf(doc)
	if err != nil {
		return nil, err
	}
	return edits.Read(written)
}

// wordDifferences are those of a Word file, which must hold no tracked changes.
func (a *app) wordDifferences(doc *document.Document, file string, data []byte) ([]verify.Difference, error) {
	var sides [2]*document.Document
	var strays []string
	for i, side := range []docx.Side{docx.Accepted, docx.Rejected} {
		read, err := docx.ReadIn(doc.Style, data, side)
		if err != nil {
			return nil, usagef("verify reads Word files that clausewright wrote, also after others saved them", "%s: %s", filepath.ToSlash(file), err)
		}
		sides[i], strays = read.Document, read.Strays
	}
	if open := verify.Compare(verify.Document(sides[1], false), verify.Document(sides[0], false), verify.InText, nil); len(open) > 0 {
		a.tellf("%s holds tracked changes that nobody accepted or rejected, in %s", filepath.ToSlash(file), open[0].Place)
		return open, nil
	}
	list, err := a.compared(doc, sides[0], false)
	return append(list, verify.Strays(strays)...), err
}

// pdfDifferences are those of a PDF: it is held against the PDF of the draft, read in the
// same way.
func pdfDifferences(doc *document.Document, file string, data []byte) ([]verify.Difference, error) {
	headings := verify.Headings(doc)
	came, running, err := verify.PDF(data, headings)
	if errors.Is(err, verify.ErrNoText) {
		return nil, usagef("ask for the file that was scanned, or for the Word file", "%s: %s", filepath.ToSlash(file), err)
	}
	if err != nil {
		return nil, usagef("", "%s: %s", filepath.ToSlash(file), err)
	}
	files, err := render.All(doc, []render.Format{mustFormat("pdf")}, render.Options{})
	if err != nil {
		return nil, err
	}
	agreed, _, err := verify.PDF(files[0], headings)
	if err != nil {
		return nil, err
	}
	list := verify.Compare(agreed, came, verify.OnPages, append(verify.Heads(doc), verify.Fields(doc)...))
	return append(list, verify.Running(doc, running)...), nil
}

// abridged is a text as it is told: of one as long as pages its first and last words.
func abridged(text string) string {
	const most, ends = 200, 40
	words := strings.Fields(text)
	if len(words) <= most {
		return text
	}
	return fmt.Sprintf("%s … (%d words) … %s", strings.Join(words[:ends], " "), len(words)-2*ends, strings.Join(words[len(words)-ends:], " "))
}

// tellDifferences prints what differs as a redline in words.
func (a *app) tellDifferences(list []verify.Difference, agreed, file string) error {
	if len(list) == 0 {
		_, err := fmt.Fprintf(a.stdout, "%s says word for word what %s says\n", filepath.ToSlash(file), agreed)
		return err
	}
	var b bytes.Buffer
	for _, d := range list {
		marked := ""
		if d.Agreed != "" {
			marked += "[-" + abridged(d.Agreed) + "-]"
		}
		if d.Came != "" {
			marked += "{+" + abridged(d.Came) + "+}"
		}
		fmt.Fprintf(&b, "%s:\n    %s\n", d.Place, strings.TrimSpace(d.Before+" "+marked+" "+d.After))
	}
	fmt.Fprintf(&b, "%s differs from %s in %s\n", filepath.ToSlash(file), agreed, diag.Plural(len(list), "place"))
	_, err := a.stdout.Write(b.Bytes())
	return err
}
