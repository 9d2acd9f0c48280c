package host

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// PortTakenError says that another program listens where the page should be served.
type PortTakenError struct {
	// Port is the one that was asked for.
	Port int
}

// Error names the port and the flag that changes it.
func (e *PortTakenError) Error() string {
	return fmt.Sprintf("port %d is already in use: stop the program that listens there, or choose another with --port", e.Port)
}

// listen opens the loopback addresses. A browser may take "localhost" for either, so both must be
// ours; a machine without IPv6 has only the first.
func listen(ctx context.Context, port int) ([]net.Listener, error) {
	var lc net.ListenConfig
	v4, err := lc.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, &PortTakenError{Port: port}
	}
	if err != nil {
		return nil, fmt.Errorf("listen on port %d: %w", port, err)
	}
	if port == 0 {
		return []net.Listener{v4}, nil
	}
	v6, err := lc.Listen(ctx, "tcp6", net.JoinHostPort("::1", strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, errors.Join(&PortTakenError{Port: port}, v4.Close())
	}
	if err != nil {
		return []net.Listener{v4}, nil
	}
	return []net.Listener{v4, v6}, nil
}
