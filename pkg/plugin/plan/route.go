package plan

import (
	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// DefaultEndpoint is the key and the name of the endpoint that every family without one of its own is read from.
const DefaultEndpoint = "default"

// ownPromQL is the family of a user's own expressions: they say nothing of where their series are, so they are sent to
// the default endpoint, as in Grafana's Prometheus data source.
const ownPromQL = catalog.Family("")

// Endpoint is a store, or what keeps its settings from being used.
type Endpoint struct {
	Store   Store
	Problem error
}

// Stores are the endpoints by family, and the default one.
type Stores map[string]Endpoint

// endpoint names the store that a family's series are in.
func (e Env) endpoint(f catalog.Family) string {
	if _, own := e.Stores[string(f)]; own {
		return string(f)
	}
	return DefaultEndpoint
}

var roleFamilies = map[catalog.Role]catalog.Family{
	catalog.RoleGPU: catalog.FamilyGPU, catalog.RoleEngine: catalog.FamilyEngine, catalog.RoleKubernetes: catalog.FamilyKubernetes,
	catalog.RoleCost: catalog.FamilyCost, catalog.RoleGateway: catalog.FamilyGateway, catalog.RoleFabric: catalog.FamilyFabric,
	catalog.RoleCache: catalog.FamilyEngine, catalog.RoleHealth: catalog.FamilyEngine,
}

// family is where an alternative's series come from: what its system reports on, and for a user's own signal the family
// that it was given. It is not the signal's family: a GPU's price may be asked of the engine's exporter.
func (e Env) family(a catalog.Alternative) catalog.Family {
	sys, _ := e.Catalog.System(a.System)
	if f, ok := roleFamilies[sys.Role]; ok {
		return f
	}
	sig, _ := e.Catalog.Signal(a.Signal)
	return sig.Family
}

// source is a session's view of one family's endpoint.
type source struct {
	*session
	family catalog.Family
	// counter says that what is read are the last values of counters.
	counter bool
}

// at reads a family's endpoint.
func (s *session) at(f catalog.Family) source { return source{session: s, family: f} }

// of reads the endpoint that holds an alternative's series.
func (s *session) of(a catalog.Alternative) source { return s.at(s.env.family(a)) }
