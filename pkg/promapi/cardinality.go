package promapi

import (
	"context"
	"strconv"
)

// LabelCount is a label and the number of its values.
type LabelCount struct {
	Label  string
	Values int
}

// LabelCardinality lists the labels with the most values that a store holds now, the most first, as the status of its
// database tells them. Prometheus and VictoriaMetrics offer it; other stores answer an error.
func (c *Client) LabelCardinality(ctx context.Context) ([]LabelCount, error) {
	var out []LabelCount
	err := c.ask(ctx, call{path: "/api/v1/status/tsdb", get: true}, func(b *body) (err error) {
		out, err = decodeCardinality(b, c.limits)
		return err
	})
	return out, err
}

func decodeCardinality(b *body, limits Limits) (out []LabelCount, err error) {
	s := newScanner(b, limits.Bytes)
	_, err = s.envelope(func() error {
		return s.object(func(key string) error {
			if key != "labelValueCountByLabelName" {
				return s.skip(0)
			}
			return s.array(func() error {
				x, err := s.labelCount()
				out = append(out, x)
				return err
			})
		})
	})
	return out, err
}

func (s *scanner) labelCount() (x LabelCount, err error) {
	err = s.object(func(key string) error {
		switch key {
		case "name":
			return s.textInto(&x.Label)
		case "value", "count":
			text, err := s.number()
			if err != nil {
				return err
			}
			n, err := strconv.ParseFloat(string(text), 64)
			x.Values = int(n)
			return err
		}
		return s.skip(0)
	})
	return x, err
}
