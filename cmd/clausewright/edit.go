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
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"clausewright/internal/diag"
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
		Use:   "edit DEAL",
		Short: "Answer the questions of a deal on a page, with the draft beside them",
		Long: `Edit opens a page in the browser that asks the questions of a deal, with the draft
beside them as it becomes. A file that is not there is begun. Each answer is written into the deal file at once: its line
changes, and comments and order stay. What somebody changes in the file meanwhile shows
on the page.

Under Negotiate the page writes the draft as "draft" does, shows what people wrote into it,
has conflicts decided, and takes a Word file that came back; redlines, lists of issues and of
deviations from a house position, and what falls due are there to download.

The page is served by this program on this machine, to the browser that opened it and
to nobody else. The program ends when the page is closed, or with Ctrl-C.`,
		Example: `  clausewright edit deals/acme.yaml
  clausewright edit deals/acme.yaml --house house.yaml
  clausewright edit deals/acme.yaml --no-open --port 4711`,
		GroupID:           "deal",
		Args:              oneDeal,
		ValidArgsFunction: completeDeals,
		RunE:              func(_ *cobra.Command, args []string) error { return a.edit(args[0], flags) },
	}
	f := cmd.Flags()
	f.IntVar(&flags.port, "port", 0, "port of the page; 0 takes one that is free")
	f.BoolVar(&flags.noOpen, "no-open", false, "print the address and open no browser")
	folderVar(cmd, &flags.output, "folder of drafts, to read and to write")
	houseVar(cmd, &flags.house)
	return cmd
}

func (a *app) edit(name string, flags editFlags) error {
	if name == "-" {
		return usagef("name the file", "edit writes into a deal file, not into standard input")
	}
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		if _, _, err := readDeal(a.stdin, name); err != nil {
			return err
		}
	} else if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return usagef("make the folder first", "deal %s: its folder is not there", filepath.ToSlash(name))
	}
	a, err := a.withLibrary()
	if err != nil {
		return err
	}
	lib, err := a.soundLibrary()
	if err != nil {
		return err
	}
	p, err := page.New(lib, dealFile(name), beat)
	if err != nil {
		return usagef("", "deal %s: %s", filepath.ToSlash(name), diag.Reason(err))
	}
	folder, err := a.draftsBeside(name, flags)
	if err != nil {
		return err
	}
	p.Negotiate(folder)
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(flags.port)))
	if err != nil {
		return usagef("choose another with --port, or leave it to the program", "port %d: %s", flags.port, diag.Reason(err))
	}
	return a.serve(listener, p, flags)
}

// serve serves the page until it is gone or somebody ends the program.
func (a *app) serve(listener net.Listener, p *page.Page, flags editFlags) error {
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return err
	}
	token := rand.Text()
	hosts := []string{"127.0.0.1:" + port, "localhost:" + port}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	server := &http.Server{
		Handler:           page.NewGuard(hosts, "clausewright-"+port, rand.Text(), token, p),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 16 << 10,
		BaseContext:    func(net.Listener) context.Context { return ctx }, // what waits for the file ends with it
	}
	address := "http://" + hosts[0] + "/open?token=" + token
	if _, err := fmt.Fprintf(a.stdout, "%s\n", address); err != nil {
		return usagef("", "standard output: %s", diag.Reason(err))
	}
	fmt.Fprintln(a.stderr, "clausewright: the page is there for one browser, until it is closed; Ctrl-C ends it")
	if !flags.noOpen {
		remove, err := openBrowser(address)
		defer remove()
		if err != nil {
			fmt.Fprintf(a.stderr, "clausewright: no browser opens (%s): open the address above\n", diag.Reason(err))
		}
	}
	go func() {
		select {
		case <-ctx.Done():
		case <-p.Gone():
			stop()
		}
		closing, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		_ = server.Shutdown(closing)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return usagef("", "the page: %s", diag.Reason(err))
	}
	return nil
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
