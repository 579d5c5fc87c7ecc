package store

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"sifeng/pipeline/comment"
)

// LoadKey reads the key of an existing database. Without it no comment or submitter can be recognised again, so it is an error if
// the file is gone, and one if others may read it.
func LoadKey(path string) (comment.Key, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return comment.Key{}, comment.Say("密钥文件 %s 不见了：从备份放回，或换个名字把整个数据库重新生成（%v）",
			"the key file %s is gone: put it back from the backup, or build the whole database anew under another name (%v)", path, fs.ErrNotExist)
	}
	if err != nil {
		return comment.Key{}, fmt.Errorf("read the key: %w", err)
	}
	if mode := info.Mode().Perm(); runtime.GOOS != "windows" && mode&0o077 != 0 {
		return comment.Key{}, comment.Say("别人读得到密钥文件 %s（权限 %04o）：执行 chmod 600 %s，并当作能读到它的人都已知道密钥",
			"others may read the key file %s (mode %04o): run “chmod 600 %s” and consider the key known to whoever could read it", path, mode, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return comment.Key{}, fmt.Errorf("read the key: %w", err)
	}
	secret, err := hex.DecodeString(string(bytes.TrimSpace(data)))
	if err != nil || len(secret) < 16 {
		return comment.Key{}, comment.Say("密钥文件 %s 里不是密钥（至少 32 位十六进制数）：从备份放回",
			"the key file %s does not hold a key (at least 32 hexadecimal digits): put it back from the backup", path)
	}
	return comment.NewKey(secret), nil
}

// LoadOrCreateKey reads the key, or makes a new one of 32 random bytes, mode 0600, if there is no file.
func LoadOrCreateKey(path string) (comment.Key, error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return LoadKey(path)
	}
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return comment.Key{}, fmt.Errorf("make a key: %w", err)
	}
	// A hard link appears whole or not at all, and fails if another process was first: then its key holds.
	partial := fmt.Sprintf("%s.tmp-%d", path, os.Getpid())
	if err := writeKey(partial, secret); err != nil {
		os.Remove(partial)
		return comment.Key{}, fmt.Errorf("write the key: %w", err)
	}
	defer os.Remove(partial)
	if err := os.Link(partial, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return comment.Key{}, fmt.Errorf("write the key: %w", err)
	}
	return LoadKey(path)
}

func writeKey(path string, secret []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(f, "%x\n", secret); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
