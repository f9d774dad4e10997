package page

import (
	"cmp"
	"errors"
	"net/http"
	"path"
	"strings"

	"clausewright/internal/issues"
)

// receive takes a file that came back, to be looked at: a draft, or a list of issues that
// was filled in. It is kept until it is put away or in the draft.
func (p *Page) receive(w http.ResponseWriter, r *http.Request) {
	came, err := cameWith(r)
	if err == nil {
		err = p.takeIn(came)
	}
	if err != nil {
		p.refused(w, r, http.StatusUnprocessableEntity, "The file was not taken", err)
		return
	}
	http.Redirect(w, r, "/negotiate", http.StatusSeeOther)
}

func (p *Page) takeIn(came *Came) error {
	settled, err := p.folder.Settled(came, p.came)
	if !errors.Is(err, ErrNoList) {
		if err == nil {
			p.list = &filledIn{came.Name, settled}
		}
		return err
	}
	if _, err = p.folder.Read(came); err == nil {
		p.came, p.list = came, nil
	}
	return err
}

// filledIn is a list of issues in which somebody settled what others wrote.
type filledIn struct {
	Name string
	*issues.Settled
}

// cameWith is the file that a form brings.
func cameWith(r *http.Request) (*Came, error) {
	if r.MultipartForm == nil || len(r.MultipartForm.File["file"]) == 0 {
		return nil, &Refusal{Says: "no file was chosen", Hint: "Choose a Word file or a Markdown file."}
	}
	part := r.MultipartForm.File["file"][0]
	name := fileName(part.Filename)
	if ext := path.Ext(name); ext != ".docx" && ext != ".md" {
		return nil, &Refusal{Says: name + ": a draft that came back is .md or .docx", Hint: "Ask for the Word file; \"clausewright verify\" compares a PDF."}
	}
	f, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := make([]byte, part.Size)
	for n := 0; n < len(data); {
		k, err := f.Read(data[n:])
		if n += k; err != nil && n < len(data) {
			return nil, err
		}
	}
	return &Came{name, data}, nil
}

// fileName is the name of a file without folders, its ending in small letters.
func fileName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '_'
		}
		return r
	}, name)
	ext := path.Ext(name)
	return cmp.Or(strings.TrimSuffix(name, ext), "draft") + strings.ToLower(ext)
}

// putAway forgets what came back.
func (p *Page) putAway(w http.ResponseWriter, r *http.Request) {
	p.list = nil
	if !r.PostForm.Has("list") {
		p.came = nil
	}
	http.Redirect(w, r, "/negotiate", http.StatusSeeOther)
}
