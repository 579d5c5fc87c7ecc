package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"

	"sifeng/pipeline/comment"
)

const (
	maxStreamBytes = 1 << 30  // of standard input or a pipe, which is copied to the disk: some 2.5 million comments
	maxLineBytes   = 16 << 20 // no comment is as long
)

// Input is a file that can be read from its beginning again and again: an open file, or a copy of a stream. The copy has no name on the disk
// where the system allows that: it holds citizens' text, and goes with the process however that ends.
type Input struct {
	at     io.ReaderAt
	from   int64
	size   int64 // bytes behind from
	copied bool
	close  func() error
}

// Open opens a file, or copies a stream: "-", which is stdin (nil: os.Stdin), a pipe or a device. It ends when ctx does, even while nothing comes.
// The caller must call Close.
func Open(ctx context.Context, path string, stdin io.Reader) (*Input, error) {
	if path == "-" {
		if stdin == nil {
			stdin = os.Stdin
		}
		if in := asFile(stdin); in != nil {
			return in, nil
		}
		return copyStream(ctx, path, func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil })
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, comment.Say("这是一个目录：请给出其中的文件", "it is a directory: give the files in it")
	}
	if !info.Mode().IsRegular() {
		return copyStream(ctx, path, func() (io.ReadCloser, error) { return os.Open(path) })
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &Input{at: f, size: info.Size(), close: f.Close}, nil
}

// asFile takes standard input that is a file as it stands; nil: it is none.
func asFile(stdin io.Reader) *Input {
	f, ok := stdin.(*os.File)
	if !ok {
		return nil
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	from, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil
	}
	return &Input{at: f, from: from, size: max(info.Size()-from, 0), close: func() error { return nil }}
}

// Reader reads the input from its beginning.
func (in *Input) Reader() *io.SectionReader { return io.NewSectionReader(in.at, in.from, in.size) }

// Copied says that the input was a stream, which cannot be opened again.
func (in *Input) Copied() bool { return in.copied }

// Sum is the SHA-256 of the input, in hexadecimal digits.
func (in *Input) Sum() (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, in.Reader()); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Close gives the input back; of a copy nothing stays.
func (in *Input) Close() error { return in.close() }

// copyStream copies a stream to a file that only its owner can read and that loses its name at once.
func copyStream(ctx context.Context, path string, open func() (io.ReadCloser, error)) (*Input, error) {
	type result struct {
		in  *Input
		err error
	}
	done := make(chan result, 1)
	go func() {
		in, err := copyOpened(path, open)
		done <- result{in, err}
	}()
	select {
	case r := <-done:
		return r.in, r.err
	case <-ctx.Done():
		go func() {
			if r := <-done; r.err == nil {
				r.in.Close()
			}
		}()
		return nil, ctx.Err()
	}
}

func copyOpened(path string, open func() (io.ReadCloser, error)) (*Input, error) {
	stream, err := open()
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	f, remove, err := unnamedFile()
	if err != nil {
		return nil, err
	}
	size, err := copyChecked(f, stream, baseName(path), maxStreamBytes)
	if err != nil {
		remove()
		return nil, err
	}
	return &Input{at: f, size: size, copied: true, close: remove}, nil
}

// copyChecked copies a stream as long as it may be a file of comments: devices never end.
func copyChecked(to io.Writer, stream io.Reader, name string, limit int64) (size int64, err error) {
	w := watch{name: name}
	buffer := make([]byte, 1<<16)
	for {
		n, err := io.ReadFull(stream, buffer)
		ended := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !ended {
			return 0, comment.Say("读取输入：%v", "read the input: %v", err)
		}
		if _, err := w.see(buffer[:n], ended); err != nil {
			return 0, err
		}
		if size += int64(n); size > limit {
			return 0, comment.Say("标准输入或管道超过 %d MB：请先存成文件再读", "more than %d MB by standard input or a pipe: save it as a file and read that", limit>>20)
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return 0, temporaryFailed("把输入复制到临时文件：%v", "copy the input to a temporary file: %v", err)
		}
		if ended {
			return size, nil
		}
	}
}

// unnamedFile makes a temporary file, mode 0600, whose name is gone at once; where the system keeps the name of an open file, remove takes it
// away.
func unnamedFile() (f *os.File, remove func() error, err error) {
	if f, err = os.CreateTemp("", "sifeng-spool-*"); err != nil {
		return nil, nil, temporaryFailed("建立临时文件：%v", "make a temporary file: %v", err)
	}
	if os.Remove(f.Name()) == nil {
		return f, f.Close, nil
	}
	return f, func() error {
		f.Close()
		return os.Remove(f.Name())
	}, nil
}
