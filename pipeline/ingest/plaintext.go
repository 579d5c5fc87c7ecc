package ingest

import (
	"bufio"
	"context"
	"io"
	"unicode/utf8"

	textunicode "golang.org/x/text/encoding/unicode"

	"sifeng/pipeline/comment"
)

// Text opens a file of text that holds no comments to be loaded, such as labels, whatever its encoding: what is read is UTF-8 without a
// byte order mark. A line in another encoding than the others is an error: what it says would be read as nonsense. An error names the file. The
// caller must call Close.
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
	if err := oneEncoding(in.Reader(), seen.encoding); err != nil {
		in.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{seen.decoder(in.Reader()), in}, nil
}

// oneEncoding is an error if a line is not in the encoding of the file.
func oneEncoding(r io.Reader, chosen string) error {
	if chosen == encUTF16LE || chosen == encUTF16BE { // whose lines do not end in one byte
		return nil
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), 4*maxLineBytes)
	for n := 1; lines.Scan(); n++ {
		line := lines.Bytes()
		if chosen == encUTF8 {
			if !utf8.Valid(line) {
				return comment.Say("第 %d 行不是 UTF-8，别的行是：文件里混有几种编码（如 GBK），或有损坏的字符；请把各部分都转成 UTF-8 再合成一个文件，坏了的字补上",
					"line %d is not UTF-8 as the others are, so the file mixes encodings (such as GBK), or a character is damaged: convert each part to UTF-8 and put them together again, and write damaged characters anew", n)
			}
			continue
		}
		if utf8.Valid(line) && likelierUTF8(line, chosen) {
			return comment.Say("第 %d 行是 UTF-8，别的行是 %s：文件里混有几种编码；请把各部分都转成 UTF-8 再合成一个文件",
				"line %d is UTF-8 and others are %s, so the file mixes encodings: convert each part to UTF-8 and put them together again", n, chosen)
		}
	}
	return nil // a line that is too long is for the reader to tell
}

// likelierUTF8 says whether a line that is UTF-8 reads more like Chinese so than in another encoding: a few characters of GBK can be UTF-8 by chance.
func likelierUTF8(line []byte, other string) bool {
	const fewest = 3 // Chinese characters
	return hanCount(string(line)) >= fewest && commonShare(textunicode.UTF8, line) > commonShare(encodingByName(other), line)
}
