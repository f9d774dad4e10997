package page

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"clausewright/internal/calendar"
	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/markdown"
	"clausewright/internal/render"
)

// files are what there is to take home, by the first part of its name, and what it is
// called there beside the deal. Those that need it have the folder of drafts.
var files = map[string]struct {
	called string
	folder bool
	make   func(p *Page, r *http.Request, f render.Format) ([]byte, error)
}{
	"draft":         {"", false, (*Page).draftFile},
	"written":       {"", true, (*Page).writtenFile},
	"since":         {".redline", true, (*Page).sinceFile},
	"edits":         {".edits", true, (*Page).editsFile},
	"against":       {".against", true, (*Page).againstFile},
	issuesSheet:     {".issues", true, sheetFile(issuesSheet)},
	issuesToSend:    {".issues-to-send", true, sheetFile(issuesToSend)},
	deviationsSheet: {".deviations", true, sheetFile(deviationsSheet)},
}

// download sends a file, if nothing speaks against it.
func (p *Page) download(w http.ResponseWriter, r *http.Request, name string) {
	base, ending, _ := strings.Cut(name, ".")
	if base == "calendar" {
		p.calendar(w, ending)
		return
	}
	f, ok := render.Find(ending)
	kind, known := files[base]
	if !ok || !known || kind.folder && p.folder == nil {
		refuse(w, http.StatusNotFound, "There is no such file.")
		return
	}
	data, err := kind.make(p, r, f)
	if err != nil {
		p.noFile(w, r, err)
		return
	}
	p.attach(w, kind.called+"."+f.Name, data)
}

// attach sends a file under the name of the deal.
func (p *Page) attach(w http.ResponseWriter, ending string, data []byte) {
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", baseName(p.file.Name())+ending))
	send(w, "application/octet-stream", data)
}

// noFile says why there is no file.
func (p *Page) noFile(w http.ResponseWriter, r *http.Request, err error) {
	n := &notice{Says: "No file was made: " + err.Error(), Hint: hintOf(err)}
	var refusal *Refusal
	if errors.As(err, &refusal) {
		n.Path = refusal.Path
	}
	p.write(w, nil, http.StatusConflict, n)
}

// drafted is the draft that the command writes, which rules can keep from being: the
// first error of the deal is why.
func (p *Page) drafted(formats ...render.Format) (*draft.Draft, *Refusal) {
	made, problems := draft.Make(p.lib, p.file.Name(), p.now.data, draft.Options{})
	if made.Document != nil {
		problems = append(problems, render.Unprintable(made.Deal, made.Document, formats)...)
	}
	if first := problems.FirstError(); first != nil {
		return nil, &Refusal{Says: first.Message, Hint: first.Hint, Path: first.Path}
	}
	return made, nil
}

// draftFile is the draft with what people wrote into it.
func (p *Page) draftFile(_ *http.Request, f render.Format) ([]byte, error) {
	made, first := p.drafted(f)
	if first != nil {
		return nil, first
	}
	doc := made.Document
	if p.folder != nil {
		looked, err := p.folder.Look(nil)
		switch {
		case err != nil:
			return nil, err
		case looked.Outcome == nil:
		case len(looked.Conflicts) > 0 || looked.Problems.HasErrors():
			return nil, &Refusal{Says: "what people wrote into the draft does not all fit into it", Hint: "\"Write and negotiate\" shows what is to be decided."}
		default:
			doc = looked.Document
		}
	}
	return inFormat(doc, f)
}

// inFormat is a document in one format.
func inFormat(doc *document.Document, f render.Format) ([]byte, error) {
	contents, err := render.All(doc, []render.Format{f}, render.Options{})
	if err != nil {
		return nil, err
	}
	return contents[0], nil
}

// writtenFile is a file of the draft as it is in its folder.
func (p *Page) writtenFile(_ *http.Request, f render.Format) ([]byte, error) {
	return p.folder.Written(f.Name)
}

// sinceFile is the redline from the draft as it was written last to the draft as it is now.
func (p *Page) sinceFile(_ *http.Request, f render.Format) ([]byte, error) {
	older, err := p.folder.LastWritten()
	if err != nil {
		return nil, err
	}
	return p.redlineToNow(older, f)
}

// againstFile is the redline from the file that came back to the draft as it is now.
func (p *Page) againstFile(_ *http.Request, f render.Format) ([]byte, error) {
	older, err := p.cameSide()
	if err != nil {
		return nil, err
	}
	return p.redlineToNow(older, f)
}

func (p *Page) redlineToNow(older *comparison.Side, f render.Format) ([]byte, error) {
	made, first := p.drafted(f)
	if first != nil {
		return nil, first
	}
	return redlineFile(*older, comparison.Side{Name: p.file.Name(), Document: made.Document, Draft: made, Library: p.lib}, f)
}

// editsFile is the redline of what people wrote into a file.
func (p *Page) editsFile(r *http.Request, f render.Format) ([]byte, error) {
	edited, err := p.editedIn(r)
	if err != nil {
		return nil, err
	}
	return redlineFile(edited.Older, edited.Newer, f)
}

func redlineFile(older, newer comparison.Side, f render.Format) ([]byte, error) {
	contents, err := comparison.Compare(older, newer).Files(older, newer, []render.Format{f}, false, render.Options{})
	if err != nil {
		return nil, err
	}
	return contents[0], nil
}

// sheetFile is a list about the draft.
func sheetFile(name string) func(*Page, *http.Request, render.Format) ([]byte, error) {
	return func(p *Page, r *http.Request, f render.Format) ([]byte, error) {
		doc, err := p.sheetOf(name, r)
		if err != nil {
			return nil, err
		}
		return inFormat(doc, f)
	}
}

// calendarFormats are the formats of what falls due.
var calendarFormats = []string{"ics", "csv", "md"}

// calendar sends what falls due.
func (p *Page) calendar(w http.ResponseWriter, format string) {
	made, first := p.drafted()
	if first != nil {
		p.noFile(w, nil, first)
		return
	}
	list := []*calendar.Agreement{made.Calendar(p.lib, baseName(p.file.Name()))}
	var out bytes.Buffer
	var err error
	switch format {
	case "ics":
		if !calendar.Known(list[0].Drafted) {
			p.noFile(w, nil, &Refusal{Says: "the draft has no date, which each entry of an .ics file bears", Hint: "answer " + deal.DraftDatePath, Path: deal.DraftDatePath})
			return
		}
		_, err = calendar.ICal(&out, list, calendar.Window{}, nil)
	case "csv":
		err = calendar.CSV(&out, calendar.Rows(list, calendar.Window{}))
	case "md":
		err = markdown.Write(&out, calendar.Table(list, calendar.Rows(list, calendar.Window{})))
	default:
		refuse(w, http.StatusNotFound, "There is no such file.")
		return
	}
	if err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	p.attach(w, ".calendar."+format, out.Bytes())
}

// baseName is the name of a draft: that of its deal file without folder and ending,
// of letters that any header and disk can hold.
func baseName(file string) string {
	base := file[strings.LastIndexAny(file, `/\`)+1:]
	if i := strings.LastIndexByte(base, '.'); i > 0 {
		base = base[:i]
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"%\/`, r) {
			return '_'
		}
		return r
	}, base)
}
