package realgrafana

import "os/exec"

// ownGroup does nothing: Windows has no process groups of this kind.
func ownGroup(*exec.Cmd) {}

// terminate ends the server; Windows has no SIGTERM.
func terminate(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

// killGroup ends the server if it still runs.
func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }
