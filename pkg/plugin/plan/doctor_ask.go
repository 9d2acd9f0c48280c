package plan

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// askMark is the label by which the parts of one request are told apart in its answer.
const askMark = "tokenpath_ask"

// asksAtOnce bounds the parts of one request.
const asksAtOnce = 40

// ask is one small question to a family's endpoint; take is given each series of its answer.
type ask struct {
	family catalog.Family
	expr   string
	take   func(labels map[string]string, value float64)
}

// put asks many small questions in few requests: those to one endpoint are parts of one expression, each with a mark.
func (s *session) put(ctx context.Context, at int64, asks []ask) error {
	byEndpoint := map[string][]ask{}
	var order []string
	for _, a := range asks {
		endpoint := s.env.endpoint(a.family)
		if byEndpoint[endpoint] == nil {
			order = append(order, endpoint)
		}
		byEndpoint[endpoint] = append(byEndpoint[endpoint], a)
	}
	var batches [][]ask
	for _, endpoint := range order {
		for list := byEndpoint[endpoint]; len(list) > 0; {
			n := min(asksAtOnce, len(list))
			batches, list = append(batches, list[:n]), list[n:]
		}
	}
	var mu sync.Mutex
	return each(ctx, len(batches), func(ctx context.Context, i int) error {
		m, err := s.at(batches[i][0].family).instant(ctx, marked(batches[i]), at)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		deal(m, batches[i])
		return nil
	})
}

func marked(batch []ask) string {
	parts := make([]string, len(batch))
	for i, a := range batch {
		parts[i] = fmt.Sprintf(`label_replace(%s, "%s", "%d", "", "")`, a.expr, askMark, i)
	}
	return strings.Join(parts, " or ")
}

// deal gives each series to the question that it answers.
func deal(m *promapi.Matrix, batch []ask) {
	for _, x := range m.Series {
		labels := labelMap(x.Labels)
		i, err := strconv.Atoi(labels[askMark])
		if err != nil || i < 0 || i >= len(batch) || len(x.Values) == 0 {
			continue
		}
		delete(labels, askMark)
		batch[i].take(labels, x.Values[len(x.Values)-1])
	}
}

// by writes a grouping clause.
func by(labels []string) string {
	quoted := make([]string, len(labels))
	for i, l := range labels {
		quoted[i] = catalog.QuoteLabelName(l)
	}
	return "by (" + strings.Join(quoted, ", ") + ")"
}
