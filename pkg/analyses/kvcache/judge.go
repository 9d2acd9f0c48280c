package kvcache

import (
	"cmp"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Part is one replica (or rank) of a row, with a window at each instant.
type Part struct {
	// Key are the values of the row's key labels.
	Key []string
	// Replica names the replica, for people and for links.
	Replica map[string]string
	Windows []Window
}

// Judged is a row's or a replica's verdicts.
type Judged struct {
	Key     []string
	Replica map[string]string
	// At are the verdicts at each instant, the severest of the parts; empty where none was there.
	At []models.Verdict
	// All are the verdicts of any part at each instant.
	All []map[models.Verdict]bool
	// Verdict is the severest of all, Now that of the newest instant.
	Verdict, Now models.Verdict
	// Evidence led to Verdict and Refute would have spoken against it, in the newest window that has it.
	Evidence, Refute []models.Evidence
	// newest is the instant of the evidence.
	newest int
}

var severity = func() map[models.Verdict]int {
	out := map[models.Verdict]int{}
	for i, v := range models.Verdicts() {
		out[v] = i
	}
	out[""] = len(out)
	return out
}()

// Severer tells whether a verdict is severer than another; healthy is severer than unknown, and either than none.
func Severer(a, b models.Verdict) bool { return severity[a] < severity[b] }

// Judge gives the verdicts of the parts, each for itself.
func Judge(p Part) *Judged {
	j := &Judged{Key: p.Key, Replica: p.Replica, At: make([]models.Verdict, len(p.Windows)), All: make([]map[models.Verdict]bool, len(p.Windows))}
	for i, w := range p.Windows {
		j.At[i] = w.Verdict()
		j.All[i] = map[models.Verdict]bool{}
		if j.At[i] != "" {
			j.All[i][j.At[i]] = true
		}
	}
	j.settle()
	if len(p.Windows) > 0 {
		j.Evidence, j.Refute = p.Windows[j.newest].Evidence(j.Verdict)
	}
	return j
}

// settle finds the severest verdict, where it was last, and the newest one.
func (j *Judged) settle() {
	j.Verdict, j.Now, j.newest = models.VerdictUnknown, models.VerdictUnknown, 0
	for i, v := range j.At {
		if v != "" && !Severer(j.Verdict, v) {
			j.Verdict, j.newest = v, i
		}
	}
	if n := len(j.At); n > 0 && j.At[n-1] != "" {
		j.Now = j.At[n-1]
	}
}

// Together is the verdict of several parts of one row: at each instant the severest.
func Together(parts []*Judged) *Judged {
	if len(parts) == 0 {
		return &Judged{Verdict: models.VerdictUnknown, Now: models.VerdictUnknown}
	}
	out := &Judged{Key: parts[0].Key, At: slices.Clone(parts[0].At), All: make([]map[models.Verdict]bool, len(parts[0].At))}
	for i := range out.At {
		out.All[i] = map[models.Verdict]bool{}
		for _, p := range parts {
			if Severer(p.At[i], out.At[i]) {
				out.At[i] = p.At[i]
			}
			for v := range p.All[i] {
				out.All[i][v] = true
			}
		}
	}
	out.settle()
	witness := parts[0]
	for _, p := range parts[1:] {
		if cmp.Or(cmp.Compare(severity[p.Verdict], severity[witness.Verdict]), -cmp.Compare(p.newest, witness.newest)) < 0 {
			witness = p
		}
	}
	out.Evidence, out.Refute = witness.Evidence, witness.Refute
	return out
}

// Spells are the stretches of verdicts other than healthy and unknown; edges are those of the instants' steps, one more
// than there are instants.
func (j *Judged) Spells(edges []int64) []models.KVCacheSpell {
	out := []models.KVCacheSpell{}
	for i, v := range j.At {
		if v == "" || v == models.VerdictHealthy || v == models.VerdictUnknown {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Verdict == v && out[n-1].To == edges[i] {
			out[n-1].To = edges[i+1]
			continue
		}
		out = append(out, models.KVCacheSpell{Verdict: v, From: edges[i], To: edges[i+1]})
	}
	return out
}

// Flag is 1 where a part has the verdict at an instant, 0 where none has and NaN where none was there.
func (j *Judged) Flag(v models.Verdict, at int) float64 {
	switch {
	case at >= len(j.At) || j.At[at] == "":
		return undefined
	case j.All[at][v]:
		return 1
	}
	return 0
}

// Ever is 1 where any instant has the verdict, 0 where none has and NaN where there is none at all.
func (j *Judged) Ever(v models.Verdict) float64 {
	out := undefined
	for i := range j.At {
		if f := j.Flag(v, i); defined(f) && (!defined(out) || f > out) {
			out = f
		}
	}
	return out
}
