package fleet

// What platform, fabric and gateways tell beside the usual. Nothing of it goes wrong in this fleet.
var (
	ibQuiet = []*Family{
		counter("node_infiniband_symbol_error_total", "Number of minor link errors detected on one or more physical lanes."),
		counter("node_infiniband_port_errors_received_total", "Number of packets containing an error that were received on this port"),
		counter("node_infiniband_link_error_recovery_total", "Number of times the port successfully recovered from a link error state"),
		counter("node_infiniband_local_link_integrity_errors_total", "Number of times that the count of local physical errors exceeded the threshold"),
		counter("node_infiniband_link_downed_total", "Number of times the link failed to recover from an error state and went down"),
		counter("node_infiniband_port_discards_received_total", "Number of inbound packets discarded by the port"),
		counter("node_infiniband_port_discards_transmitted_total", "Number of outbound packets discarded by the port"),
		counter("node_infiniband_out_of_buffer_drops_total", "The number of drops occurred due to lack of WQE for the associated QPs."),
		counter("node_infiniband_np_ecn_marked_roce_packets_received_total", "The number of RoCEv2 packets received by the notification point which were marked for experiencing the congestion"),
		counter("node_infiniband_np_cnp_packets_sent_total", "Number of CNP packets sent by the notification point"),
		counter("node_infiniband_rp_cnp_packets_handled_total", "The number of CNP packets handled by the Reaction Point HCA"),
		counter("node_infiniband_out_of_sequence_packets_received_total", "The number of out of sequence packets received."),
		counter("node_infiniband_packet_sequence_errors_total", "Number of received NAK sequence error packets"),
		counter("node_infiniband_local_ack_timeout_errors_total", "The number of times QP's ack timer expired for RC, XRC, DCT QPs at the sender side."),
		counter("node_infiniband_rnr_nak_retry_packets_received_total", "The number of received RNR NAK packets."),
		counter("node_infiniband_roce_adp_retransmits_total", "The number of adaptive retransmissions for RoCE traffic"),
	}
	ibRate = gauge("node_infiniband_rate_bytes_per_second", "Maximum signal transfer rate")

	ksmCondition    = gauge("kube_node_status_condition", "The condition of a cluster node.")
	ksmAutoscaleMin = gauge("kube_horizontalpodautoscaler_spec_min_replicas", "Lower limit for the number of pods that can be set by the autoscaler.")
	cadvisorNetRx   = counter("container_network_receive_bytes_total", "Cumulative count of bytes received")
	cadvisorNetTx   = counter("container_network_transmit_bytes_total", "Cumulative count of bytes transmitted")
	cadvisorOOM     = counter("container_oom_events_total", "Count of out of memory events observed for the container")
	tetragonLost    = counter("tetragon_observer_ringbuf_events_lost_total", "Number of perf events Tetragon ring buffer lost.")
	tetragonMissed  = counter("tetragon_bpf_missed_events_total", "The total number of Tetragon events per type that are failed to sent from the kernel.")

	hamiSharers = gauge("hami_gpu_shared_count", "Containers that share a card.")
	hamiGiven   = gauge("hami_gpu_memory_allocated_bytes", "Memory of a card that was given away.")
	hamiCored   = gauge("hami_gpu_core_allocated_ratio", "Part of the cores of a card that was given away, in percent.")

	liteUpstream    = histo("litellm_llm_api_latency_metric", "Total latency (seconds) for a models LLM API call")
	liteReasoning   = counter("litellm_output_reasoning_tokens_metric_total", "Reasoning tokens reported in completion_tokens_details.reasoning_tokens")
	liteCacheWrites = counter("litellm_input_cache_creation_tokens_metric_total", "Provider-side input tokens written to prompt cache")
	liteFallbacks   = counter("litellm_deployment_successful_fallbacks_total", "LLM Deployment Analytics - Number of successful fallback requests from primary model -> fallback model")
	liteFellThrough = counter("litellm_deployment_failed_fallbacks_total", "LLM Deployment Analytics - Number of failed fallback requests from primary model -> fallback model")
	liteCalls       = counter("litellm_deployment_total_requests_total", "LLM Deployment Analytics - Total number of LLM API calls via litellm - success + failure")
	liteBadCalls    = counter("litellm_deployment_failure_responses_total", "LLM Deployment Analytics - Total number of failed LLM API calls for a specific LLM deployment")
	liteCooled      = counter("litellm_deployment_cooled_down_total", "LLM Deployment Analytics - Number of times a deployment has been cooled down by LiteLLM load balancing logic")
	liteState       = gauge("litellm_deployment_state", "LLM Deployment Analytics - The state of the deployment: 0 = healthy, 1 = partial outage, 2 = complete outage")
	liteLeft        = gauge("litellm_remaining_team_budget_metric", "Remaining budget for team")
	liteBudget      = gauge("litellm_team_max_budget_metric", "Maximum budget set for team")

	rayOverhead = histo("ray_serve_llm_router_overhead_seconds", "Time that the router spent on a request.")
	rayHealthy  = gauge("ray_serve_deployment_replica_healthy", "Tracks whether this deployment replica is healthy.")

	dynamoChoice   = histo("dynamo_router_overhead_total_ms", "Time to choose a worker, in ms.")
	dynamoMigrated = counter("dynamo_frontend_model_migration_total", "Requests that moved to another worker.")
	dynamoHeld     = gauge("dynamo_frontend_router_queue_pending_requests", "Requests that wait in the router.")

	llmdChoice      = histo("llm_d_epp_scheduler_e2e_duration_seconds", "Duration of scheduling.")
	llmdHeld        = gauge("llm_d_epp_flow_control_queue_size", "Requests in flow control.")
	llmdDecisions   = counter("llm_d_epp_disagg_decision_total", "Decisions on disaggregation.")
	llmdReady       = gauge("llm_d_epp_ready_endpoints", "Ready endpoints of the pool.")
	llmdSaturation  = gauge("llm_d_epp_flow_control_pool_saturation", "Saturation of the pool.")
	llmdPoolQueue   = gauge("llm_d_epp_average_queue_size", "Mean queue of the pool.")
	pickerViolation = counter("inference_objective_request_slo_violation_total", "Requests that missed their objective.")
)

