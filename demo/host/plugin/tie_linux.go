package plugin

import (
	"os/exec"
	"syscall"
)

// tieToHost makes the kernel kill the plugin when the host dies, even by SIGKILL, and keeps the
// terminal's Ctrl-C away from it: the host stops it itself, in order.
func tieToHost(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}
