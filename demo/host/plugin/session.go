package plugin

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"sync/atomic"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
)

// startTimeout bounds the handshake of a new process.
const startTimeout = 20 * time.Second

// session is one life of the plugin process and the gRPC clients that talk to it.
type session struct {
	client *goplugin.Client
	pid    int
	// lost is set by the first call that finds the connection broken, which is seen before the exit.
	lost        atomic.Bool
	data        grpcplugin.DataClient
	resource    grpcplugin.ResourceClient
	diagnostics grpcplugin.DiagnosticsClient
}

// startSession runs the binary, shakes hands and opens the services that a data source has.
func startSession(opts Options, temp string, log hclog.Logger) (*session, error) {
	cmd := exec.Command(opts.Path, opts.Args...)
	cmd.Env = append(pluginEnv(temp), opts.Env...)
	tieToHost(cmd)
	client := goplugin.NewClient(&goplugin.ClientConfig{
		HandshakeConfig: goplugin.HandshakeConfig{
			ProtocolVersion:  grpcplugin.ProtocolVersion,
			MagicCookieKey:   grpcplugin.MagicCookieKey,
			MagicCookieValue: grpcplugin.MagicCookieValue,
		},
		VersionedPlugins: map[int]goplugin.PluginSet{grpcplugin.ProtocolVersion: {
			"data":        &grpcplugin.DataGRPCPlugin{},
			"resource":    &grpcplugin.ResourceGRPCPlugin{},
			"diagnostics": &grpcplugin.DiagnosticsGRPCPlugin{},
		}},
		Cmd:              cmd,
		SkipHostEnv:      true,
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		StartTimeout:     startTimeout,
		Logger:           log,
		GRPCDialOptions: []grpc.DialOption{grpc.WithDefaultCallOptions(
			grpc.MaxCallRecvMsgSize(math.MaxInt32), grpc.MaxCallSendMsgSize(math.MaxInt32),
		)},
	})
	s, err := openSession(client)
	if err != nil {
		client.Kill()
		return nil, fmt.Errorf("start %s: %w", opts.Path, err)
	}
	s.pid = cmd.Process.Pid
	return s, nil
}

func openSession(client *goplugin.Client) (*session, error) {
	rpc, err := client.Client()
	if err != nil {
		return nil, err
	}
	s := &session{client: client}
	if s.data, err = dispense[grpcplugin.DataClient](rpc, "data"); err != nil {
		return nil, err
	}
	if s.resource, err = dispense[grpcplugin.ResourceClient](rpc, "resource"); err != nil {
		return nil, err
	}
	s.diagnostics, err = dispense[grpcplugin.DiagnosticsClient](rpc, "diagnostics")
	return s, err
}

// dispense opens one service of the plugin as the client interface T.
func dispense[T any](rpc goplugin.ClientProtocol, name string) (T, error) {
	var none T
	raw, err := rpc.Dispense(name)
	if err != nil {
		return none, fmt.Errorf("service %s: %w", name, err)
	}
	client, ok := raw.(T)
	if !ok {
		return none, fmt.Errorf("service %s has the unexpected type %T", name, raw)
	}
	return client, nil
}

// dead is true when the process has ended or cannot be reached any more.
func (s *session) dead() bool { return s.lost.Load() || s.client.Exited() }

// waitExit returns true when the process is dead and false when ctx ended first.
func (s *session) waitExit(ctx context.Context) bool {
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
			if s.dead() {
				return true
			}
		}
	}
}