// ibLink is what a port of 400 Gbit/s carries, bytes per second.
const ibLink = 5e10

func exposeQuietPort(x *exposition, port []string) {
	for _, f := range ibQuiet {
		x.value(f, constant(0), port...)
	}
	x.value(ibRate, constant(ibLink), port...)
}

// exposeGiven offers what HAMi's scheduler gave away of a card.
func exposeGiven(x *exposition, d *device, host []string) {
	given := 0.0
	for _, p := range d.owners {
		given += p.share()
	}
	x.value(hamiSharers, constant(float64(len(d.owners))), host...)
	x.value(hamiGiven, constant(given*totalBytes(d)), host...)
	x.value(hamiCored, constant(100*given), host...)
}

// pageBytes is about what a token takes on the network as JSON.
const pageBytes = 180

// exposeNetwork offers the interface of a pod: answers go out as text, prompts come in.
func exposeNetwork(x *exposition, p *pod, pause []string) {
	count := func(of func(e *engine) int) func() float64 {
		return func() float64 {
			n := 0
			for _, e := range p.engines {
				n += of(e)
			}
			return float64(pageBytes * n)
		}
	}
	x.value(cadvisorNetRx, count(func(e *engine) int { return e.counters.prompt / 40 }), append(pause, "interface", "eth0")...)
	x.value(cadvisorNetTx, count(func(e *engine) int { return e.counters.generation }), append(pause, "interface", "eth0")...)
}

// liteTeamBudget is what a team may spend, USD.
const liteTeamBudget = 5000

// exposeLiteLLMBackends offers calls to back ends and the budgets of teams.
func exposeLiteLLMBackends(x *exposition, routes []*route) {
	spent, order := map[string][]*route{}, []string{}
	for _, r := range routes {
		team := []string{"requested_model", r.model, "team", r.tenant, "team_alias", r.tenant}
		x.histogram(liteUpstream, r.latency, append(team, "model", r.model)...)
		x.value(liteReasoning, constant(0), team...)
		x.value(liteCacheWrites, constant(0), team...)
		call := append(team, "litellm_model_name", r.model, "model_id", "1", "api_base", "http://engine:8000/v1", "api_provider", "hosted_vllm")
		x.value(liteCalls, whole(&r.requests), call...)
		x.value(liteBadCalls, whole(&r.errors), call...)
		x.value(liteCooled, constant(0), call...)
		x.value(liteFallbacks, constant(0), call...)
		x.value(liteFellThrough, constant(0), call...)
		if spent[r.tenant] == nil {
			order = append(order, r.tenant)
		}
		spent[r.tenant] = append(spent[r.tenant], r)
	}
	for _, r := range routes[:min(1, len(routes))] {
		x.value(liteState, constant(0), "litellm_model_name", r.model, "model_id", "1", "api_base", "http://engine:8000/v1", "api_provider", "hosted_vllm")
	}
	for _, name := range order {
		if name == "" {
			continue
		}
		team := []string{"team", name, "team_alias", name}
		x.value(liteBudget, constant(liteTeamBudget), team...)
		x.value(liteLeft, func() float64 {
			left := float64(liteTeamBudget)
			for _, r := range spent[name] {
				left -= r.spend()
			}
			return digits(left, 6)
		}, team...)
	}
}

// choice is how long a router looks for a replica, s.
const choice = 0.0009

// choices is the histogram of looking for a replica, in seconds or in a unit of which a second has so many.
func choices(r *route, unit float64) *histogram {
	edges := make([]float64, len(lookupEdges))
	for i, e := range lookupEdges {
		edges[i] = digits(e*unit, 6)
	}
	return follows(edges, choice*unit, whole(&r.requests))
}

func exposeDynamoRouter(x *exposition, r *route) {
	x.histogram(dynamoChoice, choices(r, 1000), "router_id", "1")
	x.value(dynamoMigrated, constant(0), "model", r.model, "migration_type", "ongoing_request")
	x.value(dynamoHeld, constant(0), "worker_type", "decode")
}

// exposePool offers what llm-d's router knows of its pool, and what it decides.
func exposePool(x *exposition, r *route) {
	first := r.gateway.world.replicas(StagingCluster, r.model, "")[0]
	lbls := append(modelLabels(r), "fairness_id", r.tenant, "priority", "0")
	x.histogram(llmdChoice, choices(r, 1))
	x.value(llmdHeld, constant(0), append(lbls, "inference_pool", "trial")...)
	x.value(llmdDecisions, constant(0), "plugin_name", "disagg", "plugin_type", "disagg", "model_name", r.model, "decision_type", "prefill-decode")
	x.value(llmdDecisions, whole(&r.requests), "plugin_name", "disagg", "plugin_type", "disagg", "model_name", r.model, "decision_type", "decode-only")
	x.value(llmdReady, constant(1), "name", "trial")
	x.value(llmdPoolQueue, func() float64 { return float64(len(first.queue)) }, "name", "trial")
	x.value(llmdSaturation, first.usage, "inference_pool", "trial", "stage", "effective")
	x.value(pickerViolation, constant(0), append(lbls[:4], "type", "ttft")...)
}
