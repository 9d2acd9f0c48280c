package fleet

import "time"

// What happens in the fleet, as offsets before the end of the history. With a
// history shorter than an offset the event has already happened.
const (
	// PriceChangeBefore is when the hourly price of the H100 node changes.
	PriceChangeBefore = 180 * time.Minute
	// RestartBefore is when a pod of the coder-7b Deployment on n2 dies; its
	// successor has a new name and gets the same GPU.
	RestartBefore = 150 * time.Minute
	// RestartGap is how long that GPU then belongs to nobody.
	RestartGap = 3 * time.Minute
	// MoveBefore is when chat-small-0 is evicted from its GPU on n1. It comes
	// back under the same name on another GPU of the node, its counters at zero.
	MoveBefore = 120 * time.Minute
	// MoveGap is how long chat-small-0 then holds no GPU.
	MoveGap = 20 * time.Second
	// ScaleUpBefore is when the new pod chat-small-3 takes the GPU that
	// chat-small-0 left.
	ScaleUpBefore = 105 * time.Minute
	// ThrottleFromBefore and ThrottleToBefore bound the thermal throttling of
	// one rank of llama-70b-0.
	ThrottleFromBefore = 90 * time.Minute
	// ThrottleToBefore is its end.
	ThrottleToBefore = 50 * time.Minute
)

const (
	// BufferFromBefore and BufferToBefore bound the time in which a proxy between
	// gateway and engines holds back the streams of BufferedModel until their end: the
	// engines' time to first token stays, the gateway's and the client's become that of
	// the whole answer.
	BufferFromBefore = 40 * time.Minute
	// BufferToBefore is its end.
	BufferToBefore = 25 * time.Minute
	// BufferedModel is the model behind that proxy, in the first cluster.
	BufferedModel = modelLlama8
)

const (
	// FrozenFromBefore and FrozenToBefore bound the time in which the exporter of a
	// node in the second cluster answers with what it showed last, up 1 all the while.
	FrozenFromBefore = 55 * time.Minute
	// FrozenToBefore is its end.
	FrozenToBefore = 35 * time.Minute
	// FrozenNode is that node.
	FrozenNode = "n2"
)

func (l timeline) frozen(t time.Time) bool {
	return !t.Before(l.before(FrozenFromBefore)) && t.Before(l.before(FrozenToBefore))
}

const (
	// ThrashFromBefore and ThrashToBefore bound the time in which one tenant asks
	// ThrashedModel for long answers: its KV caches overflow, sequences are preempted
	// and computed again, the queue grows.
	ThrashFromBefore = 80 * time.Minute
	// ThrashToBefore is its end.
	ThrashToBefore = 65 * time.Minute
	// ThrashedModel is served by two replicas in the first cluster.
	ThrashedModel = modelMistral
)

func (l timeline) buffered(t time.Time) bool {
	return !t.Before(l.before(BufferFromBefore)) && t.Before(l.before(BufferToBefore))
}

const (
	// GroupThrottleFromBefore and GroupThrottleToBefore bound the thermal throttling
	// of one rank of llama-405b-0, which runs on eight GPUs.
	GroupThrottleFromBefore = 30 * time.Minute
	// GroupThrottleToBefore is its end.
	GroupThrottleToBefore = 10 * time.Minute
	// GroupThrottledNode and GroupThrottledIndex name that GPU.
	GroupThrottledNode = "n5"
	// GroupThrottledIndex is its index on the node.
	GroupThrottledIndex = 5
)

const (
	// ThrottledClockMHz is the SM clock of the throttled rank.
	ThrottledClockMHz = 1230
	// ThrottledNode and ThrottledIndex name the throttled GPU.
	ThrottledNode = "n1"
	// ThrottledIndex is its index on the node.
	ThrottledIndex = 2
	// throttledShare is the share of time that its counter of thermal
	// violations runs.
	throttledShare = 0.41
)

// loadTime is how long an engine loads its weights after its pod starts.
const loadTime = 75 * time.Second

// timeline turns the offsets into instants.
type timeline struct{ end time.Time }

func (l timeline) before(d time.Duration) time.Time { return l.end.Add(-d) }

// faultKind is what is wrong with one card.
type faultKind int

const (
	faultNone faultKind = iota
	faultHeat           // it throttles thermally
	faultWork           // it has more of the work than its siblings, at the same clock
)

// workFactor is how much more a rank computes that has the busiest experts.
const workFactor = 1.34

// faults are the cards with something wrong, and when.
var faults = []struct {
	node     nodeKey
	index    int
	kind     faultKind
	from, to time.Duration
}{
	{nodeKey{Cluster, ThrottledNode}, ThrottledIndex, faultHeat, ThrottleFromBefore, ThrottleToBefore},
	{nodeKey{Cluster, GroupThrottledNode}, GroupThrottledIndex, faultHeat, GroupThrottleFromBefore, GroupThrottleToBefore},
	{nodeKey{StagingCluster, UnevenNode}, UnevenIndex, faultWork, UnevenFromBefore, UnevenToBefore},
}

func (l timeline) fault(d *device, t time.Time) faultKind {
	for _, x := range faults {
		if d.node == x.node && d.index == x.index && !t.Before(l.before(x.from)) && t.Before(l.before(x.to)) {
			return x.kind
		}
	}
	return faultNone
}

// within says whether t lies between two offsets before the end.
func (l timeline) within(t time.Time, from, to time.Duration) bool {
	return !t.Before(l.before(from)) && t.Before(l.before(to))
}
