package acceptance_test

import "testing"

// What random fleets found, each as the plain case of it.

// A table of 328 s is read in ten cells of 32.8 s. As a floating point number of seconds that is 32.799 s to Prometheus,
// and all but the last of the instants were others than were asked for.
func TestARangeWhoseCellsAreNoWholeSeconds(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5), more: wholeCard(400)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	a := w.ask(table("replica", tokens, tensor, energy).between(284, 612))
	// Samples of the engine stand on multiples of 15 s, those of the card of 30 s.
	a.near("tokens", a.one("pod", "llama-0")["tokens"], 10*(600-270), 1e-9)
	a.near("energy", a.one("pod", "llama-0")["energy"], 400*(600-270), 1e-6)
}
