package acceptance_test

import (
	"slices"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// These UUIDs have the form of real ones, as their spellings are what the hardware tests are about.
const (
	uuidA = "604ab0b0-0000-0000-0000-00000000000a"
	uuidB = "604ab0b0-0000-0000-0000-00000000000b"
)

// exporter is any exporter: metrics of one thing under the labels it writes and those its scrape adds.
func exporter(s scrape, labels []string, metrics map[string]fn) []storetest.Series {
	var out []storetest.Series
	for name, f := range metrics {
		out = append(out, s.or(30).series(line{name, func(int) []string { return labels }, f})...)
	}
	return out
}

// amdCard is a card as AMD's device-metrics-exporter shows it; pod and namespace are empty where nobody holds it.
func amdCard(cluster, node, id, namespace, pod string, metrics map[string]fn, more ...string) []storetest.Series {
	labels := []string{"cluster", cluster, "job", "amd", "instance", node + ":5000", "gpu_id", id, "serial_number", "S-" + node + id,
		"card_model", "AMD Instinct MI300X", "hostname", node, "gpu_partition_id", "0", "gpu_compute_partition_type", "spx"}
	if pod != "" {
		labels = append(labels, "exported_namespace", namespace, "exported_pod", pod, "exported_container", "vllm")
	}
	labels = append(labels, "namespace", "gpu-operator", "pod", "amd-exporter-"+node, "container", "metrics-exporter")
	all := map[string]fn{"gpu_used_vram": constant(1000)}
	for n, f := range metrics {
		all[n] = f
	}
	return exporter(scrape{}, overwrite(labels, more), all)
}

// smiCard is a card as nvidia_gpu_exporter shows it: a bare UUID, neither node nor pod.
func smiCard(cluster, address, uuid string, metrics map[string]fn) []storetest.Series {
	labels := []string{"cluster", cluster, "job", "nvidia-gpu-exporter", "instance", address, "uuid", uuid}
	info := slices.Concat(labels, []string{"name", "NVIDIA H100 80GB HBM3", "index", "0", "driver_version", "590"})
	return slices.Concat(exporter(scrape{}, info, map[string]fn{"nvidia_smi_gpu_info": constant(1)}), exporter(scrape{}, labels, metrics))
}

// vgpu is a pod's part of a card as HAMi shows it, honouring its labels or not.
func vgpu(address, uuid, namespace, pod string, honour bool, metrics map[string]fn) []storetest.Series {
	labels := []string{"cluster", "eu", "job", "hami", "instance", address, "device_uuid", uuid, "vdevice_index", "0"}
	if honour {
		labels = append(labels, "namespace", namespace, "pod", pod, "container", "vllm")
	} else {
		labels = append(labels, "namespace", "kube-system", "pod", "hami-device-plugin-x", "container", "vgpu-monitor",
			"exported_namespace", namespace, "exported_pod", pod, "exported_container", "vllm")
	}
	all := map[string]fn{"hami_vgpu_memory_limit_bytes": constant(40 << 30)}
	for n, f := range metrics {
		all[n] = f
	}
	return exporter(scrape{}, labels, all)
}

// port is an InfiniBand port of a node in node_exporter.
func port(cluster, node, device string, perSecond float64) []storetest.Series {
	return exporter(scrape{}, []string{"cluster", cluster, "job", "node", "instance", node + ":9100", "node", node, "device", device, "port", "1"},
		map[string]fn{"node_infiniband_port_data_received_bytes_total": growing(perSecond), "node_infiniband_port_data_transmitted_bytes_total": growing(perSecond / 2)})
}
