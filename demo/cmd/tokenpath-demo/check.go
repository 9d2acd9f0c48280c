package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"
)

// errCheckFailed ends the program with a failure; the summary has said why.
var errCheckFailed = errors.New("the check failed")

// summary is what --check prints.
type summary struct {
	OK bool `json:"ok"`
	// Problems say what is not right, in words.
	Problems []string `json:"problems"`
	Page     string   `json:"page"`
	Store    string   `json:"store"`
	Health   health   `json:"health"`
	From     string   `json:"from"`
	To       string   `json:"to"`
	Rows     int      `json:"rows"`
	// Tokens are generation tokens in the range; Truth is absent with a store of the user's own.
	Tokens   comparison      `json:"tokens"`
	Devices  deviceCount     `json:"devices"`
	Coverage json.RawMessage `json:"coverage,omitempty"`
	// ReadyS and QueryS are seconds until everything ran and for the query.
	ReadyS float64 `json:"ready_s"`
	QueryS float64 `json:"query_s"`
}

type health struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

type comparison struct {
	Answer float64  `json:"answer"`
	Truth  *float64 `json:"truth,omitempty"`
}

type deviceCount struct {
	Matched int  `json:"matched"`
	Total   int  `json:"total"`
	Owned   *int `json:"owned,omitempty"`
}

// checkTimeout bounds a check after everything has started.
const checkTimeout = 2 * time.Minute

// runCheck starts everything, asks one question through the page's own address, and holds the answer
// against what the simulated fleet knows to be true.
func runCheck(ctx context.Context, opts options) error {
	began := time.Now()
	opts.noLive = true
	p, err := startPreview(ctx, opts)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	s := summary{Page: p.host.URL(), Store: withoutPassword(p.source.url), ReadyS: seconds(began), Problems: []string{}}
	s.ask(ctx, p)
	s.OK = len(s.Problems) == 0
	text, err := json.MarshalIndent(s, "", "  ")
	if err == nil {
		_, err = fmt.Fprintln(os.Stdout, string(text))
	}
	if !s.OK {
		err = errors.Join(err, errCheckFailed)
	}
	return errors.Join(err, p.close())
}

func (s *summary) problem(format string, args ...any) {
	s.Problems = append(s.Problems, fmt.Sprintf(format, args...))
}

// ask fills the summary.
func (s *summary) ask(ctx context.Context, p *preview) {
	client := apiClient{base: s.Page}
	if err := client.get(ctx, "/api/datasources/uid/"+checkedDatasource+"/health", &s.Health); err != nil {
		s.problem("health: %v", err)
	}
	from, to := checkedRange(p.source)
	s.From, s.To = from.Format(time.RFC3339), to.Format(time.RFC3339)
	began := time.Now()
	frames, err := client.query(ctx, checkQuery, from, to)
	s.QueryS = seconds(began)
	if err != nil {
		s.problem("query: %v", err)
		return
	}
	s.read(frames, to.Sub(from))
	if f := p.source.fleet; f != nil {
		engines, err := reporting(ctx, client, "generation_tokens")
		if err != nil {
			s.problem("signals: %v", err)
			return
		}
		s.compare(f.Truth(from, to), engines)
	}
}

// checkedRange is the last hour of which every exporter has been read.
func checkedRange(data *source) (from, to time.Time) {
	end := time.Now()
	if data.fleet != nil {
		end = data.fleet.End()
	}
	to = end.Add(-2 * time.Minute).UTC().Truncate(time.Minute)
	from = to.Add(-time.Hour)
	if data.fleet != nil && from.Before(data.fleet.Begin()) {
		from = data.fleet.Begin().Add(2 * time.Minute).Truncate(time.Minute)
	}
	return from, to
}

func seconds(since time.Time) float64 {
	return float64(time.Since(since).Round(time.Millisecond)) / float64(time.Second)
}
