package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// apiClient asks the host as the page does.
type apiClient struct{ base string }

// get decodes the answer of a GET.
func (c apiClient) get(ctx context.Context, path string, into any) error {
	return c.send(ctx, http.MethodGet, path, nil, into)
}

// query runs one query with refId A and returns its frames.
func (c apiClient) query(ctx context.Context, query string, from, to time.Time) (data.Frames, error) {
	body := fmt.Appendf(nil, `{"from": "%d", "to": "%d", "queries": [%s]}`, from.UnixMilli(), to.UnixMilli(), query)
	var answer backend.QueryDataResponse
	err := c.send(ctx, http.MethodPost, "/api/ds/query", body, &answer)
	if response, ok := answer.Responses["A"]; ok {
		return response.Frames, response.Error
	}
	return nil, err
}

// send decodes the answer whatever its status, and then reports a status that is not good.
func (c apiClient) send(ctx context.Context, method, path string, body []byte, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", res.Status, err)
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", res.Status, text)
	}
	return nil
}
