//go:build !linux

package plugin

import "os/exec"

// tieToHost does nothing here: only Linux has a parent-death signal. The plugin still ends when the
// host stops in order.
func tieToHost(*exec.Cmd) {}
