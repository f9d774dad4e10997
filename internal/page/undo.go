package page

import (
	"bytes"
	_ "embed"
	"net/http"
)

// step is an answer that was written.
type step struct {
	path          string
	before, after []byte
}

// undo takes the last answer back, if the file is as it left it.
func (p *Page) undo(w http.ResponseWriter, r *http.Request) {
	if len(p.earlier) == 0 {
		p.write(w, r, http.StatusConflict, &notice{Says: "There is nothing to undo."})
		return
	}
	last := p.earlier[len(p.earlier)-1]
	if !bytes.Equal(last.after, p.now.data) {
		p.write(w, r, http.StatusConflict, &notice{Says: "The file was changed elsewhere since, so that the answer is not taken back by itself.", Path: last.path})
		return
	}
	if err := p.save(last.path, last.before); err != nil {
		p.write(w, r, http.StatusConflict, &notice{Says: err.Error(), Path: last.path})
		return
	}
	p.earlier = p.earlier[:len(p.earlier)-2] // the answer, and that it was taken back
	p.back(w, r, last.path)
}

// restore writes what the file held last into a file that holds nothing any more.
func (p *Page) restore(w http.ResponseWriter, r *http.Request) {
	err := ErrChanged
	if p.emptied {
		err = p.file.Write(nil, p.now.data)
	}
	if err != nil {
		p.write(w, r, http.StatusConflict, &notice{Says: err.Error()})
		return
	}
	http.Redirect(w, r, "/?"+queryOf(r.PostForm.Get("group")), http.StatusSeeOther)
}
