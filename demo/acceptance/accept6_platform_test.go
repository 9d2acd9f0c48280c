package acceptance_test

import (
	"strings"
	"testing"
)

const ksmPage = `
kube_pod_info{namespace="chat",pod="llama-0",uid="u-1",node="n1",host_ip="10.0.0.1",pod_ip="10.2.0.1",created_by_kind="StatefulSet",created_by_name="llama",priority_class="",host_network="false"} 1
kube_pod_owner{namespace="chat",pod="llama-0",uid="u-1",owner_kind="StatefulSet",owner_name="llama",owner_is_controller="true"} 1
kube_pod_status_phase{namespace="chat",pod="llama-0",uid="u-1",phase="Pending"} 0
kube_pod_status_phase{namespace="chat",pod="llama-0",uid="u-1",phase="Running"} 1
kube_pod_status_phase{namespace="chat",pod="llama-0",uid="u-1",phase="Failed"} 0
kube_pod_status_phase{namespace="chat",pod="llama-1",uid="u-2",phase="Pending"} 1
kube_pod_status_phase{namespace="chat",pod="llama-1",uid="u-2",phase="Running"} 0
kube_pod_status_ready{namespace="chat",pod="llama-0",uid="u-1",condition="true"} 1
kube_pod_status_ready{namespace="chat",pod="llama-0",uid="u-1",condition="false"} 0
kube_pod_status_ready{namespace="chat",pod="llama-0",uid="u-1",condition="unknown"} 0
kube_pod_container_status_restarts_total{namespace="chat",pod="llama-0",uid="u-1",container="vllm"} +0.0025
kube_pod_container_status_restarts_total{namespace="chat",pod="llama-0",uid="u-1",container="istio-proxy"} 4
kube_pod_container_status_last_terminated_reason{namespace="chat",pod="llama-0",uid="u-1",container="vllm",reason="OOMKilled"} 1
kube_pod_container_resource_requests{namespace="chat",pod="llama-0",uid="u-1",container="vllm",node="n1",resource="nvidia_com_gpu",unit="integer"} 2
kube_pod_container_resource_requests{namespace="chat",pod="llama-0",uid="u-1",container="vllm",node="n1",resource="cpu",unit="core"} 8
kube_pod_container_resource_limits{namespace="chat",pod="llama-0",uid="u-1",container="vllm",node="n1",resource="cpu",unit="core"} 16
kube_pod_container_resource_limits{namespace="chat",pod="llama-0",uid="u-1",container="vllm",node="n1",resource="memory",unit="byte"} 6.4e10
kube_pod_container_resource_limits{namespace="chat",pod="llama-0",uid="u-1",container="istio-proxy",node="n1",resource="memory",unit="byte"} 1e9
kube_resourcequota{namespace="chat",resourcequota="gpus",resource="requests.nvidia.com/gpu",type="hard"} 8
kube_resourcequota{namespace="chat",resourcequota="gpus",resource="requests.nvidia.com/gpu",type="used"} 6
kube_resourcequota{namespace="chat",resourcequota="gpus",resource="pods",type="used"} 40
kube_statefulset_replicas{namespace="chat",statefulset="llama"} 3
kube_statefulset_status_replicas_ready{namespace="chat",statefulset="llama"} 2
kube_horizontalpodautoscaler_spec_max_replicas{namespace="chat",horizontalpodautoscaler="llama"} 5
kube_node_status_allocatable{node="n1",resource="nvidia_com_gpu",unit="integer"} 8
kube_node_status_allocatable{node="n1",resource="cpu",unit="core"} 96
`

var ksmSays = wanted{"pod_ready/last": 1, "pod_oom/last": 1, "pod_gpu_requests/last": 2, "cpu_limit/last": 16, "memory_limit/last": 6.5e10, "cpu_requests/last": 8, "pod_restarts/total": 3}

// kube-state-metrics, whether its labels are honoured or not: it is never its own pod.
func TestAccept6_KubeStateMetrics(t *testing.T) {
	for _, honour := range []bool{true, false} {
		x := target{scrape: scrape{step: 30}, honour: honour, scraped: []string{"job", "kube-state-metrics", "instance", "10.2.0.9:8080", "namespace", "monitoring", "pod", "ksm-0", "container", "kube-state-metrics", "node", "n7"}, page: ksmPage}
		w := printed(t, x, on("chat", "llama-0", vllm033))
		w.tells([]string{"namespace", "chat", "pod", "llama-0"}, ksmSays)
		w.tells([]string{"namespace", "chat"}, wanted{"quota_limit/last": 8, "quota_used/last": 6, "replicas_wanted/last": 3, "replicas_ready/last": 2, "replicas_max/last": 5, "pod_pending/last": 1})
		w.tells([]string{"node", "n1"}, wanted{"node_gpus_allocatable/last": 8})
		a := w.ask(signals("table", []string{"pod"}, operand{As: "r", Signal: "pod_restarts", Stat: "total"}))
		if n := len(a.where("pod", "ksm-0")); n != 0 {
			t.Errorf("the exporter's own pod is in the answer:\n%s", a)
		}
	}
}

