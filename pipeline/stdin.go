package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"

	"sifeng/pipeline/comment"
)

// keptInput is a copy of standard input, which can be read only once: its hash must be known before it is read as comments.
type keptInput struct {
	*os.File
	sum string
}

// keepInput copies standard input to a file that only its owner can read.
func keepInput() (*keptInput, error) {
	f, err := os.CreateTemp("", "sifeng-stdin-*")
	if err != nil {
		return nil, comment.Say("建立临时文件：%v", "make a temporary file: %v", err)
	}
	k := &keptInput{File: f}
	h := sha256.New()
	if _, err = io.Copy(io.MultiWriter(f, h), os.Stdin); err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		k.drop()
		return nil, comment.Say("把输入复制到临时文件：%v", "copy the input to a temporary file: %v", err)
	}
	k.sum = hex.EncodeToString(h.Sum(nil))
	return k, nil
}

// drop removes the copy, if there is one.
func (k *keptInput) drop() {
	if k != nil {
		k.Close()
		os.Remove(k.Name())
	}
}
