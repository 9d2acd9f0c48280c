# NCCL Inspector, in the environment of every engine process. The library is built from plugins/profiler/inspector of
# NVIDIA/nccl. Without the interval it writes only when a communicator ends; 30 s is the shortest for Prometheus.
export NCCL_PROFILER_PLUGIN=/opt/nccl/libnccl-profiler-inspector.so
export NCCL_INSPECTOR_ENABLE=1
export NCCL_INSPECTOR_PROM_DUMP=1
export NCCL_INSPECTOR_DUMP_THREAD_INTERVAL_MICROSECONDS=30000000
export NCCL_INSPECTOR_DUMP_DIR=/var/lib/node_exporter/nccl_inspector
