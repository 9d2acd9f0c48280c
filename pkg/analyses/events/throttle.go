package events

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// ThrottledShare is the share of time from which on a device counts as throttled: less is within the noise of boost
// clocks.
const ThrottledShare = 0.1

// PowerThrottledShare is the same for the power limit: under full load cards are run at it on purpose.
const PowerThrottledShare = 0.3

// shortestThrottle is how long a device must be throttled to be told of, in ms.
const shortestThrottle = 120_000

// reasons are what a device may be held back by, and what to do.
var reasons = map[string]struct{ by, todo string }{
	"thermal":     {"heat", "check cooling and airflow, or drain the node"},
	"power":       {"its power limit", "raise the limit if the supply allows it, or expect this pace"},
	"sync_boost":  {"its sync boost group", "see the slowest card of the group"},
	"board_limit": {"the board's limit", "check the supply's power and connectors"},
	"reliability": {"its reliability limit", "watch voltage and ECC errors"},
}

// ThrottleBound is the share of time from which on a reason counts; ok is false for what does not slow work down (a
// card that lowers its clock because it has little to do).
func ThrottleBound(reason string) (bound float64, ok bool) {
	switch reason {
	case "low_util":
		return 0, false
	case "power":
		return PowerThrottledShare, true
	}
	return ThrottledShare, true
}

// Throttles finds stretches in which devices ran below the clocks they wanted. Points are the share of time (0–1) over
// each step that ends there, Part is the reason.
func Throttles(tracks []Track, step int64) []Event {
	var out []Event
	for _, t := range tracks {
		bound, ok := ThrottleBound(t.Part)
		if !ok {
			continue
		}
		var over []Point
		for _, p := range t.Points {
			if p.Value >= bound {
				over = append(over, p)
			}
		}
		for _, run := range stretches(over, 2*step) {
			from, to := run[0].At-step, run[len(run)-1].At
			if to-from < shortestThrottle {
				continue
			}
			total, highest := sum(run)
			about := reasons[t.Part]
			title := fmt.Sprintf("%s slowed by %s", t.Name, cmp.Or(about.by, strings.ReplaceAll(t.Part, "_", " "), "its driver"))
			out = append(out, Event{Kind: models.EventThrottle, From: from, To: to, Title: title, Places: []Place{t.Place}, Tags: []string{t.Part},
				Text: sentence(fmt.Sprintf("%s of the time, %s at most", percent(total/float64(len(run))), percent(highest)),
					"for "+length(to-from), t.heldBy(from+(to-from)/2), "DCGM's "+strings.ReplaceAll(t.Part, "_", " ")+" violation counter", about.todo)})
		}
	}
	return out
}
