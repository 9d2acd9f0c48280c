package plan

import (
	"fmt"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// cadenceWindow is the time over which samples are counted to find the scrape interval.
const cadenceWindow = 10 * minute

// cadence is the scrape interval in seconds of a series with so many samples in the window; 0 with too few to tell.
func cadence(samples float64) float64 {
	if samples < 3 {
		return 0
	}
	return float64(int64(float64(cadenceWindow/second)/samples + 0.5))
}

// clocks are a cohort of each system that is there, by which its time is told.
func (d *examination) clocks() []*cohort {
	var out []*cohort
	seen := map[string]bool{}
	for _, c := range d.all {
		if len(c.examples) > 0 && !seen[c.system.ID] {
			seen[c.system.ID] = true
			out = append(out, c)
		}
	}
	return out
}

// newestAsk asks when a system's newest sample was taken.
func (d *examination) newestAsk(c *cohort) ask {
	return ask{c.family, fmt.Sprintf("max(timestamp(%s))", c.clock()), func(_ map[string]string, v float64) {
		d.ages[c.system.ID] = max(0, float64(d.req.To)/1000-v)
	}}
}

// cadenceAsk counts the samples of a window that ends so many milliseconds before the range does.
func (d *examination) cadenceAsk(c *cohort, earlier int64) ask {
	shift := ""
	if earlier > 0 {
		shift = " offset " + duration(earlier)
	}
	return ask{c.family, fmt.Sprintf("quantile(0.5, count_over_time(%s[%s]%s))", c.clock(), duration(cadenceWindow), shift),
		func(_ map[string]string, v float64) { d.cadences[c.system.ID] = cadence(v) }}
}

// endedAsks count again where the history ended before the range does: silence says nothing of how often a target was
// scraped while it was.
func (d *examination) endedAsks() []ask {
	var out []ask
	for _, c := range d.clocks() {
		if age := d.ages[c.system.ID]; age > d.cadences[c.system.ID] {
			out = append(out, d.cadenceAsk(c, int64(age*1000)))
		}
	}
	return out
}

// clock selects the series by which a system's time is told.
func (c *cohort) clock() string { return catalog.SelectorOf(c.firstLive(), c.matchers...) }
