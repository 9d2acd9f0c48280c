package join_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// What has no partner is named so that it can be found: with its cluster, where there are several.
func TestUnmatchedKeysTellTheirCluster(t *testing.T) {
	f := randomFleet(rand.New(rand.NewPCG(1, 1)), "eu", join.StepGrid(0, rangeEnd, 60_000))
	lost := func(cluster string) {
		f.world.Replicas[ownership.Replica{Cluster: cluster, Namespace: "llm", Pod: "lost"}] = join.ReplicaInfo{Engine: "vllm"}
	}
	keys := func() (out []string) {
		for _, u := range f.run("replica").Coverage.Unmatched {
			if strings.HasSuffix(u.Key, "llm/lost") {
				out = append(out, u.Key)
			}
		}
		return out
	}
	lost("eu")
	if got := keys(); len(got) != 1 || got[0] != "llm/lost" {
		t.Errorf("one cluster: %q", got)
	}
	lost("us")
	if got := keys(); len(got) != 2 || got[0] != "eu/llm/lost" || got[1] != "us/llm/lost" {
		t.Errorf("two clusters: %q", got)
	}
}
