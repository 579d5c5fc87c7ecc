package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// browsers are the names of browsers that print to PDF by a flag.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "msedge"}

// pdfLimit is the longest that a browser may take.
const pdfLimit = 90 * time.Second

// findBrowser gives a browser of this computer.
func findBrowser() (string, error) {
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("make a PDF: none of the browsers %s is on PATH; install one, or open the page and print it there", strings.Join(browsers, ", "))
}

// printPDF prints a page of this computer, with a profile of its own that is removed after it. The old PDF stays until the new one is whole.
func printPDF(ctx context.Context, browser, page, pdf string) error {
	ctx, cancel := context.WithTimeout(ctx, pdfLimit)
	defer cancel()
	dir, err := os.MkdirTemp("", "sifeng-pdf-*")
	if err != nil {
		return fmt.Errorf("make a PDF: %w", err)
	}
	defer os.RemoveAll(dir)
	absolute, err := filepath.Abs(page)
	if err != nil {
		return fmt.Errorf("make a PDF: %w", err)
	}
	path := filepath.ToSlash(absolute)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	address := url.URL{Scheme: "file", Path: path}
	printed := filepath.Join(dir, "page.pdf")
	args := []string{
		"--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-sync", "--no-first-run",
		"--user-data-dir=" + filepath.Join(dir, "profile"), "--no-pdf-header-footer", "--print-to-pdf=" + printed,
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium does not start for root otherwise; the page is our own and asks for nothing
	}
	cmd := exec.CommandContext(ctx, browser, append(args, address.String())...)
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Run(); err != nil {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return fmt.Errorf("make a PDF: %s took longer than %s", browser, pdfLimit)
		}
		return fmt.Errorf("make a PDF with %s: %w", browser, err)
	}
	content, err := os.ReadFile(printed)
	if err != nil {
		return fmt.Errorf("make a PDF: %s ended without one: %w", browser, err)
	}
	return publishFile(pdf, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}
