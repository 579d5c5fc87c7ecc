package ingest

import (
	"context"
	"io"

	"sifeng/pipeline/comment"
)

// Text opens a file of text that holds no comments to be loaded, such as labels, whatever its encoding: what is read is UTF-8 without a
// byte order mark. An error names the file. The caller must call Close.
func Text(ctx context.Context, path string) (text io.ReadCloser, err error) {
	defer func() {
		if err != nil {
			err = comment.Say("读取 %s：%v", "read %s: %v", displayName(path), cleanPathError(err))
		}
	}()
	in, err := Open(ctx, path, nil)
	if err != nil {
		return nil, err
	}
	seen, err := look(in, baseName(path), "")
	if err != nil {
		in.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{seen.decoder(in.Reader()), in}, nil
}
