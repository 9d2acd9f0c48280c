//go:build unix && !linux

package realgrafana

import (
	"os/exec"
	"syscall"
)

// ownGroup keeps the terminal's Ctrl-C away from Grafana, so that it is stopped in order.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
