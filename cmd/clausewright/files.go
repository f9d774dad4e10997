package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"clausewright/internal/diag"
)

// writeAll writes files to their paths so that each appears only when all are
// complete: every file is written beside its place first and then renamed. A
// signal before that leaves nothing behind.
func writeAll(paths []string, files []outputFile) (err error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var temps []string
	defer func() {
		for _, t := range temps {
			os.Remove(t)
		}
	}()
	for i, f := range files {
		temp, err := writeTemp(paths[i], f.data)
		if temp != "" {
			temps = append(temps, temp)
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return usagef("", "%s: %s", paths[i], diag.Reason(err))
		}
	}
	for i := range files {
		if err := os.Rename(temps[i], paths[i]); err != nil {
			return usagef("", "%s: %s", paths[i], diag.Reason(err))
		}
	}
	return nil
}

// writeTemp writes data to a new file in the folder of file, with the mode of
// the file that is there. The name is the same each time: what a run that was
// killed left behind is written anew.
func writeTemp(file string, data []byte) (string, error) {
	temp := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".new")
	if err := os.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	mode, exact := fs.FileMode(0o666), false
	if info, err := os.Stat(file); err == nil {
		mode, exact = info.Mode().Perm(), true
	}
	return temp, writeSynced(temp, data, mode, exact)
}
