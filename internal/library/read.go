package library

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// maxFile is the largest file that a library may hold, in bytes. Wording is
// far smaller, and some Markdown takes time that grows with its square.
const maxFile = 256 << 10

// ReadFile reads a file of a library, of which nobody knows who wrote it: a pipe
// would be waited for without end, and a device or a file of many gigabytes
// would be read without end.
func ReadFile(fsys fs.FS, name string) ([]byte, error) { return ReadInto(nil, fsys, name) }

// ReadInto is ReadFile into room that is there, as far as it is enough.
func ReadInto(room []byte, fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return nil, errors.New("is a folder, not a file")
	case mode&fs.ModeSymlink != 0:
		return nil, errors.New("is a link, not a file")
	case !mode.IsRegular():
		return nil, errors.New("is a pipe or a device, not a file")
	case info.Size() > maxFile:
		return nil, tooLong(info.Size())
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := slices.Grow(room[:0], int(info.Size())+1)[:info.Size()+1]
	n, err := f.Read(data)
	if int64(n) == info.Size() && (err == nil || err == io.EOF) {
		return data[:n], nil
	}
	// It has grown, did not say how long it is, or comes in pieces.
	more := bytes.NewBuffer(data[:n])
	if err == nil {
		_, err = more.ReadFrom(io.LimitReader(f, maxFile+1-int64(n)))
	}
	if err == io.EOF {
		err = nil
	}
	if err == nil && more.Len() > maxFile {
		return nil, tooLong(int64(more.Len()))
	}
	return more.Bytes(), err
}

func tooLong(size int64) error {
	return fmt.Errorf("is %d KiB long; a file of a library may have %d KiB", size>>10, int64(maxFile)>>10)
}
