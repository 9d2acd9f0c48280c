package main

import (
	"bufio"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// synthetic answers as a store would that holds a fleet too large to hold here: series have the labels of fill's, the
// samples of a series are one of few prepared texts, and everything is sent while it is made. It takes no time to
// evaluate, so what is measured against it is the plugin.
type synthetic struct {
	*httptest.Server
	gpus int
}

func newSynthetic(gpus int) *synthetic {
	s := &synthetic{gpus: gpus}
	s.Server = httptest.NewServer(s)
	return s
}

var (
	namedAs   = regexp.MustCompile(`__name__="([^"]+)"|\b(DCGM_\w+|vllm:\w+|kube_pod_info)\b`)
	lookingAt = regexp.MustCompile(`\[(\d+)s\]`)
	rawOnly   = regexp.MustCompile(`^\{[^}]*\}\[\d+s\]$`)
	grouping  = regexp.MustCompile(`^(?:sum|avg|min|max|count|group) by ?\(([^)]*)\)`)
	dropsName = regexp.MustCompile(`^\w+ ?\(`)
)

func (s *synthetic) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	rw.Header().Set("Content-Type", "application/json")
	w := bufio.NewWriterSize(rw, 64<<10)
	defer func() { _ = w.Flush() }()
	expr := r.Form.Get("query")
	switch {
	case strings.HasSuffix(r.URL.Path, "/label/__name__/values"):
		fmt.Fprintf(w, `{"status":"success","data":["%s"]}`, strings.Join(syntheticNames, `","`))
	case strings.HasSuffix(r.URL.Path, "/series"):
		s.list(w, r.Form.Get("match[]"))
	case strings.HasSuffix(r.URL.Path, "/query_range"):
		from, to, step := number(r, "start"), number(r, "end"), number(r, "step")
		s.write(w, "matrix", expr, func(v int) string { return samples(v, from, to, step, expr) })
	case rawOnly.MatchString(expr):
		at := math.Floor(number(r, "time")/15) * 15
		window, _ := strconv.ParseFloat(lookingAt.FindStringSubmatch(expr)[1], 64)
		first := math.Floor((number(r, "time")-window)/15)*15 + 15
		s.write(w, "matrix", expr, func(v int) string { return samples(v, first, at, 15, expr) })
	default:
		at := number(r, "time")
		s.write(w, "vector", expr, func(v int) string {
			return fmt.Sprintf(`"value":[%g,"%s"]`, at, instant(v, at, expr))
		})
	}
}

func number(r *http.Request, name string) float64 {
	v, _ := strconv.ParseFloat(r.Form.Get(name), 64)
	return v
}

