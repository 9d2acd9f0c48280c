package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// site is a cluster whose names are the same everywhere: node, pod, UUID and model.
func site(cluster string, perSecond, activity, perHour float64) []storetest.Series {
	var out []storetest.Series
	out = append(out, card{cluster: cluster, uuid: "GPU-a", naming: unnamed, tensor: constant(activity)}.series()...)
	out = append(out, engine{cluster: cluster, pod: "chat/llama-0", tokens: growing(perSecond)}.series()...)
	out = append(out, kube{cluster: cluster, pod: "chat/llama-0", gpus: 1}.series()...)
	return append(out, price(cluster, "n1", scrape{}, constant(perHour))...)
}

func TestTwoClustersWithTheSameNames(t *testing.T) {
	w := newWorld(t, site("eu", 10, 0.5, aCentASecond), site("us", 3, 0.2, 2*aCentASecond))
	for _, grain := range []string{"device", "replica", "model"} {
		a := w.ask(table(grain, tokens, tensor, cost))
		a.values(2)
		eu, us := a.one("cluster", "eu"), a.one("cluster", "us")
		a.near("tokens in eu", eu["tokens"], 12000, 0)
		a.near("tokens in us", us["tokens"], 3600, 0)
		a.near("tensor in eu", eu["tensor"], 0.5, 1e-9)
		a.near("tensor in us", us["tensor"], 0.2, 1e-9)
		a.near("cost in eu", eu["cost"], 12, 1e-9)
		a.near("cost in us", us["cost"], 24, 1e-9)
		a.is("method", eu["match_method"], "exclusive-node")
	}
	g := w.ask(graph("replica", rate))
	for _, v := range g.line("rate", "cluster", "us", "pod", "llama-0") {
		g.near("rate in us", v, 3, 1e-9)
	}
}

func TestAnUnrelatedClusterChangesNothing(t *testing.T) {
	alone := newWorld(t, site("eu", 10, 0.5, aCentASecond))
	crowd := newWorld(t, site("eu", 10, 0.5, aCentASecond), site("us", 3, 0.2, 2*aCentASecond),
		card{cluster: "us", uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(1)}.series())
	for _, grain := range []string{"device", "replica", "model"} {
		q := table(grain, tokens, tensor, cost)
		a, b := alone.ask(q), crowd.ask(q)
		want, got := a.one("cluster", "eu"), b.one("cluster", "eu")
		for name, v := range want {
			if got[name] != v {
				t.Errorf("%s %s: %v, with a second cluster %v", grain, name, v, got[name])
			}
		}
		c := crowd.ask(q.where("cluster", "=", "eu"))
		c.near("rows of the filtered answer", float64(len(c.rows())), 1, 0)
		for name, v := range want {
			if r := c.one("cluster", "eu"); r[name] != v {
				t.Errorf("%s %s: %v, filtered %v", grain, name, v, r[name])
			}
		}
	}
}

// A cluster label of another name, by the data source's setting.
func TestClusterLabelSetting(t *testing.T) {
	var series []storetest.Series
	for _, c := range []string{"eu", "us"} {
		for _, s := range site(c, 10, 0.5, aCentASecond) {
			s.Labels = overwrite(s.Labels, []string{"cluster", "", "k8s_cluster", c})
			series = append(series, s)
		}
	}
	w := newWorld(t, series)
	w.settings = `{"clusterLabel":"k8s_cluster"}`
	a := w.ask(table("replica", tokens, tensor))
	a.values(2)
	a.near("tokens in us", a.one("cluster", "us", "pod", "llama-0")["tokens"], 12000, 0)
}

// No cluster label at all: one cluster without a name.
func TestNoClusterLabel(t *testing.T) {
	var series []storetest.Series
	for _, s := range site("eu", 10, 0.5, aCentASecond) {
		s.Labels = overwrite(s.Labels, []string{"cluster", ""})
		series = append(series, s)
	}
	a := newWorld(t, series).ask(table("replica", tokens, tensor, cost))
	r := a.one("pod", "llama-0")
	a.is("cluster", r["cluster"], "")
	a.near("tensor", r["tensor"], 0.5, 1e-9)
	a.near("cost", r["cost"], 12, 1e-9)
}
