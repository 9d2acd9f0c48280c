package plan

import (
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/analyses/cost"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// scoping finds the finest key that gateways and engines have in common, for each model: the pod, else cluster and model,
// else, where a gateway does not say its cluster, the model alone.
type scoping struct {
	byPod   map[string]bool // by modelKey
	byModel map[string]bool // by the model alone
}

// servedPart is a model of a replica.
type servedPart struct {
	replica ownership.Replica
	model   string
}

func (p servedPart) key() string { return p.replica.Cluster + "\xff" + p.model }

// scopeOf is the scope of a replica's model.
func (s scoping) scopeOf(p servedPart) string {
	switch {
	case p.model == "":
		return ""
	case s.byModel[p.model]:
		return scopeName("model", p.model)
	case s.byPod[p.key()]:
		return scopeName("pod", p.replica.Cluster, p.replica.Namespace, p.replica.Pod, p.model)
	}
	return scopeName("cluster", p.replica.Cluster, p.model)
}

func scopeName(parts ...string) string { return strings.Join(parts, "\xff") }

// sayScope is a scope for people.
func sayScope(id string) string {
	parts := strings.Split(id, "\xff")
	return strings.Join(slices.DeleteFunc(parts[1:], func(s string) bool { return s == "" }), "/")
}

// requested is one gateway series: where its requests went, as far as it says, and who asked.
type requested struct {
	cluster, model string
	pod            ownership.Replica
	who            []string
}

// clients are the gateways' counts by scope and by who asked. It settles what is the scope of each model.
func (c *billing) clients() []cost.Client {
	pods := c.enginePods()
	c.scoping = scoping{byPod: map[string]bool{}, byModel: map[string]bool{}}
	located := map[string]bool{}
	for r, info := range c.world.Replicas {
		located[r.Cluster] = located[r.Cluster] || info.Engine != ""
	}
	var all []requested
	ids := map[string]int{}
	for _, rd := range c.gatewayRead {
		for i := range rd.op.Sources {
			src := &rd.op.Sources[i]
			q := requested{cluster: src.Labels[catalog.LabelCluster], model: src.Labels[catalog.LabelLLMModel], pod: pods.of(src.Replica)}
			q.who = project(c.who, func(l string) string { return src.Labels[l] })
			if q.model == "" && !q.pod.Zero() {
				q.model = c.onlyModel(q.pod)
			}
			if q.cluster == "" && !q.pod.Zero() {
				q.cluster = q.pod.Cluster
			}
			id := scopeName(append([]string{q.cluster, q.model, q.pod.Cluster, q.pod.Namespace, q.pod.Pod}, q.who...)...)
			if _, ok := ids[id]; !ok {
				ids[id] = len(all)
				all = append(all, q)
				c.scoping.learn(q, located)
			}
			// What the series is of is said by its client's id alone: a gateway's own pod is no evidence of anything.
			src.Labels = map[string]string{clientLabel: id}
		}
	}
	index := map[string]int{}
	var out []cost.Client
	rows := c.sumsOf(join.NewPlan([]string{clientLabel}, nil, nil), join.World{}, c.asReplicas(c.gatewayRead))
	for _, row := range rows {
		at, ok := ids[row.Key[0]]
		if !ok {
			continue
		}
		q := all[at]
		client := cost.Client{Scope: c.scoping.scopeOfRequest(q), Who: q.who}
		for _, rd := range c.gatewayRead {
			v := row.Values[rd.spec.index]
			switch rd.spec.As {
			case "gateway_prompt":
				client.Prompt = v
			case "gateway_generation":
				client.Generation = v
			case "gateway_cached":
				client.Cached = v
			case "gateway_requests":
				client.Requests = plus(client.Requests, v, 1)
			case "gateway_errors":
				client.Requests = plus(client.Requests, v, -1)
			}
		}
		id := scopeName(append([]string{client.Scope}, client.Who...)...)
		if i, ok := index[id]; ok {
			out[i] = together(out[i], client)
			continue
		}
		index[id] = len(out)
		out = append(out, client)
	}
	return out
}

// clientLabel is the only key of the join of gateways' counts.
const clientLabel = "client"

// asReplicas are gateways' readings as those of replicas: their reporters.
func (c *billing) asReplicas(readings []*reading) []*reading {
	out := make([]*reading, len(readings))
	for i, rd := range readings {
		copied := *rd
		copied.op.Level = join.LevelReplica
		out[i] = &copied
	}
	return out
}

// learn notes what a gateway's series tells of its model. One without a pod makes the model's key coarser, one without a
// cluster still more, unless no engine says a cluster either.
func (s *scoping) learn(q requested, located map[string]bool) {
	if q.cluster == "" && !located[""] {
		s.byModel[q.model] = true
	}
	key := q.cluster + "\xff" + q.model
	before, known := s.byPod[key]
	s.byPod[key] = !q.pod.Zero() && (before || !known)
}

func (s scoping) scopeOfRequest(q requested) string {
	return s.scopeOf(servedPart{replica: ownership.Replica{Cluster: q.cluster, Namespace: q.pod.Namespace, Pod: q.pod.Pod}, model: q.model})
}

// plus adds b × sign, where a counter that one of them lacks counts nothing.
func plus(a, b []float64, sign float64) []float64 {
	if a == nil && b == nil {
		return nil
	}
	out := make([]float64, max(len(a), len(b)))
	for i := range out {
		x, y := undefined, undefined
		if a != nil {
			x = a[i]
		}
		if b != nil {
			y = b[i] * sign
		}
		switch {
		case x != x:
			out[i] = y
		case y != y:
			out[i] = x
		default:
			out[i] = x + y
		}
	}
	return out
}

func together(a, b cost.Client) cost.Client {
	a.Prompt, a.Cached = plus(a.Prompt, b.Prompt, 1), plus(a.Cached, b.Cached, 1)
	a.Generation, a.Requests = plus(a.Generation, b.Generation, 1), plus(a.Requests, b.Requests, 1)
	return a
}

// podIndex finds engines' pods by what others call them.
type podIndex map[[2]string][]ownership.Replica

func (c *billing) enginePods() podIndex {
	out := podIndex{}
	for r, info := range c.world.Replicas {
		if info.Engine != "" {
			out[[2]string{r.Cluster, r.Pod}] = append(out[[2]string{r.Cluster, r.Pod}], r)
			out[[2]string{"\xff", r.Pod}] = append(out[[2]string{"\xff", r.Pod}], r)
		}
	}
	return out
}

// of is the engine's pod that a gateway's series names; zero where it names none, such as the gateway's own.
func (x podIndex) of(named ownership.Replica) ownership.Replica {
	if named.Pod == "" {
		return ownership.Replica{}
	}
	cluster := named.Cluster
	if cluster == "" && len(x[[2]string{"", named.Pod}]) == 0 {
		cluster = "\xff"
	}
	found := x[[2]string{cluster, named.Pod}]
	if i := slices.IndexFunc(found, func(r ownership.Replica) bool { return r.Namespace == named.Namespace }); i >= 0 && len(found) > 1 {
		return found[i]
	}
	if len(found) == 1 {
		return found[0]
	}
	return ownership.Replica{}
}

// name makes a gateway's series say which engine's pod its requests went to, if any of its labels for pods names one. Its
// own pod is no engine's.
func (x podIndex) name(c column, clusterLabel string) {
	for _, set := range catalog.OwnerLabelSets() {
		named := ownership.Replica{Cluster: c.labels[clusterLabel], Namespace: c.labels[set.Namespace], Pod: c.labels[set.Pod]}
		if found := x.of(named); !found.Zero() {
			c.canonical[catalog.LabelPod], c.canonical[catalog.LabelNamespace] = found.Pod, found.Namespace
			return
		}
	}
}

func (c *billing) onlyModel(r ownership.Replica) string {
	if models := c.world.Replicas[r].Models; len(models) == 1 {
		return models[0]
	}
	return ""
}
