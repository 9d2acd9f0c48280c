package realgrafana

import (
	"os/exec"
	"syscall"
)

// ownGroup keeps the terminal's Ctrl-C away from Grafana, so that it is stopped in order, and makes
// the kernel end it when this process dies.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}
