package main

import (
	"fmt"
	"os"
)

// progress shows how far a step is: on a terminal in place, elsewhere a line every quarter.
type progress struct {
	label    string
	terminal bool
	shown    int
}

func newProgress(label string) *progress {
	info, err := os.Stderr.Stat()
	p := &progress{label: label, terminal: err == nil && info.Mode()&os.ModeCharDevice != 0, shown: -1}
	p.set(0)
	return p
}

// set shows a share between 0 and 1.
func (p *progress) set(share float64) {
	percent := int(share * 100)
	if !p.terminal {
		percent -= percent % 25
	}
	if percent <= p.shown || percent >= 100 {
		return
	}
	p.shown = percent
	if p.terminal {
		fmt.Fprintf(os.Stderr, "\r%s … %d %%", p.label, percent)
		return
	}
	fmt.Fprintf(os.Stderr, "%s … %d %%\n", p.label, percent)
}

// done ends the step with a result.
func (p *progress) done(result string) {
	if p.terminal {
		fmt.Fprintf(os.Stderr, "\r%s … done: %s\n", p.label, result)
		return
	}
	fmt.Fprintf(os.Stderr, "%s … done: %s\n", p.label, result)
}

// abort ends the step without one.
func (p *progress) abort() {
	if p.terminal {
		fmt.Fprintln(os.Stderr)
	}
}
