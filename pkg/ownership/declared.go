package ownership

// Binding is a declared ownership: the settings or a binding series say that a replica holds a device.
type Binding struct {
	// Device tells which devices are meant: an empty node means any, an empty slice the whole card with all its slices.
	Device Device
	// AnyCluster says that Device.Cluster does not matter; the replica is then the one of the device's own cluster.
	AnyCluster bool
	Replica    Replica
	// Spans is when the binding holds.
	Spans Spans
}

// Always is all of time.
func Always() Spans { return Spans{{beginning, forever}} }

// Until is the time from one instant to another, in ms. Absent ones leave it open.
func Until(from, to *int64) Spans {
	s := Span{beginning, forever}
	if from != nil {
		s.From = *from
	}
	if to != nil {
		s.To = *to
	}
	if s.To <= s.From {
		return nil
	}
	return Spans{s}
}

// bind adds the claims of bindings, for the time in which their devices were observed.
func bind(found map[claimKey]*claim, presence map[Device]Spans, bindings []Binding) {
	if len(bindings) == 0 {
		return
	}
	byUUID := map[string][]Device{}
	for d := range presence {
		byUUID[d.UUID] = append(byUUID[d.UUID], d)
	}
	for _, b := range bindings {
		for _, d := range byUUID[b.Device.UUID] {
			if !b.means(d) {
				continue
			}
			r := b.Replica
			if b.AnyCluster {
				r.Cluster = d.Cluster
			}
			k := claimKey{d, named{replica: r, method: MethodDeclared}}
			if found[k] == nil {
				found[k] = &claim{device: d, replica: r, method: MethodDeclared}
			}
			found[k].spans = found[k].spans.Union(b.Spans.Clip(presence[d]))
		}
	}
}

func (b Binding) means(d Device) bool {
	return (b.AnyCluster || b.Device.Cluster == d.Cluster) &&
		(b.Device.Node == "" || b.Device.Node == d.Node) &&
		(b.Device.MIG == "" || b.Device.MIG == d.MIG)
}

// disputed counts the devices that claims of different methods give to different replicas for longer than samples'
// padding explains.
func disputed(claims []claim, native int64) int {
	out := map[Device]bool{}
	byDevice := map[Device][]claim{}
	for _, c := range claims {
		byDevice[c.device] = append(byDevice[c.device], c)
	}
	for d, cs := range byDevice {
		for i, a := range cs {
			for _, b := range cs[i+1:] {
				if a.method != b.method && a.replica != b.replica && a.spans.Clip(b.spans).Total() > 2*max(native, a.native, b.native) {
					out[d] = true
				}
			}
		}
	}
	return len(out)
}
