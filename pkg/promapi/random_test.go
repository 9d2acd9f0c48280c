package promapi

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// answerWriter writes random answers in every spelling JSON allows.
type answerWriter struct {
	strings.Builder
	random *rand.Rand
	odd    bool // spaces, escapes and unknown keys
}

func (w *answerWriter) space() {
	if w.odd && w.random.IntN(4) == 0 {
		w.WriteString([]string{" ", "\n", "\t\r\n", "    "}[w.random.IntN(4)])
	}
}

func (w *answerWriter) token(text string) {
	w.space()
	w.WriteString(text)
	w.space()
}

func (w *answerWriter) text(s string) {
	w.space()
	w.WriteByte('"')
	for _, c := range s {
		if c < 0x10000 && w.odd && w.random.IntN(8) == 0 {
			fmt.Fprintf(w, "\\u%04x", c)
		} else if c == '"' || c == '\\' {
			w.WriteString("\\" + string(c))
		} else {
			w.WriteRune(c)
		}
	}
	w.WriteByte('"')
	w.space()
}

func (w *answerWriter) value() string {
	switch w.random.IntN(8) {
	case 0:
		return []string{"NaN", "+Inf", "-Inf", "0", "-0", "1e-300", "0x1.8p3", "1E5"}[w.random.IntN(8)]
	case 1:
		return strconv.FormatFloat(math.Float64frombits(w.random.Uint64()), 'g', -1, 64)
	case 2:
		return strconv.FormatInt(w.random.Int64(), 10)
	case 3:
		return strconv.FormatFloat(w.random.NormFloat64()*1e3, 'f', w.random.IntN(20), 64)
	}
	return strconv.FormatFloat(w.random.Float64(), 'f', -1, 64)
}

func (w *answerWriter) samples(n int) {
	w.token("[")
	at := 1_700_000_000_000 + int64(w.random.IntN(3))*15_000
	for i := range n {
		if i > 0 {
			w.token(",")
		}
		w.token("[")
		w.WriteString(seconds(at))
		w.token(",")
		w.text(w.value())
		w.token("]")
		at += 15_000
		if w.random.IntN(20) == 0 {
			at += int64(w.random.IntN(3000))
		}
	}
	w.token("]")
}

func (w *answerWriter) series(i, samples int) {
	w.token("{")
	labels := func() {
		w.text("metric")
		w.token(":")
		w.token("{")
		w.text("z")
		w.token(":")
		w.text([]string{"é😀", "a\"b\\c", "plain", ""}[w.random.IntN(4)])
		w.token(",")
		w.text("i")
		w.token(":")
		w.text(strconv.Itoa(i))
		w.token("}")
	}
	values := func() {
		w.text("values")
		w.token(":")
		w.samples(samples)
	}
	parts := []func(){labels, values}
	if w.odd {
		parts = append(parts, func() { w.WriteString(`"more":{"a":[1,-2.5e+3,{"b":null}],"c":true}`) })
		w.random.Shuffle(len(parts), func(a, b int) { parts[a], parts[b] = parts[b], parts[a] })
	}
	for k, part := range parts {
		if k > 0 {
			w.token(",")
		}
		part()
	}
	w.token("}")
}

func randomAnswer(random *rand.Rand, series, samples int) []byte {
	w := &answerWriter{random: random, odd: random.IntN(2) == 0}
	w.token(`{"status":"success","data":{"resultType":"matrix","result":[`)
	for i := range series {
		if i > 0 {
			w.token(",")
		}
		w.series(i, random.IntN(samples+1))
	}
	w.token("]}}")
	return []byte(w.String())
}

// Answers of every spelling read as encoding/json reads them; so do large ones,
// which cross the scanner's window many times, and damaged ones, if at all.
func TestRandomAnswers(t *testing.T) {
	random := rand.New(rand.NewPCG(42, 7))
	for range 60 {
		text := randomAnswer(random, random.IntN(5), 8)
		compare(t, text)
		for range 10 {
			damaged := append([]byte(nil), text...)
			damaged[random.IntN(len(damaged))] = `[]{}",:.0123456789-+eE\nut aN`[random.IntN(29)]
			compare(t, damaged)
		}
	}
	for range 3 {
		compare(t, randomAnswer(random, 40, 600))
	}
}
