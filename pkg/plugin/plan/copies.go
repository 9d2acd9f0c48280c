package plan

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// scrapeLabels are what a scrape says of itself beside the address: two jobs that scrape one address (a PodMonitor and a
// ServiceMonitor) give series that differ in nothing else.
func scrapeLabels() []string { return []string{"job", "endpoint", "service", "container"} }

// target is one address of a replica.
type target struct {
	replica  ownership.Replica
	instance string
}

// copies knows which engines' series are in the store twice: scraped by two jobs, or passed on by another program that is
// scraped beside the engine.
type copies struct {
	cluster string
	// relays are the labels that mark what was passed on.
	relays []string
	// jobs holds, of each address that several jobs scrape at once, the one that is read.
	jobs map[target]string
	// direct and relayed are the replicas whose own series, and whose series that were passed on, are there.
	direct, relayed map[ownership.Replica]bool
	// seen collects how many samples each job has of an address, and when.
	seen map[target]map[string]*jobSeen
}

type jobSeen struct {
	samples  int
	from, to int64
}

func newCopies(s *session) *copies {
	return &copies{cluster: s.env.clusterLabel(), relays: s.env.Catalog.RelayLabels(), jobs: map[target]string{},
		direct: map[ownership.Replica]bool{}, relayed: map[ownership.Replica]bool{}, seen: map[target]map[string]*jobSeen{}}
}

// scrapedBy is the scrape's own labels as one text.
func scrapedBy(labels map[string]string) string {
	values := make([]string, 0, 4)
	for _, l := range scrapeLabels() {
		values = append(values, labels[l])
	}
	return strings.Join(values, "\xff")
}

func (c *copies) passedOn(labels map[string]string) bool {
	return slices.ContainsFunc(c.relays, func(l string) bool { return labels[l] != "" })
}

// learn takes note of one presence series. A fallback's series says nothing of the engine's own.
func (c *copies) learn(r ownership.Replica, sys catalog.System, labels map[string]string, times []int64) {
	if !sys.Fallback {
		if c.passedOn(labels) {
			c.relayed[r] = true
		} else {
			c.direct[r] = true
		}
	}
	instance := labels["instance"]
	if instance == "" || len(times) == 0 {
		return
	}
	t := target{r, instance}
	if c.seen[t] == nil {
		c.seen[t] = map[string]*jobSeen{}
	}
	job := scrapedBy(labels)
	j := c.seen[t][job]
	if j == nil {
		j = &jobSeen{from: times[0], to: times[len(times)-1]}
		c.seen[t][job] = j
	}
	j.samples += len(times)
	j.from, j.to = min(j.from, times[0]), max(j.to, times[len(times)-1])
}

// settle decides which job is read where several scraped an address at once: the one with the most samples.
func (c *copies) settle() {
	for t, jobs := range c.seen {
		if len(jobs) < 2 {
			continue
		}
		best, names := "", make([]string, 0, len(jobs))
		for name := range jobs {
			names = append(names, name)
		}
		slices.Sort(names)
		overlap := false
		for _, name := range names {
			if best == "" || jobs[name].samples > jobs[best].samples {
				best = name
			}
			for _, other := range names {
				overlap = overlap || other != name && jobs[name].from < jobs[other].to && jobs[other].from < jobs[name].to
			}
		}
		if overlap {
			c.jobs[t] = best
		}
	}
	c.seen = nil
}

// any tells whether anything is in the store twice, so that adding series up in the store would count it twice.
func (c *copies) any() bool {
	if len(c.jobs) > 0 {
		return true
	}
	for r := range c.relayed {
		if c.direct[r] {
			return true
		}
	}
	return false
}

// of tells whether a series is a copy of one that is read.
func (c *copies) of(r ownership.Replica, labels map[string]string) bool {
	if len(c.relayed) > 0 && c.direct[r] && c.passedOn(labels) {
		return true
	}
	if len(c.jobs) == 0 {
		return false
	}
	job, ok := c.jobs[target{r, labels["instance"]}]
	return ok && job != scrapedBy(labels)
}

// say tells what is read once.
func (c *copies) say(s *session) {
	twice := 0
	for r := range c.relayed {
		if c.direct[r] {
			twice++
		}
	}
	if twice > 0 {
		s.warn(strconv.Itoa(twice) + " engines are scraped themselves and also through a program that passes their series on; their own series were read. One of the two scrapes can go.")
	}
	if len(c.jobs) > 0 {
		s.warn(strconv.Itoa(len(c.jobs)) + " engines are scraped by two jobs at once; one of them was read. One of the two scrapes can go.")
	}
}
