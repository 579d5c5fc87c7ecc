package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"sifeng/pipeline/store"
	"sifeng/reports"
)

// notePage writes down in the new database which page is published with it.
func (r *run) notePage(ctx context.Context, file string, o reports.Options) error {
	hash, err := hashFile(file)
	if err != nil {
		return fmt.Errorf("read the dashboard: %w", err)
	}
	made, err := pageMaker(o)
	if err != nil {
		return err
	}
	return r.builder.SetPage(ctx, store.Page{Hash: hash, Made: made})
}

// samePage says whether the dashboard on disk is the one that was written together with the published database, by this program and with these
// options: then rendering would give it again.
func (r *run) samePage(ctx context.Context, o reports.Options) (bool, error) {
	hash, err := hashFile(r.summary.Dashboard)
	if err != nil {
		return false, nil // it is gone
	}
	noted, err := r.published.Page(ctx)
	if err != nil || noted.Hash != hash {
		return false, err
	}
	made, err := pageMaker(o)
	return made == noted.Made, err
}

// pageMaker tells by what a page is made besides the data: the program's file, whatever its version says, and the options.
func pageMaker(o reports.Options) (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find the program's file: %w", err)
	}
	hash, err := hashFile(program)
	if err != nil {
		return "", fmt.Errorf("read the program's file: %w", err)
	}
	options, err := json.Marshal(o)
	if err != nil {
		return "", fmt.Errorf("write down the options of the page: %w", err)
	}
	made := sha256.Sum256(append([]byte(hash), options...))
	return hex.EncodeToString(made[:]), nil
}
