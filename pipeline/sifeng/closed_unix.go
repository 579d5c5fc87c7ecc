//go:build unix && cgo

package main

/*
#include <fcntl.h>

static int closed;

// Go opens /dev/null in the place of a closed standard output as it starts, so that must be seen before.
__attribute__((constructor)) static void look(void) { closed = fcntl(1, F_GETFD) == -1; }

static int stdout_closed(void) { return closed; }
*/
import "C"

// stdoutClosed says that the program was started with its standard output closed: what it prints would be lost without an error.
func stdoutClosed() bool { return C.stdout_closed() != 0 }
