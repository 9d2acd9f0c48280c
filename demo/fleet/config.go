package fleet

import (
	"sync"
	"time"
)

// Cluster, SecondCluster and StagingCluster are the values of the cluster label. The
// first two share names of nodes, pods and models and have nothing else in common.
// In the third every system that the plugin knows is tried out on a replica of its own.
const (
	Cluster        = "prod-eu"
	SecondCluster  = "prod-us"
	StagingCluster = "staging-eu"
)

// Clusters lists the clusters in order of their names.
func Clusters() []string { return append(Production(), StagingCluster) }

// Production lists the clusters that serve users, in order of their names.
func Production() []string { return []string{Cluster, SecondCluster} }

// Currency is what the prices of a cluster are in, as an ISO 4217 code. OpenCost
// puts it on no label.
func Currency(cluster string) string {
	if cluster == SecondCluster {
		return "USD"
	}
	return "EUR"
}

// Config of a fleet. The same Config gives the same samples.
type Config struct {
	// Seed of every random draw. Zero means 42.
	Seed uint64
	// End is the instant at which history ends and live data begins. It is cut
	// to a quarter of a minute; zero means now.
	End time.Time
	// Hours of history before End. Zero means 6.
	Hours float64
	// Journeys is called with every request that was traced, in the order in which they end; may be nil. It must not call
	// the fleet.
	Journeys func(Journey)
}

const (
	defaultSeed  = 42
	defaultHours = 6
	// tick is the world's time step; every exporter sees the state of the last
	// tick before its scrape.
	tick = 5 * time.Second
	// warmUp runs before the history, so that it begins with queues, caches and
	// temperatures as they are in the middle of a day's work.
	warmUp = 15 * time.Minute
)

func (c Config) withDefaults() Config {
	if c.Seed == 0 {
		c.Seed = defaultSeed
	}
	if c.End.IsZero() {
		c.End = time.Now()
	}
	if c.Hours == 0 {
		c.Hours = defaultHours
	}
	c.End = c.End.UTC().Truncate(ledgerStep)
	return c
}

// Fleet is a simulated fleet. Its methods are safe for concurrent use.
type Fleet struct {
	cfg   Config
	begin time.Time

	mu      sync.Mutex
	world   *world
	targets []*Target
	next    time.Time // the next tick to simulate
}

// New builds the fleet and warms it up to the beginning of its history.
func New(cfg Config) *Fleet {
	cfg = cfg.withDefaults()
	begin := cfg.End.Add(-time.Duration(cfg.Hours * float64(time.Hour))).Truncate(ledgerStep)
	f := &Fleet{cfg: cfg, begin: begin, next: begin}
	f.world = newWorld(cfg, begin.Add(-warmUp))
	f.targets = newTargets(f)
	for t := begin.Add(-warmUp); t.Before(begin); t = t.Add(tick) {
		f.world.step(t)
	}
	return f
}

// Begin is the first instant of the history.
func (f *Fleet) Begin() time.Time { return f.begin }

// End is the instant at which history ends and live data begins.
func (f *Fleet) End() time.Time { return f.cfg.End }
