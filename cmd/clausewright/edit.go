package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/page"
)

// editFlags are the flags of edit.
type editFlags struct {
	port   int
	noOpen bool
	output string
	house  string
}

func (a *app) editCommand() *cobra.Command {
	var flags editFlags
	cmd := &cobra.Command{
		Use:   "edit [DEAL]",
		Short: "Answer the questions of a deal on a page, or look after a library",
		Long: `Edit opens a page in the browser that asks the questions of a deal, with the draft
beside them as it becomes. A file that is not there is begun. Each answer is written into the deal file at once: its line
changes, and comments and order stay. What somebody changes in the file meanwhile shows
on the page.

Under "Write and negotiate" the page writes the draft as "draft" does, shows what people wrote into it,
has conflicts decided, and takes a Word file that came back; redlines, lists of issues and of
deviations from a house position, and what falls due are there to download.

DEAL may be a folder: the page offers its deals, and a new one; without DEAL, those of
the folder in which you are. With --library and without DEAL the page shows the library
of that folder instead: its clauses with their wordings side by side, and its files, which
can be edited there, with their faults as you type.

The page is served by this program on this machine, to the browser that opened it and
to nobody else. The program ends when the page is closed, or with Ctrl-C.`,
		Example: `  clausewright edit deals/acme.yaml
  clausewright edit deals/acme.yaml --house house.yaml
  clausewright edit deals
  clausewright edit --library my-library
  clausewright edit deals/acme.yaml --no-open --port 4711`,
		GroupID: "deal",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("clausewright edit deals", "edit takes one deal or one folder of deals, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: completeDeals,
		RunE: func(_ *cobra.Command, args []string) error {
			if os.Getenv("GOGC") == "" {
				debug.SetGCPercent(servingGCPercent)
			}
			deal, open, err := a.pageFor(args, flags)
			if err != nil {
				return err
			}
			return a.serve(deal, open, flags)
		},
	}
	f := cmd.Flags()
	f.IntVar(&flags.port, "port", 0, "port of the page; 0 takes one that is free")
	f.BoolVar(&flags.noOpen, "no-open", false, "print the address and open no browser")
	folderVar(cmd, &flags.output, "folder of drafts, to read and to write")
	houseVar(cmd, &flags.house)
	return cmd
}

// opens opens a page.
type opens func() (page.Served, error)

// pageFor opens the page of the deal named, of a folder of deals, or of a library. Of a
// deal that is there it tells what the page calls it.
func (a *app) pageFor(args []string, flags editFlags) (deal string, open opens, err error) {
	name := "."
	switch {
	case len(args) == 1:
		name = args[0]
	case a.library != "":
		open, err = a.libraryPage()
		return "", open, err
	}
	if name == "-" {
		return "", nil, usagef("name the file", "edit writes into a deal file, not into standard input")
	}
	info, err := os.Stat(name)
	isFolder := err == nil && info.IsDir()
	if err == nil && !isFolder {
		deal = dealFile(name).Name()
		_, _, err = readDeal(a.stdin, name)
	} else if errors.Is(err, fs.ErrNotExist) {
		err = nil
		if above, missing := os.Stat(filepath.Dir(name)); missing != nil || !above.IsDir() {
			err = usagef("make the folder first", "deal %s: its folder is not there", filepath.ToSlash(name))
		}
	}
	if err == nil && flags.output == "-" {
		err = usagef("name a folder with -o", "the page writes drafts into a folder, not on standard output")
	}
	if err != nil {
		return "", nil, err
	}
	return deal, func() (page.Served, error) {
		own := *a // it has the library as it is now
		lib, err := own.soundLibrary()
		if err != nil {
			return nil, err
		}
		if isFolder {
			return page.NewDealList(lib, &dealFolder{&own, name, flags}, beat), nil
		}
		return own.dealPage(lib, name, flags)
	}, nil
}

// dealPage is the page of a deal.
func (a *app) dealPage(lib *library.Library, name string, flags editFlags) (page.Served, error) {
	p, err := page.New(lib, dealFile(name), beat)
	if err != nil {
		return nil, usagef("", "deal %s: %s", filepath.ToSlash(name), diag.Reason(err))
	}
	folder, err := a.draftsBeside(name, flags)
	if err != nil {
		return nil, err
	}
	p.Negotiate(folder)
	return p, nil
}

// libraryPage is the page of the library that --library names.
func (a *app) libraryPage() (opens, error) {
	fsys, dir, err := folderFS(a.library)
	if err != nil {
		return nil, err
	}
	if info, err := fs.Stat(fsys, "clauses"); err != nil || !info.IsDir() {
		return nil, usagef("--library names a folder that holds clauses/ and templates/", "library %s: holds no folder clauses", filepath.ToSlash(a.library))
	}
	root, err := os.OpenRoot(a.library)
	if err != nil {
		return nil, usagef("", "library %s: %s", a.library, diag.Reason(err))
	}
	return func() (page.Served, error) { return page.NewLibrary(&libraryFolder{root, fsys, dir}, beat), nil }, nil
}

// servingGCPercent is the garbage collector's setting while a page is opened and served:
// somebody waits for each answer, and one program with one deal has the room.
const servingGCPercent = 400

// serve serves a page until it is gone or somebody ends the program. It is opened while
// the browser comes; a library or a house position that somebody named may hold errors, so
// that nobody is sent to the page before it is known that there is one. The name of a
// deal is shown at once.
func (a *app) serve(deal string, open opens, flags editFlags) error {
	opening := page.NewOpening(deal, open)
	if a.library != "" || flags.house != "" {
		if _, err := opening.Opened(); err != nil {
			return err
		}
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(flags.port)))
	if err != nil {
		return usagef("choose another with --port, or leave it to the program", "port %d: %s", flags.port, diag.Reason(err))
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return err
	}
	token := rand.Text()
	hosts := []string{"127.0.0.1:" + port, "localhost:" + port}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	server := &http.Server{
		Handler:           page.NewGuard(hosts, "clausewright-"+port, rand.Text(), token, opening),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 16 << 10,
		BaseContext:    func(net.Listener) context.Context { return ctx }, // what waits for the file ends with it
	}
	address := "http://" + hosts[0] + "/open?token=" + token
	if _, err := fmt.Fprintf(a.stdout, "%s\n", address); err != nil {
		return err
	}
	a.tellf("the page is there for one browser, until it is closed; Ctrl-C ends it")
	if !flags.noOpen {
		remove, err := openBrowser(address)
		defer remove()
		if err != nil {
			a.tellf("no browser opens (%s): open the address above", diag.Reason(err))
		}
	}
	go func() {
		if p, err := opening.Opened(); err == nil {
			select {
			case <-ctx.Done():
			case <-p.Gone():
			}
		}
		stop()
		closing, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_ = server.Shutdown(closing)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return usagef("", "the page: %s", diag.Reason(err))
	}
	_, err = opening.Opened()
	return err
}

