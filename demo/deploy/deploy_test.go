// Package deploy_test holds the files that users take from deploy/ against the code that will read them.
package deploy_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
	"go.yaml.in/yaml/v3"
)

type job struct {
	Name           string            `yaml:"job_name"`
	ScrapeInterval model.Duration    `yaml:"scrape_interval"`
	HonorLabels    bool              `yaml:"honor_labels"`
	Scheme         string            `yaml:"scheme"`
	Path           string            `yaml:"metrics_path"`
	TLS            map[string]string `yaml:"tls_config"`
	Authorization  map[string]string `yaml:"authorization"`
	Discovery      []map[string]any  `yaml:"kubernetes_sd_configs"`
	Relabel        []*relabel.Config `yaml:"relabel_configs"`
}

func jobs(t *testing.T) map[string]job {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "deploy", "prometheus", "scrape.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var file struct {
		Jobs []job `yaml:"scrape_configs"`
	}
	dec := yaml.NewDecoder(f)
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		t.Fatal(err)
	}
	out := map[string]job{}
	for _, j := range file.Jobs {
		out[j.Name] = j
		for _, r := range j.Relabel {
			if err := r.Validate(model.UTF8Validation); err != nil {
				t.Errorf("%s: %v", j.Name, err)
			}
		}
	}
	return out
}

// The relabelling gives engines what joins them to GPUs, and keeps only the targets it is for.
func TestScrapeJobs(t *testing.T) {
	all := jobs(t)
	for name, c := range map[string]struct {
		target map[string]string
		want   map[string]string
		honor  bool
	}{
		"vllm": {map[string]string{"pod_label_app_kubernetes_io_name": "vllm", "pod_container_port_name": "http", "namespace": "chat", "pod_name": "llama-0", "pod_node_name": "n1"},
			map[string]string{"namespace": "chat", "pod": "llama-0", "node": "n1", "cluster": "my-cluster"}, false},
		"dcgm-exporter": {map[string]string{"pod_label_app_kubernetes_io_name": "dcgm-exporter", "pod_container_port_number": "9400"},
			map[string]string{"cluster": "my-cluster"}, true},
		"kube-state-metrics": {map[string]string{"service_label_app_kubernetes_io_name": "kube-state-metrics", "endpoint_port_name": "http"},
			map[string]string{"cluster": "my-cluster"}, true},
		"opencost": {map[string]string{"service_label_app_kubernetes_io_name": "opencost", "endpoint_port_name": "http"},
			map[string]string{"cluster": "my-cluster"}, true},
		"litellm": {map[string]string{"pod_label_app_kubernetes_io_name": "litellm-helm", "pod_container_port_name": "http"},
			map[string]string{"cluster": "my-cluster"}, false},
		"node-exporter": {map[string]string{"pod_label_app_kubernetes_io_name": "prometheus-node-exporter", "pod_container_port_number": "9100", "pod_node_name": "n1"},
			map[string]string{"node": "n1", "cluster": "my-cluster"}, false},
		"tetragon": {map[string]string{"service_label_app_kubernetes_io_name": "tetragon", "endpoint_port_name": "metrics"},
			map[string]string{"cluster": "my-cluster"}, true},
	} {
		j, ok := all[name]
		if !ok || len(j.Discovery) == 0 || j.ScrapeInterval <= 0 || j.HonorLabels != c.honor {
			t.Errorf("%s: discovery, interval or honor_labels is not as meant: %+v", name, j)
			continue
		}
		b := labels.NewBuilder(labels.EmptyLabels())
		for k, v := range c.target {
			b.Set("__meta_kubernetes_"+k, v)
		}
		if !relabel.ProcessBuilder(b, j.Relabel...) {
			t.Errorf("%s: its own target is dropped", name)
			continue
		}
		for k, want := range c.want {
			if got := b.Get(k); got != want {
				t.Errorf("%s: %s is %q, want %q", name, k, got, want)
			}
		}
		other := labels.NewBuilder(labels.FromStrings("__meta_kubernetes_pod_label_app_kubernetes_io_name", "nginx"))
		if relabel.ProcessBuilder(other, j.Relabel...) {
			t.Errorf("%s: a stranger is scraped", name)
		}
	}
}

// Every node has a kubelet: none is dropped.
func TestTheKubeletsContainers(t *testing.T) {
	j := jobs(t)["cadvisor"]
	b := labels.NewBuilder(labels.FromStrings("__meta_kubernetes_node_name", "n1"))
	if !relabel.ProcessBuilder(b, j.Relabel...) || b.Get("node") != "n1" || b.Get("cluster") != "my-cluster" {
		t.Errorf("relabelled to %s", b.Labels())
	}
	if j.Scheme != "https" || j.Path != "/metrics/cadvisor" || j.TLS["ca_file"] == "" || j.Authorization["credentials_file"] == "" || j.HonorLabels {
		t.Errorf("%+v", j)
	}
}

func TestExporterValuesNamePodsAndNodes(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "deploy", "dcgm-exporter", "values.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var values struct {
		Env []struct {
			Name, Value string
		} `yaml:"extraEnv"`
	}
	if err := yaml.NewDecoder(f).Decode(&values); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, e := range values.Env {
		found[e.Name] = e.Value
	}
	if _, ok := found["NODE_NAME"]; !ok || found["DCGM_EXPORTER_KUBERNETES"] != "true" {
		t.Errorf("without these a GPU has no owner and no price: %v", found)
	}
}