// cAdvisor: the pod's and the pause container's lines are no containers; throttling is a share of periods.
func TestAccept6_CAdvisor(t *testing.T) {
	page := strings.ReplaceAll(`
container_cpu_cfs_periods_total{L,container="vllm"} +10
container_cpu_cfs_throttled_periods_total{L,container="vllm"} +2.5
container_cpu_cfs_throttled_seconds_total{L,container="vllm"} +0.1
container_cpu_usage_seconds_total{L,container="vllm"} +8
container_memory_working_set_bytes{L,container="vllm"} 5e10
container_memory_working_set_bytes{L,container="istio-proxy"} 1e9
container_memory_working_set_bytes{L,container="POD"} 1e6
container_memory_working_set_bytes{L} 5.1e10
container_memory_rss{L,container="vllm"} 4e10
container_oom_events_total{L,container="vllm"} +0
`, "{L", `{id="/kubepods/x",image="i",name="n",namespace="chat",pod="llama-0"`)
	x := target{honour: true, scraped: []string{"job", "kubelet", "instance", "n1:10250", "node", "n1", "metrics_path", "/metrics/cadvisor"}, page: page}
	w := printed(t, x, on("chat", "llama-0", vllm033))
	w.tells([]string{"namespace", "chat", "pod", "llama-0"}, wanted{"cpu_throttled": 0.25, "memory_working_set": 5.1e10})
}

func TestAccept6_Tetragon(t *testing.T) {
	w := printed(t, target{scraped: []string{"job", "tetragon", "instance", "n1:2112", "namespace", "kube-system", "pod", "tetragon-x"}, page: `
tetragon_events_total{type="PROCESS_EXEC",namespace="chat",workload="llama",pod="llama-0",binary="/usr/bin/python3",node_name="n1"} +0.5
tetragon_events_total{type="PROCESS_EXIT",namespace="chat",workload="llama",pod="llama-0",binary="/usr/bin/python3",node_name="n1"} +0.5
tetragon_events_total{type="PROCESS_EXEC",namespace="",workload="",pod="",binary="/usr/bin/bash",node_name="n1"} +3
tetragon_policy_events_total{policy="ptrace",hook="kprobe:sys_ptrace",namespace="chat",workload="llama",pod="llama-0",binary="/usr/bin/gdb",node_name="n1"} +0.1
tetragon_errors_total{error="handler"} +0
tetragon_build_info{commit="x",go_version="1.24"} 1
`}, on("chat", "llama-0", vllm033))
	w.tells([]string{"namespace", "chat", "pod", "llama-0"}, wanted{"security_events/total": 1200, "policy_events/total": 120})
}

// OpenCost: the price is of one GPU-hour of a node; the same through a list of nodes whose scrape renames instance.
func TestAccept6_OpenCost(t *testing.T) {
	page := `
node_gpu_hourly_cost{instance="h100",node="h100",instance_type="p5.48xlarge",region="eu",provider_id="x",arch="amd64",uid="n-1"} 36
node_cpu_hourly_cost{instance="h100",node="h100",instance_type="p5.48xlarge",region="eu",provider_id="x",arch="amd64"} 0.03
node_total_hourly_cost{instance="h100",node="h100",instance_type="p5.48xlarge",region="eu",provider_id="x",arch="amd64"} 300
node_gpu_count{instance="h100",node="h100",instance_type="p5.48xlarge",region="eu",provider_id="x",arch="amd64"} 1
kubecost_node_is_spot{instance="h100",node="h100"} 0
container_gpu_allocation{namespace="chat",pod="llama-0",container="vllm",instance="h100",node="h100"} 1
cluster_gpu_pending_request_total{resource="nvidia.com/gpu"} 0
`
	for _, honour := range []bool{true, false} {
		x := target{scrape: scrape{step: 60}, honour: honour, scraped: []string{"job", "opencost", "instance", "10.2.0.7:9003", "namespace", "opencost", "pod", "opencost-0", "container", "opencost"}, page: page}
		w := printed(t, x, exporterOn("h100", dcgm4("h100", "GPU-"+uuidA, "chat", "llama-0")), on("chat", "llama-0", vllm033))
		w.tells([]string{"node", "h100"}, wanted{"node_gpu_count/last": 1, "node_spot/last": 0})
		w.tells([]string{"namespace", "chat", "pod", "llama-0"}, wanted{"gpu_allocated/last": 1})
		w.tells([]string{"pod", "llama-0"}, wanted{"gpu_cost/total": 12})
		w.tells([]string{"node", "h100"}, wanted{"gpu_price/last": 36})
	}
}

// Fabric: InfiniBand of node_exporter, a switch, and NCCL's own figures, which name a GPU by its local index.
func TestAccept6_Fabric(t *testing.T) {
	w := printed(t, target{scraped: []string{"job", "node", "instance", "n1:9100"}, page: `
node_infiniband_port_data_received_bytes_total{device="mlx5_0",port="1"} +1e9
node_infiniband_port_data_received_bytes_total{device="mlx5_1",port="1"} +2e9
node_infiniband_port_data_transmitted_bytes_total{device="mlx5_0",port="1"} +5e8
node_infiniband_port_transmit_wait_total{device="mlx5_0",port="1"} +7
node_infiniband_info{device="mlx5_0",board_id="x",firmware_version="28",hca_type="MT4129"} 1
nccl_bus_bandwidth_gbs{version="v1",slurm_job_id="7",node="n1",gpu="GPU0",comm_name="tp",n_nodes="1",nranks="8",collective="AllReduce",message_size="1-2MB",algo_proto="RING_LL"} 300
nccl_collective_exec_time_microseconds{version="v1",slurm_job_id="7",node="n1",gpu="GPU0",comm_name="tp",n_nodes="1",nranks="8",collective="AllReduce",message_size="1-2MB",algo_proto="RING_LL"} 250
`}, exporterOn("h100", dcgm4("h100", "GPU-"+uuidA, "chat", "llama-0")+`
DCGM_FI_DEV_NVSWITCH_LINK_THROUGHPUT_TX{nvswitch="nvswitch0",nvlink="0",hostname="h100"} 1000
`), on("chat", "llama-0", vllm033))
	w.tells(nil, wanted{"ib_rx": 3e9, "ib_tx": 5e8, "ib_wait": 7, "nccl_busbw": 300e9, "nccl_time": 0.00025})
}
