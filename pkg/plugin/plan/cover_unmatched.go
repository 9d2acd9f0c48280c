package plan

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// maxUnmatched bounds the unmatched keys that coverage names.
const maxUnmatched = 20

// unmatched names the first keys without a partner: devices, replicas and a gateway's rows in turn, so that many of one
// sort do not hide the others. Each sort keeps its order, devices first.
func unmatched(c join.Coverage, gateway []models.UnmatchedKey) []models.UnmatchedKey {
	replicas := min(c.ReplicasTotal-c.ReplicasMatched, len(c.Unmatched)) // they stand behind the devices
	sorts := [][]models.UnmatchedKey{nil, nil, gateway}
	for i, u := range c.Unmatched {
		sort := 0
		if i >= len(c.Unmatched)-replicas {
			sort = 1
		}
		sorts[sort] = append(sorts[sort], models.UnmatchedKey{Key: u.Key, Why: u.Why})
	}
	room := []int{0, 0, 0}
	for left, more := maxUnmatched, true; left > 0 && more; {
		more = false
		for i := range sorts {
			if left > 0 && room[i] < len(sorts[i]) {
				room[i]++
				left--
				more = true
			}
		}
	}
	out := []models.UnmatchedKey{}
	for i, list := range sorts {
		out = append(out, list[:room[i]]...)
	}
	return out
}

// unserved are the models that a gateway's series tell of and no engine here serves under that name.
func unserved(w *world, readings []*reading) []models.UnmatchedKey {
	served := map[[2]string]bool{}
	for r := range w.Replicas {
		for _, m := range w.ModelsOf(r) {
			served[[2]string{r.Cluster, m}] = true
			served[[2]string{"", m}] = true
		}
	}
	why := map[string]string{}
	for _, rd := range readings {
		if rd.spec.level != join.LevelRow || rd.spec.signal == nil {
			continue
		}
		for _, src := range rd.op.Sources {
			model, cluster := src.Labels[catalog.LabelLLMModel], src.Labels[catalog.LabelCluster]
			switch {
			case model == "":
				why[inCluster(cluster, "gateway without a model")] = "the gateway's series name no model, so that no engine is known to have served them"
			case !served[[2]string{cluster, model}]:
				why[inCluster(cluster, "gateway model "+model)] = "no engine that is seen here serves a model of this name"
			}
		}
	}
	out := make([]models.UnmatchedKey, 0, len(why))
	for key, text := range why {
		out = append(out, models.UnmatchedKey{Key: key, Why: text})
	}
	slices.SortFunc(out, func(a, b models.UnmatchedKey) int { return cmp.Compare(a.Key, b.Key) })
	return out
}

// inCluster puts a cluster before a key.
func inCluster(cluster, key string) string {
	if cluster == "" {
		return key
	}
	return cluster + "/" + key
}
