package realgrafana

import (
	"errors"
	"os"
	"runtime"
	"time"
)

// patience is how long Grafana may take to end after SIGTERM.
const patience = 8 * time.Second

// run starts the process and waits for its end. It stays on one OS thread, to which the kernel ties
// the signal that Grafana gets when this process dies.
func (g *Grafana) run(started chan<- error) {
	runtime.LockOSThread()
	err := g.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	_ = g.cmd.Wait() // how it ended is in its log
	close(g.exited)
}

// Close stops Grafana and its plugins and removes its folder.
func (g *Grafana) Close() error {
	terminate(g.cmd)
	select {
	case <-g.exited:
	case <-time.After(patience):
	}
	killGroup(g.cmd) // whatever is left of it, its plugins among them
	<-g.exited
	return errors.Join(g.log.close(), os.RemoveAll(g.dir))
}
