package remoteread

import (
	"fmt"

	"github.com/klauspost/compress/snappy"
	"github.com/prometheus/prometheus/prompb"
)

// Matcher is one condition on a label. Op is =, !=, =~ or !~, as in PromQL.
type Matcher struct{ Name, Op, Value string }

var kinds = map[string]prompb.LabelMatcher_Type{"=": prompb.LabelMatcher_EQ, "!=": prompb.LabelMatcher_NEQ,
	"=~": prompb.LabelMatcher_RE, "!~": prompb.LabelMatcher_NRE}

// Request writes a request for the samples of all matching series in [from, to], ms since 1970, compressed as the
// protocol wants it. It fails on an unknown operator.
func Request(matchers []Matcher, from, to int64) ([]byte, error) {
	query := &prompb.Query{StartTimestampMs: from, EndTimestampMs: to}
	for _, m := range matchers {
		kind, known := kinds[m.Op]
		if !known {
			return nil, fmt.Errorf("%q is no operator of a matcher", m.Op)
		}
		query.Matchers = append(query.Matchers, &prompb.LabelMatcher{Type: kind, Name: m.Name, Value: m.Value})
	}
	request := &prompb.ReadRequest{Queries: []*prompb.Query{query},
		AcceptedResponseTypes: []prompb.ReadRequest_ResponseType{prompb.ReadRequest_STREAMED_XOR_CHUNKS}}
	data, err := request.Marshal()
	if err != nil {
		return nil, fmt.Errorf("the request could not be written: %w", err)
	}
	return snappy.Encode(nil, data), nil
}
