package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// sources finds the text of a file that a problem is in.
type sources []func(name string) ([]byte, bool)

func (s sources) read(name string) ([]byte, bool) {
	for _, find := range s {
		if text, ok := find(name); ok {
			return text, true
		}
	}
	return nil, false
}

func oneFile(name string, text []byte) func(string) ([]byte, bool) {
	return func(asked string) ([]byte, bool) { return text, asked == name }
}

// stdinName is how problems call a deal that comes from standard input.
const stdinName = "<stdin>"

// maxDeal is how much of a deal file is read into memory, in bytes; what a deal
// may hold is far less and is judged by the reader.
const maxDeal = 64 << 20

// readDeal reads a deal file, or standard input if its name is "-". A larger
// file is read only so far that the reader can tell that it is too large.
func readDeal(stdin io.Reader, name string) (file string, data []byte, err error) {
	return readNamed(stdin, "deal", name)
}

// readNamed reads a file as a deal is read, which errors call what.
func readNamed(stdin io.Reader, what, name string) (file string, data []byte, err error) {
	if name == "-" {
		data, err = io.ReadAll(io.LimitReader(stdin, maxDeal))
		if err != nil {
			return "", nil, usagef("", "standard input: %s", diag.Reason(err))
		}
		return stdinName, data, nil
	}
	data, err = readFile(name, maxDeal)
	var tooLong *tooLongError
	switch {
	case errors.As(err, &tooLong):
		err = nil // the reader of deals says how long one may be
	case errors.Is(err, errFolder):
		err = usagef("name the YAML file", "%s %s: is a folder", what, name)
	case errors.Is(err, errSpecial):
		err = usagef("give it on standard input: -", "%s %s: %s", what, name, err)
	case err != nil:
		err = usagef("", "%s %s: %s", what, name, diag.Reason(err))
	}
	return filepath.ToSlash(name), data, err
}

// Why a file is not read.
var (
	errFolder  = errors.New("is a folder")
	errSpecial = errors.New("is a pipe or a device, not a file")
)

// tooLongError is a file of which only the beginning was read.
type tooLongError struct{ limit int64 }

func (e *tooLongError) Error() string { return fmt.Sprintf("is longer than %d bytes", e.limit) }

// readFile reads a regular file of the disk, at most so many bytes of it: a
// pipe would be waited for without end, a device read without end.
func readFile(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, errFolder
	case !info.Mode().IsRegular():
		return nil, errSpecial
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	data.Grow(int(min(info.Size(), limit)) + bytes.MinRead)
	_, err = data.ReadFrom(io.LimitReader(f, limit+1))
	if err == nil && int64(data.Len()) > limit {
		return data.Bytes()[:limit], &tooLongError{limit}
	}
	return data.Bytes(), err
}

// input is a deal, or a house position, and the library by which it is read. An error
// in the library is a problem.
type input struct {
	lib      *library.Library
	problems diag.List // of the library
	from     sources
	file     string
	data     []byte
}

// input opens the library and reads a deal file.
func (a *app) input(name string) (input, error) { return a.inputOf("deal", name) }

// inputOf opens the library and reads a file that errors call what.
func (a *app) inputOf(what, name string) (in input, err error) {
	if in.lib, in.problems, in.from, err = a.openLibrary(); err != nil {
		return in, err
	}
	if in.file, in.data, err = readNamed(a.stdin, what, name); err != nil {
		return in, err
	}
	in.from = append(sources{oneFile(in.file, in.data)}, in.from...)
	return in, nil
}

// fileSource knows the places of a file that is read.
type fileSource struct {
	places language.Places
	size   int
}

// sourceOf is the source of a file by its name and contents.
func sourceOf(file string, data []byte) fileSource {
	return fileSource{language.FilePlaces(diag.Position{File: file, Line: 1, Column: 1}, string(data)), len(data)}
}

// Origin is the place of the byte at an offset.
func (f fileSource) Origin(offset int) document.Origin {
	return document.Origin{Source: f, Offset: offset}
}

// Stretch is the whole file: nothing of it comes from elsewhere.
func (f fileSource) Stretch(int) (bool, int) { return false, f.size + 1 }

// Position is the place of an offset.
func (f fileSource) Position(offset int) diag.Position { return f.places(offset) }
