// Package doctor judges how ready a fleet's monitoring is: what is there, what could not be joined, how far up the
// maturity ladder it reaches, and what to switch on next. It is pure: facts in, report out.
package doctor

import (
	"github.com/tokenpath/tokenpath/pkg/models"
)

// Facts are what was read of the stores.
type Facts struct {
	// Signals are the catalog's, in its order.
	Signals []Signal
	// Systems are the source systems that were recognised.
	Systems []System
	// Devices and Replicas count what was matched with each other of what there is, Nodes the devices' nodes.
	Devices, Replicas models.MatchCount
	Nodes             int
	// Methods counts devices by what tells their owner.
	Methods map[string]int
	Owners  Owners
	// ClusterLabel tells clusters apart; Clusters counts those seen, and Clusterless tells that other series have none.
	ClusterLabel string
	Clusters     int
	Clusterless  bool
	Traces       Traces
	Money        Money
	// Unreachable says of a layer why it could not be asked.
	Unreachable map[string]string
	// Labels are what labels cost that are no keys.
	Labels  []LabelCost
	Notices []string
}

// Signal is a canonical signal of the catalog.
type Signal struct {
	ID, Title, Family string
	// Derived signals are computed and have no series of their own.
	Derived bool
	// Names are all names under which a source could report it.
	Names []string
	// Systems are those that could.
	Systems []string
}

// System is a source system that was recognised.
type System struct {
	ID, Title, Role string
	// Targets counts the replicas, devices or scrape targets, as Of says.
	Targets int
	Of      string
	// CadenceS is its scrape interval in seconds, AgeS the age of its newest sample; 0 and -1 where they are unknown.
	CadenceS, AgeS float64
	// Note says what is special about it.
	Note string
	// Command starts it, and is what its flags are added to; empty where it is not known.
	Command string
	// Kernel says that it tells what processes do in the kernel.
	Kernel bool
	// Readings are the signals that it reports here, or could.
	Readings []Reading
}

// Reading is one signal as a system reports it here, or could.
type Reading struct {
	Signal string
	// Ways are the names by which the system may report it, newest first.
	Ways []Way
	// On of Of things have it, OfWhat in the plural.
	On, Of int
	OfWhat string
	// Keys are the canonical labels on its series, Missing those that a match would need beside them and that Unkeyed of
	// the things lack.
	Unkeyed       int
	Keys, Missing []string
	// AgeS is the age of the newest sample of series that have none now; -1 where there are samples now, or never were.
	AgeS float64
}

// Way is one name, or a combination of names, of a signal.
type Way struct {
	Names []string
	// Found are those of the names that have samples.
	Found []string
	// On is how many things have it.
	On             int
	Era, EnabledBy string
	// Counter tells that the names are of counters.
	Counter bool
}

// Owners says what GPU series tell of the pods that hold them.
type Owners struct {
	// Workload counts scrape jobs whose series name the workload's pod apart from the exporter's, Plain those that have
	// one pod label, which may be either, and None those without any.
	Workload, Plain, None int
	// Requests tells that the platform reports how many GPUs pods requested, Bindings that somebody declared owners.
	Requests, Bindings bool
}

// Traces is what leads from a metric to a trace.
type Traces struct {
	// Asked tells that exemplars were looked for, Offered that the store keeps some at all.
	Asked, Offered bool
	// Exemplars counts those found, WithTrace those that carry a trace id under the label TraceLabel.
	Exemplars, WithTrace int
	TraceLabel           string
	// Destination tells that the settings say where traces are.
	Destination bool
	// Set tells that the settings name a store of traces, by which it can be told whether they exist; Fault is what it
	// came back with, empty where it answered.
	Set   bool
	Fault string
	// Looked of the exemplars' traces were looked up in it, There were found. Traces counts traces of the last minutes, up to
	// a bound, Replicas the replicas that these passed through.
	Looked, There, Traces, Replicas int
	// Signal is the distribution that was looked at.
	Signal string
}

// Money is what is known of prices.
type Money struct {
	// Declared tells that the settings hold prices, Currency that they or the settings say what currency it is.
	Declared, Currency bool
}

// LabelCost is what a label costs a store.
type LabelCost struct {
	Label, Family string
	// Metric has the most series with the label.
	Metric string
	// Values counts the label's values, Series those of all metrics that carry it, Without what would be left.
	Values, Series, Without int
	// Models, Buckets and Instances are what the metric's series multiply with; 0 where it has no such label.
	Models, Buckets, Instances int
	// Personal labels have a value for each request or person.
	Personal bool
}
