package events

import (
	"fmt"

	"github.com/tokenpath/tokenpath/pkg/models"
)

const (
	// StormRate is how many preemptions a second make a storm: six a minute. A single one now and then is how a full
	// cache is meant to be used.
	StormRate = 0.1
	// stormSteps is how many steps in a row it takes.
	stormSteps = 3
)

// Storms finds stretches in which a replica preempted requests at every step, for three steps or more. Points are
// preemptions a second over each step that ends there.
func Storms(tracks []Track, step int64) []Event {
	var out []Event
	for _, t := range tracks {
		var over []Point
		for _, p := range t.Points {
			if p.Value >= StormRate {
				over = append(over, p)
			}
		}
		for _, run := range stretches(over, step) {
			if len(run) < stormSteps {
				continue
			}
			total, highest := sum(run)
			from, to := run[0].At-step, run[len(run)-1].At
			title := "Preemption storm in " + t.Name
			out = append(out, Event{Kind: models.EventPreemptionStorm, From: from, To: to, Title: title, Places: []Place{t.Place},
				Text: sentence(fmt.Sprintf("%s preemptions, %s a minute, %s at most", figure(total*float64(step)/1000),
					figure(total/float64(len(run))*60), figure(highest*60)), "for "+length(to-from),
					"at every step of "+length(step), "the KV cache is full and work is done again: fewer sequences at once, more cache or another replica")})
		}
	}
	return out
}