// openBrowser opens an address that nobody else may learn: arguments of a program can
// be read by all, so the browser is given a file that leads there, which is its owner's.
func openBrowser(address string) (remove func(), err error) {
	folder, err := os.MkdirTemp("", "clausewright-")
	if err != nil {
		return func() {}, err
	}
	remove = func() { os.RemoveAll(folder) }
	file := filepath.Join(folder, "open.html")
	text := `<!DOCTYPE html><html lang="en"><title>clausewright</title><meta http-equiv="refresh" content="0;url=` + address + `"><p><a href="` + address + `">Open the page</a></p></html>`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return remove, err
	}
	var cmd *exec.Cmd
	switch runtime.GOOS {
	case "darwin":
		cmd = exec.Command("open", file)
	case "windows":
		cmd = exec.Command("rundll32", "url.dll,FileProtocolHandler", file)
	default:
		cmd = exec.Command("xdg-open", file)
	}
	if err := cmd.Start(); err != nil {
		return remove, err
	}
	go func() { _ = cmd.Wait() }()
	return remove, nil
}

// beat is how often the page looks whether the file changed.
func beat() (<-chan struct{}, func()) {
	ticker := time.NewTicker(500 * time.Millisecond)
	beats, done := make(chan struct{}), make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
				select {
				case beats <- struct{}{}:
				case <-done:
					return
				}
			case <-done:
				return
			}
		}
	}()
	return beats, func() { ticker.Stop(); close(done) }
}

// dealFile is a deal file on the disk.
type dealFile string

func (f dealFile) Name() string { return filepath.ToSlash(string(f)) }

func (f dealFile) Read() ([]byte, error) {
	data, err := readFile(string(f), maxDeal)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// Write replaces the file if it holds what was read: the new one is complete before
// that is looked at for the last time.
func (f dealFile) Write(before, after []byte) error {
	file := string(f)
	if to, err := filepath.EvalSymlinks(file); err == nil {
		file = to // a link stays one
	}
	temp, err := writeTemp(file, after)
	if temp != "" {
		defer os.Remove(temp)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %s", f.Name(), diag.Reason(err))
	}
	if now, err := f.Read(); err != nil || !bytes.Equal(now, before) {
		return page.ErrChanged
	}
	if err := os.Rename(temp, file); err != nil {
		return fmt.Errorf("%s cannot be written: %s", f.Name(), diag.Reason(err))
	}
	return nil
}
