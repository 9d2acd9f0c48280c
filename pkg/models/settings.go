package models

// Settings is the data source's jsonData, beside Grafana's own fields for URL and authentication.
// Provisioning with nothing but a url must work: every field has a default.
type Settings struct {
	// TimeInterval is the shortest step, usually the scrape interval, a Prometheus duration such as "15s".
	TimeInterval string `json:"timeInterval,omitempty"`
	// ClusterLabel is the label that tells clusters apart; "cluster" when empty.
	ClusterLabel string `json:"clusterLabel,omitempty"`
	// NativeStep declares a family's scrape interval where it should not be measured.
	NativeStep map[string]string `json:"nativeStep,omitempty"`
	// Prices are declared prices per GPU-hour; the first that matches wins over the store's series.
	Prices []Price `json:"prices,omitempty"`
	// Currencies names the currency of price series that do not say.
	Currencies []Currency `json:"currencies,omitempty"`
	// Limits bound what a query may read and answer; zero fields take the defaults.
	Limits Limits `json:"limits,omitzero"`
}

// Price is a declared price of one GPU-hour.
type Price struct {
	GPUModel string            `json:"gpu_model,omitempty"`
	Labels   map[string]string `json:"labels,omitempty"`
	PerHour  float64           `json:"per_hour"`
	Currency string            `json:"currency"`
	// From and To bound its validity, RFC 3339; open when empty.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// Currency names the currency of sources that do not carry one.
type Currency struct {
	Cluster  string `json:"cluster,omitempty"`
	Family   string `json:"family,omitempty"`
	Currency string `json:"currency"`
}

// Limits bound a query. Zero means the default.
type Limits struct {
	// Series is the largest number of series read (50,000).
	Series int `json:"series,omitempty"`
	// Samples is the largest number of samples read (10,000,000).
	Samples int `json:"samples,omitempty"`
	// Bytes is the largest body read from the store (256 MiB).
	Bytes int64 `json:"bytes,omitempty"`
	// Timeout bounds a query, a Prometheus duration ("60s").
	Timeout string `json:"timeout,omitempty"`
	// OutputSeries is the largest number of series answered (2,000).
	OutputSeries int `json:"outputSeries,omitempty"`
	// OutputRows is the largest number of rows answered (20,000).
	OutputRows int `json:"outputRows,omitempty"`
}
