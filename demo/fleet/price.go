package fleet

import "time"

// gpuPrice is what one GPU of a node costs per hour at t.
func (w *world) gpuPrice(n *nodeSpec, t time.Time) float64 {
	if n.newGPUPrice > 0 && !t.Before(w.line.before(PriceChangeBefore)) {
		return n.newGPUPrice
	}
	return n.gpuPrice
}

// cost is ∫ price dt of one GPU of a node, stepwise where the price changes.
func (w *world) cost(node nodeKey, from, to time.Time) float64 {
	n := nodeNamed(node)
	change := w.line.before(PriceChangeBefore)
	if change.After(from) && change.Before(to) {
		return w.cost(node, from, change) + w.cost(node, change, to)
	}
	return w.gpuPrice(n, from) * to.Sub(from).Hours()
}

func nodeNamed(key nodeKey) *nodeSpec {
	for i := range nodeSpecs {
		if nodeSpecs[i].key() == key {
			return &nodeSpecs[i]
		}
	}
	return nil
}

// Price is one step of a node's price: Hourly per GPU from From on.
type Price struct {
	Cluster, Node string
	From          time.Time
	Hourly        float64
}

// Prices are the prices of all nodes over the history, in order of time by node.
func (f *Fleet) Prices() []Price {
	var out []Price
	change := f.world.line.before(PriceChangeBefore)
	for i := range nodeSpecs {
		n := &nodeSpecs[i]
		out = append(out, Price{n.in(), n.name, f.begin, f.world.gpuPrice(n, f.begin)})
		if n.newGPUPrice > 0 && change.After(f.begin) {
			out = append(out, Price{n.in(), n.name, change, n.newGPUPrice})
		}
	}
	return out
}
