package doctor

// The snippets follow the files in deploy/ and provisioning/, which a test compares them with.
const (
	scrapeEngines = `scrape_configs:
  - job_name: vllm
    scrape_interval: 15s
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name, __meta_kubernetes_pod_container_port_name]
        regex: vllm;(metrics|http)
        action: keep
      - { source_labels: [__meta_kubernetes_namespace], target_label: namespace }
      - { source_labels: [__meta_kubernetes_pod_name], target_label: pod }
      - { source_labels: [__meta_kubernetes_pod_node_name], target_label: node }
      - { target_label: cluster, replacement: my-cluster }
`
	podLabels = `relabel_configs:
      - { source_labels: [__meta_kubernetes_namespace], target_label: namespace }
      - { source_labels: [__meta_kubernetes_pod_name], target_label: pod }
      - { source_labels: [__meta_kubernetes_pod_node_name], target_label: node }
`
	scrapeGPUs = `scrape_configs:
  - job_name: dcgm-exporter
    scrape_interval: 15s
    honor_labels: true
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name, __meta_kubernetes_pod_container_port_number]
        regex: dcgm-exporter;9400
        action: keep
      - { target_label: cluster, replacement: my-cluster }
`
	ownersOfGPUs = `extraEnv:
  - name: DCGM_EXPORTER_KUBERNETES
    value: "true"
  - name: DCGM_EXPORTER_INTERVAL
    value: "15000"
  - name: NODE_NAME
    valueFrom:
      fieldRef:
        fieldPath: spec.nodeName
`
	scrapePlatform = `scrape_configs:
  - job_name: kube-state-metrics
    scrape_interval: 30s
    honor_labels: true
    kubernetes_sd_configs:
      - role: endpoints
    relabel_configs:
      - source_labels: [__meta_kubernetes_service_label_app_kubernetes_io_name, __meta_kubernetes_endpoint_port_name]
        regex: kube-state-metrics;http
        action: keep
      - { target_label: cluster, replacement: my-cluster }
`
	platformFlags = `kube-state-metrics --resources=pods,nodes,deployments,statefulsets,resourcequotas`
	scrapePrices  = `scrape_configs:
  - job_name: opencost
    scrape_interval: 1m
    honor_labels: true
    kubernetes_sd_configs:
      - role: endpoints
    relabel_configs:
      - source_labels: [__meta_kubernetes_service_label_app_kubernetes_io_name, __meta_kubernetes_endpoint_port_name]
        regex: opencost;http
        action: keep
      - { target_label: cluster, replacement: my-cluster }
`
	scrapeContainers = `scrape_configs:
  - job_name: cadvisor
    scrape_interval: 30s
    scheme: https
    metrics_path: /metrics/cadvisor
    tls_config: { ca_file: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt }
    authorization: { credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token }
    kubernetes_sd_configs:
      - role: node
    relabel_configs:
      - { source_labels: [__meta_kubernetes_node_name], target_label: node }
      - { target_label: cluster, replacement: my-cluster }
`
	honorLabels = `- job_name: dcgm-exporter
    honor_labels: true
`
	serviceMonitor = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: dcgm-exporter
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: dcgm-exporter
  endpoints:
    - port: metrics
      interval: 15s
      honorLabels: true
`
	declaredPrices = `jsonData:
  prices:
    - { gpu_model: NVIDIA H100 80GB HBM3, per_hour: 2.5, currency: EUR }
`
	declaredCurrencies = `jsonData:
  currencies:
    - { currency: EUR }
`
	declaredBindings = `jsonData:
  bindings:
    - instance: 10.0.0.7:8000
      gpu_uuids: [GPU-00000000-0000-0000-0000-000000000000]
`
	declaredCluster = `global:
  external_labels:
    cluster: my-cluster
`
	scrapeGateway = `scrape_configs:
  - job_name: litellm
    scrape_interval: 15s
    metrics_path: /metrics/
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name, __meta_kubernetes_pod_container_port_name]
        regex: litellm(-helm)?;http
        action: keep
      - { target_label: cluster, replacement: my-cluster }
`
	gatewayMetrics = `litellm_settings:
  callbacks:
    - prometheus
`
	spansToMetrics = `receivers:
  otlp:
    protocols:
      grpc: { endpoint: 0.0.0.0:4317 }
connectors:
  spanmetrics:
    histogram:
      unit: s
      explicit: { buckets: [100ms, 250ms, 500ms, 1s, 2500ms, 5s, 10s, 20s, 40s, 80s, 160s] }
    dimensions:
      - name: gen_ai.request.model
    exemplars: { enabled: true }
exporters:
  otlp/traces: { endpoint: "tempo:4317", tls: { insecure: true } }
  prometheus: { endpoint: 0.0.0.0:8889, enable_open_metrics: true }
service:
  pipelines:
    traces: { receivers: [otlp], exporters: [otlp/traces, spanmetrics] }
    metrics: { receivers: [spanmetrics], exporters: [prometheus] }
`
	keepExemplars     = `prometheus --enable-feature=exemplar-storage`
	traceDestinations = `jsonData:
  exemplarTraceIdDestinations:
    - name: trace_id
      datasourceUid: tempo
`
	traceStore = `jsonData:
  endpoints:
    traces:
      url: http://tempo:3200
`
	exposeFabric = `node_exporter --collector.infiniband --collector.textfile.directory=/var/lib/node_exporter/nccl_inspector`
	scrapeFabric = `scrape_configs:
  - job_name: node-exporter
    scrape_interval: 30s
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name, __meta_kubernetes_pod_container_port_number]
        regex: (prometheus-)?node-exporter;9100
        action: keep
      - { source_labels: [__meta_kubernetes_pod_node_name], target_label: node }
      - { target_label: cluster, replacement: my-cluster }
`
	inspectNCCL = `export NCCL_PROFILER_PLUGIN=/opt/nccl/libnccl-profiler-inspector.so
export NCCL_INSPECTOR_ENABLE=1
export NCCL_INSPECTOR_PROM_DUMP=1
export NCCL_INSPECTOR_DUMP_THREAD_INTERVAL_MICROSECONDS=30000000
export NCCL_INSPECTOR_DUMP_DIR=/var/lib/node_exporter/nccl_inspector
`
	scrapeKernel = `scrape_configs:
  - job_name: tetragon
    scrape_interval: 30s
    honor_labels: true
    kubernetes_sd_configs:
      - role: endpoints
    relabel_configs:
      - source_labels: [__meta_kubernetes_service_label_app_kubernetes_io_name, __meta_kubernetes_endpoint_port_name]
        regex: tetragon;metrics
        action: keep
      - { target_label: cluster, replacement: my-cluster }
`
)
