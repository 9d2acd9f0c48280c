package doctor

// layer is a part of the stack and the signals that the product's pages need of it.
type layer struct {
	id, title string
	// needs are canonical signals, the most useful first.
	needs []string
	// any says that one of the needs makes the layer ready: they are alternatives of each other.
	any bool
}

const (
	layerGPU      = "gpu"
	layerEngine   = "engine"
	layerPlatform = "platform"
	layerGateway  = "gateway"
	layerFabric   = "fabric"
	layerTraces   = "traces"
	layerCost     = "cost"
)

// layers from the silicon to the bill.
var layers = []layer{
	{id: layerGPU, title: "GPU", needs: []string{"gpu_tensor_active", "gpu_memory_used", "gpu_memory_total", "gpu_power", "gpu_sm_active",
		"gpu_dram_active", "gpu_temperature", "gpu_sm_clock", "gpu_throttle", "gpu_nvlink_tx", "gpu_energy", "gpu_xid"}},
	{id: layerEngine, title: "Engine", needs: []string{"generation_tokens", "prompt_tokens", "requests_running", "requests_waiting", "ttft",
		"itl", "e2e_latency", "queue_time", "prefill_time", "decode_time", "kv_cache_usage", "requests_finished", "prefix_hit_ratio", "preemptions"}},
	{id: layerPlatform, title: "Platform", needs: []string{"pod_info", "pod_gpu_requests", "pod_restarts", "pod_ready", "cpu_throttled", "memory_working_set"}},
	{id: layerGateway, title: "Gateway", needs: []string{"gateway_requests", "gateway_generation_tokens", "gateway_prompt_tokens", "gateway_ttft", "gateway_latency"}},
	{id: layerFabric, title: "Fabric", needs: []string{"nccl_busbw", "nccl_time", "ib_rx", "ib_tx", "ib_wait", "nvswitch_rx", "nvswitch_tx"}, any: true},
	{id: layerTraces, title: "Traces"},
	{id: layerCost, title: "Cost", needs: []string{"gpu_price"}},
}

// layerOf is the layer that a signal's family belongs to.
func layerOf(family string) string {
	switch family {
	case "kubernetes", "health":
		return layerPlatform
	}
	return family
}

// layerOfRole is the layer that a system counts for.
func layerOfRole(role string) string {
	switch role {
	case "kubernetes", "health":
		return layerPlatform
	case "cache":
		return layerEngine
	}
	return role
}
