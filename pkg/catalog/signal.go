package catalog

// Signal is one canonical quantity, whatever its sources call it. Its id is public API.
type Signal struct {
	ID     string `yaml:"id"`
	Family Family `yaml:"family"`
	Kind   Kind   `yaml:"kind"`
	Space  Space  `yaml:"space"`
	// Unit is a Grafana unit id of the canonical value; of a counter's rate where the kind is counter
	// and PerSecondUnit is empty.
	Unit string `yaml:"unit"`
	// PerSecondUnit is the Grafana unit id of a counter's rate where it differs from Unit.
	PerSecondUnit string `yaml:"per_second_unit"`
	Title         string `yaml:"title"`
	// Description says what the signal really tells, for someone who meets it for the first time.
	Description string `yaml:"description"`
	// MistakenFor says what the signal is often taken for and is not.
	MistakenFor string `yaml:"mistaken_for"`
	// CardLevel says that the reading is of the whole card and repeats on each MIG slice of it.
	CardLevel bool `yaml:"card_level"`
	// OwnerLevel says that a series is one owner's part of a device: those of several owners stand beside each other,
	// none is of the whole device, and none is split.
	OwnerLevel bool `yaml:"owner_level"`
	// Scope lists the canonical labels that tell the signal's series apart, where they are of neither a device nor a
	// replica: a port belongs to a node, a quota to a namespace. Finer rows would repeat a reading, or share it out
	// without a reason.
	Scope []string `yaml:"scope"`
	// ByIndex says that series know a GPU only by its index on the node, so that a binding of the index makes them a
	// device's.
	ByIndex bool `yaml:"by_index"`
	// Derived says that the signal is computed here and has no series of its own.
	Derived bool `yaml:"derived"`
	// DefaultStat replaces the default statistic of the kind.
	DefaultStat string `yaml:"default_stat"`
}

// Stats lists the statistics that apply to the signal, the default first.
func (s Signal) Stats() []string {
	all := kindStats[s.Kind]
	if s.DefaultStat == "" {
		return append([]string(nil), all...)
	}
	out := []string{s.DefaultStat}
	for _, stat := range all {
		if stat != s.DefaultStat {
			out = append(out, stat)
		}
	}
	return out
}

// StatUnit is the Grafana unit id of the signal under a statistic: a counter's rate is per second, its
// total is not, and the share of observations below a threshold is a ratio whatever was observed.
func (s Signal) StatUnit(stat string) string {
	switch {
	case stat == "fraction_below":
		return "percentunit"
	case stat == "rate" && s.PerSecondUnit != "":
		return s.PerSecondUnit
	}
	return s.Unit
}
