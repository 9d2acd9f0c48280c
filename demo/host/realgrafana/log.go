package realgrafana

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"sync"
)

// tailLines is how many of Grafana's last lines explain a failed start.
const tailLines = 15

// mostErrors bounds how many different errors are passed on; the file has them all.
const mostErrors = 40

// logFile keeps everything Grafana says in a file, passes each error on once, and remembers the end.
type logFile struct {
	mu      sync.Mutex
	file    *os.File
	errors  io.Writer
	partial []byte
	last    []string
	passed  map[string]bool
}

func openLog(path string, errors io.Writer) (*logFile, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("grafana's log: %w", err)
	}
	return &logFile{file: file, errors: errors, passed: map[string]bool{}}, nil
}

// Write takes what the process prints, in whatever pieces.
func (l *logFile) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.partial = append(l.partial, p...)
	for {
		line, rest, found := bytes.Cut(l.partial, []byte("\n"))
		if !found {
			break
		}
		l.line(string(line))
		l.partial = rest
	}
	return l.file.Write(p)
}

func (l *logFile) line(text string) {
	if l.last = append(l.last, text); len(l.last) > tailLines {
		l.last = l.last[1:]
	}
	if !isError(text) {
		return
	}
	what := timestamp.ReplaceAllString(text, "")
	if !l.passed[what] && len(l.passed) < mostErrors {
		l.passed[what] = true
		_, _ = fmt.Fprintln(l.errors, "grafana:", text) // a closed terminal must not stop Grafana
	}
}

// timestamp is what differs between two lines about the same error.
var timestamp = regexp.MustCompile(`\bt=\S+ ?`)

// isError recognises error lines of both text formats and what Grafana prints before it can log.
func isError(line string) bool {
	for _, mark := range []string{"level=error", "level=critical", "Error: ", "panic: "} {
		if strings.Contains(line, mark) {
			return true
		}
	}
	return strings.HasPrefix(line, "ERROR") || strings.HasPrefix(line, "CRIT")
}

func (l *logFile) tail() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(append(l.last[:len(l.last):len(l.last)], string(l.partial)), "\n")
}

func (l *logFile) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.Close()
}
