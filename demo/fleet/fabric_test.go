package fleet_test

import (
	"testing"
	"time"
)

func TestPortsOfTheFabricCarryTraffic(t *testing.T) {
	_, r := history()
	from, to := before(time.Hour), before(time.Minute)
	for _, name := range []string{"node_infiniband_port_data_received_bytes_total", "node_infiniband_port_data_transmitted_bytes_total", "node_infiniband_port_transmit_wait_total"} {
		found := r.find(name)
		if len(found) != 4 {
			t.Errorf("%s on %d ports of two nodes", name, len(found))
		}
		for _, key := range found {
			if r.increase(key, from, to) <= 0 {
				t.Errorf("%s stands still", key)
			}
		}
	}
}
