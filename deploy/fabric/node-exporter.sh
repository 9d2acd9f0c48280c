# node_exporter on a GPU node. The infiniband collector is on unless it was switched off; the directory is the one that
# NCCL Inspector writes to (nccl-inspector.sh), a hostPath that both containers mount.
node_exporter --collector.infiniband --collector.textfile.directory=/var/lib/node_exporter/nccl_inspector
