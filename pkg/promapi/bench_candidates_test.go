package promapi

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	jsoniter "github.com/json-iterator/go"
)

// candidate decodes an answer and returns its series in columns. All but our own
// are written for the usual key order and without limits: the comparison is kind
// to them.
type candidate struct {
	name   string
	decode func(io.Reader) ([]Series, error)
}

var candidates = []candidate{
	{"own scanner", decodeOwn},
	{"json-iterator, streaming", decodeIterator},
	{"json-iterator, into structs", func(r io.Reader) ([]Series, error) {
		var in plainAnswer
		err := jsoniter.ConfigCompatibleWithStandardLibrary.NewDecoder(r).Decode(&in)
		return in.columns(err)
	}},
	{"encoding/json", func(r io.Reader) ([]Series, error) {
		var in plainAnswer
		err := json.NewDecoder(r).Decode(&in)
		return in.columns(err)
	}},
}

func decodeOwn(r io.Reader) ([]Series, error) {
	m, err := decodeMatrix(&body{reader: r, length: -1}, Limits{}.withDefaults())
	if err != nil {
		return nil, err
	}
	return m.Series, nil
}

// plainAnswer is the answer as one would first write it.
type plainAnswer struct {
	Data struct {
		Result []struct {
			Metric map[string]string `json:"metric"`
			Values []plainSample     `json:"values"`
		} `json:"result"`
	} `json:"data"`
}

type plainSample struct {
	at int64
	v  float64
}

var errPlain = errors.New("not a sample")

func (s *plainSample) UnmarshalJSON(b []byte) error {
	at, value, found := strings.Cut(strings.Trim(string(b), "[]"), ",")
	if !found {
		return errPlain
	}
	seconds, err := strconv.ParseFloat(at, 64)
	if err != nil {
		return err
	}
	s.at = int64(math.Round(seconds * 1000))
	s.v, err = strconv.ParseFloat(strings.Trim(value, `"`), 64)
	return err
}

func (in *plainAnswer) columns(err error) ([]Series, error) {
	var out []Series
	for _, r := range in.Data.Result {
		s := Series{Labels: plainLabels(r.Metric), Times: make([]int64, len(r.Values)), Values: make([]float64, len(r.Values))}
		for i, sample := range r.Values {
			s.Times[i], s.Values[i] = sample.at, sample.v
		}
		out = append(out, s)
	}
	return out, err
}

func plainLabels(metric map[string]string) Labels {
	var out Labels
	for name, value := range metric {
		out = append(out, Label{name, value})
	}
	return out.normalise()
}

// decodeIterator reads token by token, as Grafana's own Prometheus client does.
func decodeIterator(r io.Reader) ([]Series, error) {
	it := jsoniter.Parse(jsoniter.ConfigDefault, r, scanBuffer)
	var out []Series
	for key := it.ReadObject(); key != ""; key = it.ReadObject() {
		if key != "data" {
			it.Skip()
			continue
		}
		for key = it.ReadObject(); key != ""; key = it.ReadObject() {
			if key != "result" {
				it.Skip()
				continue
			}
			for it.ReadArray() {
				out = append(out, iteratorSeries(it))
			}
		}
	}
	if it.Error != nil && !errors.Is(it.Error, io.EOF) {
		return nil, it.Error
	}
	return out, nil
}

func iteratorSeries(it *jsoniter.Iterator) Series {
	var s Series
	for key := it.ReadObject(); key != ""; key = it.ReadObject() {
		switch key {
		case "metric":
			for name := it.ReadObject(); name != ""; name = it.ReadObject() {
				s.Labels = append(s.Labels, Label{name, it.ReadString()})
			}
			s.Labels = s.Labels.normalise()
		case "values":
			for it.ReadArray() {
				it.ReadArray()
				s.Times = append(s.Times, int64(math.Round(it.ReadFloat64()*1000)))
				it.ReadArray()
				v, err := strconv.ParseFloat(it.ReadString(), 64)
				if err != nil {
					it.ReportError("value", err.Error())
				}
				s.Values = append(s.Values, v)
				it.ReadArray()
			}
		default:
			it.Skip()
		}
	}
	return s
}
