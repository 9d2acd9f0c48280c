//go:build unix

package realgrafana

import (
	"os/exec"
	"syscall"
)

// terminate asks the server to end; it stops its plugins itself.
func terminate(cmd *exec.Cmd) { _ = cmd.Process.Signal(syscall.SIGTERM) }

// killGroup ends what is left of the server's process group; nothing, if all went well.
func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
