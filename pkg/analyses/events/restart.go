package events

import (
	"fmt"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// restartAdvice is what to do about a container that was started again.
const restartAdvice = "see the last container's exit code and log (out of memory, liveness probe)"

// Restarts tells of containers that were started again. Points are how many more restarts were counted at a step than
// at the one before; Part is the container. Restarts within three steps of each other are one event.
func Restarts(tracks []Track, step int64) []Event {
	var out []Event
	for _, t := range tracks {
		for _, run := range stretches(t.Points, 3*step) {
			n, _ := sum(run)
			first, last := run[0].At, run[len(run)-1].At
			what := t.Name
			if t.Part != "" {
				what = t.Part + " in " + t.Name
			}
			title := what + " restarted"
			long := ""
			if len(run) > 1 {
				long = "within " + length(last-first)
			}
			if n > 1.5 {
				title += " " + times(n)
			}
			out = append(out, Event{Kind: models.EventPodRestart, From: first, To: last, Title: title, Places: []Place{t.Place},
				Text: sentence(long, "counted by kube-state-metrics", restartAdvice)})
		}
	}
	return out
}

// Silences finds engines whose series stopped and came back in (from, to] while other sources went on: started again,
// as far as can be told where nothing counts restarts. witness is when other sources were seen.
func Silences(p Pod, witness ownership.Spans, from, to int64) []Event {
	if p.Engine == nil {
		return nil
	}
	const atLeast = 60_000
	var out []Event
	for i := 1; i < len(p.Engine.Times); i++ {
		gone, back := p.Engine.Times[i-1], p.Engine.Times[i]
		if back-gone < max(atLeast, 4*p.Engine.Native) || back <= from || back > to || !witness.Contains(gone+(back-gone)/2) {
			continue
		}
		title := p.Replica.String() + " is back"
		out = append(out, Event{Kind: models.EventPodRestart, From: gone, To: back, Title: title, Places: []Place{{Replica: p.Replica}},
			Text: sentence(fmt.Sprintf("no series of its engine for %s, while others went on", length(back-gone)), "nothing here counts its restarts", restartAdvice)})
	}
	return out
}
