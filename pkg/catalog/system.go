package catalog

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Role says what a source system reports on.
type Role string

const (
	// RoleEngine is an inference engine: its series are of replicas.
	RoleEngine Role = "engine"
	// RoleGPU is a GPU exporter: its series are of devices.
	RoleGPU Role = "gpu"
	// RoleKubernetes reports on the platform.
	RoleKubernetes Role = "kubernetes"
	// RoleCost reports prices.
	RoleCost Role = "cost"
	// RoleGateway is a proxy in front of engines.
	RoleGateway Role = "gateway"
	// RoleCache keeps keys and values outside an engine, or moves them: its series are of replicas too, but it serves
	// no requests of its own.
	RoleCache Role = "cache"
	// RoleFabric reports on collectives and networks.
	RoleFabric Role = "fabric"
	// RoleHealth says of scrape targets whether they answer.
	RoleHealth Role = "health"
	// RoleOwn holds the signals that users add in the settings.
	RoleOwn Role = "own"
)

// System is one source system: one file of the catalog.
type System struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	Role  Role   `yaml:"role"`
	// About says in one or two sentences what the system's series really tell and what they are mistaken for.
	About string `yaml:"about"`
	// Engine is the value of the canonical label engine on the system's series; empty unless the role
	// is engine.
	Engine string `yaml:"engine"`
	// Labels, Dims, Require, Forbid and MaxValid are defaults of every alternative.
	Labels   map[string][]string `yaml:"labels"`
	Dims     map[string]Dim      `yaml:"dims"`
	Require  []string            `yaml:"require"`
	Forbid   []string            `yaml:"forbid"`
	MaxValid float64             `yaml:"max_valid"`
	// Blanks lists label values that stand for none ("None").
	Blanks []string `yaml:"blanks"`
	// Prefixes lists the spellings of a prefix: names that begin with the first are also read with the others.
	Prefixes []string `yaml:"prefixes"`
	// ModelFromPod says that an engine whose series name no model is known by its pod's workload instead.
	ModelFromPod bool `yaml:"model_from_pod"`
	// TransferInQueue says that the engine's queue_time goes on while a decode pod waits for the KV cache from the
	// prefill pod.
	TransferInQueue bool `yaml:"transfer_in_queue"`
	// Fallback says that the system is read only where no other answers for the same thing: the same replica, or the
	// same price.
	Fallback bool `yaml:"fallback"`
	// Command starts the system, and is what its flags are added to.
	Command string `yaml:"command"`
	// Kernel says that the system tells what processes do in the kernel.
	Kernel bool `yaml:"kernel"`
	// Unusable says why nothing can be read of a system that is recognised all the same.
	Unusable string `yaml:"unusable"`
	// Relays lists labels that the system puts on engines' series which it passes on: they are copies of what the
	// engine itself exposes.
	Relays []string `yaml:"relays"`
	// Hop orders gateways that may stand one behind another, from the client's side: 1 is the first.
	Hop int `yaml:"hop"`
	// OwnUse lists metrics of which the system may show, beside a device's own reading, what each pod on it uses. Both
	// have one name; the device's names no pod.
	OwnUse []string `yaml:"own_use"`
	// Presence lists gauges that show that a device or replica is there, best first.
	Presence []string `yaml:"presence"`
	// DevicePresence lists gauges of an engine that carry a gpu_uuid: they show that the device is there, and that
	// the replica which exposes them uses it.
	DevicePresence []string `yaml:"device_presence"`
	// Signals holds the alternatives by signal id, newest first.
	Signals map[string][]Alternative `yaml:"signals"`
}

// SignalIDs lists the signals the system reports, sorted.
func (s System) SignalIDs() []string {
	return slices.Sorted(maps.Keys(s.Signals))
}

// PresenceAlternative is the way to read one presence metric with the system's labels and guards.
func (s System) PresenceAlternative(metric string) Alternative {
	a := Alternative{System: s.ID, Metric: metric, Kind: KindGauge}
	s.fill(&a)
	return a
}

// fill merges the system's defaults into an alternative; what the alternative says itself wins.
func (s System) fill(a *Alternative) {
	a.System = s.ID
	a.blanks, a.modelFromPod = s.Blanks, s.ModelFromPod
	if a.Scale == 0 {
		a.Scale = 1
	}
	if a.MaxValid == 0 {
		a.MaxValid = s.MaxValid
	}
	a.Labels = merged(s.Labels, a.Labels)
	a.Dims = merged(s.Dims, a.Dims)
	a.Require = union(s.Require, a.Require)
	a.Forbid = union(s.Forbid, a.Forbid)
	a.regex = make(map[string]*regexp.Regexp, len(a.MatchRegex))
	for label, pattern := range a.MatchRegex {
		if re, err := compileAnchored(pattern); err == nil {
			a.regex[label] = re
		}
	}
}

func merged[V any](base, over map[string]V) map[string]V {
	out := make(map[string]V, len(base)+len(over))
	maps.Copy(out, base)
	maps.Copy(out, over)
	return out
}

func union(a, b []string) []string {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

func joinSorted(m map[string]string) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(m)) {
		b.WriteString(QuoteLabelValue(k) + "=" + QuoteLabelValue(m[k]) + ";")
	}
	return b.String()
}
