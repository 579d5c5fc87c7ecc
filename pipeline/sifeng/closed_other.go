//go:build !unix || !cgo

package main

// stdoutClosed is not known here.
func stdoutClosed() bool { return false }
