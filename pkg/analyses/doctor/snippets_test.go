package doctor

import (
	"os"
	"strings"
	"testing"
)

// What is there to copy is what the files that ship say, line by line and in their order; docs/settings.md shows the
// settings of the data source.
func TestSnippetsAreThoseOfTheFilesThatShip(t *testing.T) {
	for name, c := range map[string]struct{ code, file string }{
		"engines":    {scrapeEngines, "deploy/prometheus/scrape.yaml"},
		"pod labels": {podLabels, "deploy/prometheus/scrape.yaml"},
		"gpus":       {scrapeGPUs, "deploy/prometheus/scrape.yaml"},
		"platform":   {scrapePlatform, "deploy/prometheus/scrape.yaml"},
		"containers": {scrapeContainers, "deploy/prometheus/scrape.yaml"},
		"prices":     {scrapePrices, "deploy/prometheus/scrape.yaml"},
		"gateway":    {scrapeGateway, "deploy/prometheus/scrape.yaml"},
		"fabric":     {scrapeFabric, "deploy/prometheus/scrape.yaml"},
		"kernel":     {scrapeKernel, "deploy/prometheus/scrape.yaml"},
		"owners":     {ownersOfGPUs, "deploy/dcgm-exporter/values.yaml"},
		"litellm":    {gatewayMetrics, "deploy/litellm/config.yaml"},
		"node flags": {exposeFabric, "deploy/fabric/node-exporter.sh"},
		"nccl":       {inspectNCCL, "deploy/fabric/nccl-inspector.sh"},
		"spans":      {spansToMetrics, "deploy/otel-collector/config.yaml"},
	} {
		text, err := os.ReadFile("../../../" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		// The head of a list stands once in the file, before its first entry.
		lines := strings.Split(strings.TrimRight(c.code, "\n"), "\n")
		if !strings.Contains(string(text), lines[0]+"\n") && !strings.HasPrefix(lines[0], "relabel_configs:") {
			t.Errorf("%s: %s has no %q", name, c.file, lines[0])
		}
		if len(lines) > 1 && !strings.Contains(string(text), "\n"+strings.Join(lines[1:], "\n")+"\n") {
			t.Errorf("%s is not in %s as it is:\n%s", name, c.file, c.code)
		}
	}
}