var syntheticNames = []string{"DCGM_FI_DEV_FB_USED", "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "vllm:num_requests_running", "vllm:generation_tokens_total", "kube_pod_info"}

// labelsOf are a series' labels, in order; none for a metric that there is not.
func labelsOf(metric string, i int) [][2]string {
	pod, node := fmt.Sprintf("llm-%d", i), fmt.Sprintf("node-%d", i/8)
	switch {
	case strings.HasPrefix(metric, "DCGM_FI_DEV_FB_USED"), strings.HasPrefix(metric, "DCGM_FI_PROF_PIPE"):
		return [][2]string{{"Hostname", node}, {"UUID", uuid(i)}, {"cluster", "c"}, {"exported_namespace", "llm"}, {"exported_pod", pod}, {"gpu", fmt.Sprint(i % 8)},
			{"instance", node + ":9400"}, {"job", "dcgm"}, {"modelName", "NVIDIA H100 80GB HBM3"}, {"namespace", "gpu-operator"}, {"pod", "dcgm-exporter-" + node}}
	case metric == "vllm:num_requests_running", metric == "vllm:generation_tokens_total":
		return [][2]string{{"cluster", "c"}, {"engine", "0"}, {"instance", pod + ":8000"}, {"job", "vllm"}, {"model_name", fmt.Sprintf("model-%d", i%10)}, {"namespace", "llm"}, {"pod", pod}}
	case metric == "kube_pod_info":
		return [][2]string{{"cluster", "c"}, {"instance", "ksm:8080"}, {"job", "ksm"}, {"namespace", "llm"}, {"node", node}, {"pod", pod}, {"uid", fmt.Sprint(i)}}
	}
	return nil
}

func metricIn(expr string) string {
	if m := namedAs.FindStringSubmatch(expr); m != nil {
		return m[1] + m[2]
	}
	return ""
}

// each gives the label sets of an expression's series, as JSON, each once, with a number that picks its samples.
func (s *synthetic) each(expr string, yield func(labels string, v int)) {
	metric := metricIn(expr)
	var by []string
	group := grouping.FindStringSubmatch(expr)
	if group != nil {
		for name := range strings.SplitSeq(group[1], ",") {
			by = append(by, strings.TrimSpace(name))
		}
	}
	seen := map[string]bool{}
	for i := range s.gpus {
		ls := labelsOf(metric, i)
		if ls == nil {
			return
		}
		if group != nil {
			ls = slices.DeleteFunc(ls, func(l [2]string) bool { return !slices.Contains(by, l[0]) })
		} else if !dropsName.MatchString(expr) {
			ls = append([][2]string{{"__name__", metric}}, ls...)
		}
		text := labelText(ls)
		if group != nil {
			if seen[text] {
				continue
			}
			seen[text] = true
		}
		yield(text, i%variants)
	}
}

func labelText(ls [][2]string) string {
	var b strings.Builder
	for i, l := range ls {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + l[0] + `":"` + l[1] + `"`)
	}
	return b.String()
}

func (s *synthetic) list(w *bufio.Writer, selector string) {
	_, _ = w.WriteString(`{"status":"success","data":[`)
	comma := ""
	s.each(selector, func(labels string, _ int) {
		_, _ = w.WriteString(comma + "{" + labels + "}")
		comma = ","
	})
	_, _ = w.WriteString(`]}`)
}

// variants is how many different texts of samples there are.
const variants = 16

func (s *synthetic) write(w *bufio.Writer, kind, expr string, text func(v int) string) {
	var prepared [variants]string
	for v := range prepared {
		prepared[v] = text(v)
	}
	_, _ = fmt.Fprintf(w, `{"status":"success","data":{"resultType":"%s","result":[`, kind)
	comma := ""
	s.each(expr, func(labels string, v int) {
		_, _ = w.WriteString(comma + `{"metric":{` + labels + `},` + prepared[v] + `}`)
		comma = ","
	})
	_, _ = w.WriteString(`]}}`)
}

// samples is the text of a series' samples.
func samples(v int, from, to, step float64, expr string) string {
	var b strings.Builder
	b.WriteString(`"values":[`)
	for t, k := from, 0; t <= to; t, k = t+step, k+1 {
		if k > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `[%s,"%s"]`, strconv.FormatFloat(t, 'f', -1, 64), value(v+k, t, expr))
	}
	b.WriteByte(']')
	return b.String()
}

func instant(v int, at float64, expr string) string {
	if strings.Contains(expr, "count_over_time") {
		window, _ := strconv.Atoi(lookingAt.FindStringSubmatch(expr)[1])
		return strconv.Itoa(window / 15)
	}
	return value(v, at, expr)
}

// value has as many digits as a real one: a rate has all of them, a gauge three.
func value(k int, t float64, expr string) string {
	switch {
	case strings.Contains(expr, "timestamp("):
		return strconv.FormatFloat(math.Floor(t/15)*15, 'f', -1, 64)
	case strings.Contains(expr, "rate("):
		return strconv.FormatFloat(float64(k*37%1000)/60.7, 'g', -1, 64)
	}
	return strconv.FormatFloat(float64(k*31%1000)/1000, 'g', -1, 64)
}

// settled is a range that does not move while it is measured.
func settled(length time.Duration) (from, to time.Time) {
	to = time.Now().Truncate(time.Minute).Add(-afterwards)
	return to.Add(-length), to
}
