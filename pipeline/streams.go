package pipeline

import (
	"context"
	"os"

	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
)

// hashInput gives the hash of an input. Of a stream, which can be read only once, it keeps the copy to be read afterwards.
func (r *run) hashInput(ctx context.Context, file string) (sum string, err error) {
	if in := r.streams[file]; in != nil {
		return in.Sum()
	}
	in, err := ingest.Open(ctx, file, nil)
	if err != nil {
		if file == "-" {
			return "", comment.Say("读取标准输入：%v", "read standard input: %v", err)
		}
		return "", comment.Say("读取 %s：%v", "read %s: %v", file, err)
	}
	if !in.Copied() {
		defer in.Close()
		return in.Sum()
	}
	r.streams[file] = in
	return in.Sum()
}

func isStream(file string) bool {
	info, err := os.Stat(file)
	return file == "-" || err == nil && !info.Mode().IsRegular()
}

// closeStreams gives up the copies.
func closeStreams(streams map[string]*ingest.Input) {
	for _, in := range streams {
		in.Close()
	}
}
