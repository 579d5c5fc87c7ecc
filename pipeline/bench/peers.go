package bench

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

//go:embed segmenters.py
var segmentersScript []byte

//go:embed analyst.py
var analystScript []byte

// errAbsent says that a peer is not on this machine.
var errAbsent = errors.New("absent")

// peer is another segmenter, in a process of its own that waits for each round.
type peer struct {
	name   string
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Scanner
	times  Times
	tokens int
}

// startPeer starts a segmenter and waits until it has loaded its dictionary.
func startPeer(ctx context.Context, name string, command ...string) (*peer, error) {
	p := &peer{name: name, cmd: exec.CommandContext(ctx, command[0], command[1:]...)}
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewScanner(out)
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w: %w", errAbsent, err)
	}
	if !p.out.Scan() || p.out.Text() != "ready" {
		p.in.Close()
		return nil, fmt.Errorf("%w: %w", errAbsent, p.cmd.Wait())
	}
	return p, nil
}

func (p *peer) round() error {
	begin := time.Now()
	if _, err := io.WriteString(p.in, "\n"); err != nil {
		return err
	}
	if !p.out.Scan() {
		return errors.New("it ended early")
	}
	var seconds float64
	if _, err := fmt.Sscan(p.out.Text(), &seconds, &p.tokens); err != nil {
		return err
	}
	p.times.add(time.Since(begin), time.Duration(seconds*float64(time.Second)))
	return nil
}

func (p *peer) stop() {
	p.in.Close()
	p.cmd.Wait() //nolint:errcheck // it has answered all that was asked
}

// startSegmenters starts those of the peers that are there, and says why the others are not.
func startSegmenters(ctx context.Context, c Config, lines, dir string) (started []*peer, skipped []Skipped, err error) {
	script := filepath.Join(dir, "segmenters.py")
	if err := os.WriteFile(script, segmentersScript, 0o600); err != nil {
		return nil, nil, err
	}
	program, buildErr := buildPeers(ctx, dir)
	for _, name := range []string{"gse", "gojieba", "rjieba", "jieba"} {
		command := []string{c.Python, script, name, lines}
		if name == "gse" || name == "gojieba" {
			if buildErr != nil {
				skipped = append(skipped, Skipped{name, "pipeline/bench/peers: " + buildErr.Error()})
				continue
			}
			command = []string{program, name, lines}
		}
		p, err := startPeer(ctx, name, command...)
		if err != nil {
			if ctx.Err() != nil {
				return started, skipped, ctx.Err()
			}
			skipped = append(skipped, Skipped{name, fmt.Sprintf("%s: %v", command[0], err)})
			continue
		}
		started = append(started, p)
	}
	return started, skipped, nil
}

// buildPeers builds the program that holds gse and gojieba. They are a module of their own, so it needs the source and the Go toolchain.
func buildPeers(ctx context.Context, dir string) (string, error) {
	source, err := findPeers()
	if err != nil {
		return "", err
	}
	program := filepath.Join(dir, "peers.exe") // Windows wants the ending, others do not mind
	cmd := exec.CommandContext(ctx, "go", "build", "-o", program, ".")
	cmd.Dir = source
	if out, err := cmd.CombinedOutput(); err != nil {
		line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		return "", fmt.Errorf("go build: %w: %s", err, line)
	}
	return program, nil
}

// findPeers looks for the source upwards from the working directory and from the program.
func findPeers() (string, error) {
	var from []string
	if dir, err := os.Getwd(); err == nil {
		from = append(from, dir)
	}
	if program, err := os.Executable(); err == nil {
		from = append(from, filepath.Dir(program))
	}
	for _, dir := range from {
		for {
			source := filepath.Join(dir, "pipeline", "bench", "peers")
			if _, err := os.Stat(filepath.Join(source, "go.mod")); err == nil {
				return source, nil
			}
			up := filepath.Dir(dir)
			if up == dir {
				break
			}
			dir = up
		}
	}
	return "", errors.New("its source is not here")
}

// process is a program that does the whole job, run anew in every round.
type process struct {
	Times
	peak int64
}

func (p *process) run(ctx context.Context, command ...string) error {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	var complaint strings.Builder
	cmd.Stderr = &complaint
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	ended, peak := make(chan struct{}), make(chan int64, 1)
	go func() { peak <- watchPeak(cmd.Process.Pid, ended) }()
	err := cmd.Wait()
	took := time.Since(begin)
	close(ended)
	p.peak = max(p.peak, <-peak)
	if err != nil {
		line := strings.TrimSpace(complaint.String())
		return fmt.Errorf("%s: %w: %s", filepath.Base(command[0]), err, line[strings.LastIndexByte(line, '\n')+1:])
	}
	p.add(took, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	return nil
}

// analystThere says whether the analyst's way can be measured.
func analystThere(ctx context.Context, python string) error {
	if out, err := exec.CommandContext(ctx, python, "-c", "import jieba, sqlite3").CombinedOutput(); err != nil {
		line := strings.TrimSpace(string(out))
		return fmt.Errorf("%s: %w: %s", python, err, line[strings.LastIndexByte(line, '\n')+1:])
	}
	return nil
}
