package acceptance_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var pagePath = filepath.Join("..", "..", "docs", "correctness.md")

// checkPage compares the page with what the tests measured, or writes it.
func checkPage(t *testing.T, cases []told) {
	t.Helper()
	got := pageOf(t, cases)
	if *update {
		if err := os.WriteFile(pagePath, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(pagePath)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) == got {
		return
	}
	a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("docs/correctness.md is not what these tests say; write it anew with\n\tgo test ./acceptance -run TestCorrectness -update\nLine %d is\n\t%s\nand would be\n\t%s", i+1, a[i], b[i])
		}
	}
	t.Fatalf("docs/correctness.md has %d lines and would have %d; write it anew with\n\tgo test ./acceptance -run TestCorrectness -update", len(a), len(b))
}

const pageHead = `# Correctness

<!-- Written by demo/acceptance (go test ./acceptance -run TestCorrectness -update). Edit the tests, not this page. -->

Joining GPUs, inference engines and prices looks easy until a pod moves, a card is cut into slices or a metric changes its name. These are 24 situations that are normal in a fleet. In each of them a query that people use today gives a wrong number, an error, or nothing, and nobody is told.

Every figure on this page is measured. A test writes the situation into a real Prometheus, asks it the published PromQL, asks Tokenpath's backend on the same store, and compares both with what the situation holds by construction. If an answer changed, the test fails, and so does this page.

- **Published** is the PromQL of the dashboard or rule that is named, with its variables filled in, its window set to the 20 minutes of the fixture where it has another, and a prefix such as ` + "`ray_`" + ` left out. "The usual way" is how the question is mostly asked where no one dashboard can be named.
- **Tokenpath** is the answer to the query shown. What its fields mean is in the [query reference](query.md), how a GPU comes to its owner in [Ownership](ownership.md).
- Times are minutes of the fixture; a range is 20 minutes unless it says otherwise. A card costs 0.01 a second unless it says otherwise.

`

// pageOf renders the page.
func pageOf(t *testing.T, cases []told) string {
	var b strings.Builder
	b.WriteString(pageHead)
	b.WriteString("## Summary\n\n| case | asked for | true | published | Tokenpath |\n|--|--|--:|--:|--:|\n")
	for _, c := range cases {
		for i, f := range c.figures {
			title := ""
			if i == 0 {
				title = fmt.Sprintf("[%d. %s](#%s)", c.n, c.title, anchor(fmt.Sprintf("%d. %s", c.n, c.title)))
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | **%s** |\n", title, f.what, f.said(f.truth), f.said(f.published), f.said(f.ours))
		}
	}
	for _, c := range cases {
		fmt.Fprintf(&b, "\n## %d. %s\n\n%s\n", c.n, c.title, c.setup)
		for _, f := range c.figures {
			f.write(t, &b)
		}
		fmt.Fprintf(&b, "\n**Why.** %s\n\n**Tokenpath.** %s\n", c.wrong, c.right)
		fmt.Fprintf(&b, "\nTests: %s\n", strings.Join(testsOf(t, c.n), ", "))
	}
	b.WriteString("\n## To repeat this\n\n```sh\ncd demo\ngo test ./acceptance -run TestCorrectness    # the figures of this page\ngo test ./acceptance -run TestCase           # every fixture of every case, at all grains and formats\n```\n")
	return b.String()
}

// write renders one figure: the two queries and their answers.
func (f toldFigure) write(t *testing.T, b *strings.Builder) {
	fmt.Fprintf(b, "\n**%s**: %s", upperFirst(f.what), f.said(f.truth))
	if f.promql != "" {
		fmt.Fprintf(b, "\n\n%s: **%s**\n\n```promql\n%s\n```\n", f.source, f.said(f.published), f.promql)
	} else {
		b.WriteString("\n")
	}
	settings := ""
	if f.settings != "{}" {
		settings = ", with the settings `" + f.settings + "`"
	}
	fmt.Fprintf(b, "\nTokenpath%s: **%s**\n\n```json\n%s\n```\n", settings, f.said(f.ours), f.ask.published(t))
}

// said is a value in words, with sensible digits and its unit.
func (f figure) said(v any) string {
	switch v := v.(type) {
	case nil:
		return "–"
	case undefined:
		return "undefined"
	case nothing:
		return "no data"
	case refused:
		return "error: " + string(v)
	case string:
		return v
	case float64:
		return strings.TrimSpace(digits(v) + " " + f.unit)
	}
	return fmt.Sprint(v)
}

// digits writes a number with three of them at least, and thousands apart.
func digits(v float64) string {
	size := math.Abs(v)
	switch {
	case math.IsInf(v, 1):
		return "+∞"
	case math.IsNaN(v):
		return "NaN"
	case size >= 1e15:
		return fmt.Sprintf("%.1e", v)
	case size >= 1000:
		text := fmt.Sprintf("%.0f", v)
		for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
			text = text[:i] + "," + text[i:]
		}
		return text
	case size >= 100:
		return fmt.Sprintf("%.0f", v)
	case size < 5e-10:
		return "0"
	case size < 0.0995:
		return fmt.Sprintf("%.2g", v)
	}
	text := fmt.Sprintf("%.*f", 2-int(math.Floor(math.Log10(size)+1e-9)), v)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// published is a query as it is written in JSON, a line a field.
func (q query) published(t *testing.T) string {
	var fields []string
	q.RefID, q.QueryType, q.Version = "A", or(q.QueryType, "correlate"), 1
	raw, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(strings.NewReader(string(raw)))
	if _, err := d.Token(); err != nil {
		t.Fatal(err)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			t.Fatal(err)
		}
		if text := string(value); text != "null" && text != "[]" {
			fields = append(fields, fmt.Sprintf("  %q: %s", name, spaced(text)))
		}
	}
	return "{\n" + strings.Join(fields, ",\n") + "\n}"
}

// spaced puts a space after the commas and colons of compact JSON that stand outside of texts.
func spaced(text string) string {
	var b strings.Builder
	inside := false
	for i, r := range text {
		if r == '"' && (i == 0 || text[i-1] != '\\') {
			inside = !inside
		}
		b.WriteRune(r)
		if !inside && (r == ',' || r == ':') {
			b.WriteByte(' ')
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(b.String(), `\u003c`, "<"), `\u003e`, ">"), `\u0026`, "&")
}

var notInAnchors = regexp.MustCompile(`[^\p{L}\p{N} _-]`)

// anchor is a heading's id as GitHub makes it.
func anchor(heading string) string {
	return strings.ReplaceAll(notInAnchors.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// testsOf are the tests of a case, each linked to its file.
func testsOf(t *testing.T, n int) []string {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, fmt.Sprintf("TestCase%02d_", n)) {
				out = append(out, fmt.Sprintf("[`%s`](../demo/acceptance/%s)", f.Name.Name, name))
			}
		}
	}
	slices.Sort(out)
	if len(out) < 2 {
		t.Errorf("case %d has %d tests", n, len(out))
	}
	return out
}
