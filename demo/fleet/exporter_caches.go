package fleet

import "math"

// tierChunk is how many tokens a key of LMCache stands for.
const tierChunk = 256

var (
	lmcacheLookups   = counter("lmcache:num_lookup_tokens_total", "Total number of tokens looked up.")
	lmcacheFound     = counter("lmcache:num_lookup_hits_total", "Total number of tokens found in a look-up.")
	lmcacheHit       = counter("lmcache:num_hit_tokens_total", "Total number of tokens hit.")
	lmcacheStored    = counter("lmcache:num_stored_tokens_total", "Total number of tokens stored.")
	lmcacheRead      = counter("lmcache:num_remote_read_bytes_total", "Total number of bytes read from the remote store.")
	lmcacheWritten   = counter("lmcache:num_remote_write_bytes_total", "Total number of bytes written to the remote store.")
	lmcacheLookup    = histo("lmcache:time_to_lookup", "Time to look up.")
	lmcacheRetrieve  = histo("lmcache:time_to_retrieve", "Time to retrieve.")
	lmcacheStore     = histo("lmcache:time_to_store", "Time to store.")
	lmcacheLocal     = gauge("lmcache:local_cache_usage", "Bytes in the local cache.")
	lmcacheDisk      = gauge("lmcache:local_storage_usage", "Bytes in the local storage.")
	lmcacheRemote    = gauge("lmcache:remote_cache_usage", "Bytes in the remote store.")
	lmcacheHitRate   = gauge("lmcache:lookup_hit_rate", "Hit rate of look-ups since the last log line.")
	lmcacheRemoteGet = histo("lmcache:remote_time_to_get", "Time to get from the remote store, in ms.")
	lmcacheRemotePut = histo("lmcache:remote_time_to_put", "Time to put into the remote store, in ms.")
	lmcachePeer      = histo("lmcache:p2p_time_to_transfer", "Time to transfer from a peer.")
	lmcacheStuck     = counter("lmcache:local_cpu_evict_failed_count_total", "Total number of failed evictions from the local cache.")
	lmcacheEvicted   = counter("lmcache:local_cpu_evict_keys_count_total", "Total number of keys evicted from the local cache.")
	lmcacheHealthy   = gauge("lmcache:lmcache_is_healthy", "1 where LMCache is healthy.")
)

// exposeLMCache offers what LMCache exposes inside an engine's process.
func exposeLMCache(x *exposition, e *engine) {
	v := engineView{x, e, []string{"model_name", e.spec.model, "served_model_name", e.spec.model, "worker_id", "0", "role", "worker"}}
	m := e.moves()
	v.value(lmcacheLookups, whole(&e.counters.tierQueried))
	v.value(lmcacheFound, whole(&e.counters.tierHit))
	v.value(lmcacheHit, m.loaded)
	v.value(lmcacheStored, m.stored)
	v.value(lmcacheRead, m.loadedBytes)
	v.value(lmcacheWritten, m.storedBytes)
	v.histogram(lmcacheLookup, follows(lookupEdges, lookupTime, func() float64 { return float64(e.sums.begun) }))
	v.histogram(lmcacheRetrieve, m.times(m.loadedBytes, 1))
	v.histogram(lmcacheStore, m.times(m.storedBytes, 1))
	held := func() float64 { return m.hostHeld() * m.perToken() }
	v.value(lmcacheLocal, held)
	v.value(lmcacheDisk, constant(0))
	v.value(lmcacheRemote, m.storedBytes)
	v.value(lmcacheHitRate, func() float64 { return digits(ratio(e.counters.tierHit, e.counters.tierQueried), 4) })
	v.histogram(lmcacheRemoteGet, m.times(m.loadedBytes, 1000))
	v.histogram(lmcacheRemotePut, m.times(m.storedBytes, 1000))
	v.histogram(lmcachePeer, follows(shortEdges, 0.004, func() float64 { return float64(e.counters.tierHit / 4096) }))
	v.value(lmcacheStuck, constant(0))
	v.value(lmcacheEvicted, func() float64 { return math.Floor(max(0, m.stored()-m.hostHeld()) / tierChunk) })
	v.value(lmcacheHealthy, constant(1))
}

var (
	lmcacheServerLookups = counter("lmcache_mp_lookup_requested_tokens_total", "Tokens that engines looked up.")
	lmcacheServerHits    = counter("lmcache_mp_lookup_hit_tokens_total", "Tokens that were found.")
	lmcacheServerL2Hits  = counter("lmcache_mp_lookup_hit_l2_tokens_total", "Tokens that were found behind the host's memory.")
	lmcacheServerUsage   = gauge("lmcache_mp_l1_usage_ratio", "Share of the host's memory that is used.")
	lmcacheServerBytes   = gauge("lmcache_mp_l1_memory_usage_bytes", "Bytes held in the host's memory.")
	lmcacheServerL2Bytes = gauge("lmcache_mp_l2_usage_bytes", "Bytes held behind the host's memory.")
	lmcacheServerLife    = histo("lmcache_mp_l0_block_lifetime_seconds", "Lifetime of blocks on the GPU, of a sample.")
	lmcacheServerIdle    = histo("lmcache_mp_l0_block_idle_before_evict_seconds", "Idle time of blocks on the GPU before they went, of a sample.")
	lmcacheServerNoRoom  = counter("lmcache_mp_l1_allocation_failure_chunks_total", "Chunks for which the host's memory had no room.")
	lmcacheServerMissed  = counter("lmcache_mp_l2_prefetch_failure_chunks_total", "Chunks that could not be read from behind the host's memory.")
	lmcacheServerEvicted = counter("lmcache_mp_l1_evicted_chunks_total", "Chunks evicted from the host's memory.")
	lmcacheServerGone    = counter("lmcache_mp_l2_evicted_chunks_total", "Chunks evicted from behind the host's memory.")
	lmcacheServerReuse   = histo("lmcache_mp_l0_block_reuse_gap_seconds", "Time between two uses of blocks on the GPU, of a sample.")

	mooncakeMemory = gauge("master_allocated_bytes", "Total bytes currently allocated across all segments")
	mooncakeFiles  = gauge("master_allocated_file_size_bytes", "Total bytes of files currently allocated")
	mooncakeTotal  = gauge("master_total_capacity_bytes", "Total capacity across all mounted segments")
)

// cacheTargets are the caches that stand apart from their engines: LMCache's server, which
// serves the vLLM that has everything switched on, and the master of the Mooncake store
// behind SGLang's pair.
func (f *Fleet) cacheTargets() []*Target {
	return []*Target{
		f.serverTarget("try", "lmcache-server", "lmcache-server-0", "4.1:9090", func(x *exposition) { exposeLMCacheServer(x, f.world.engineOf(modelLlama1B, rolePrefill)) }),
		f.serverTarget("try", "mooncake-master", "mooncake-master-0", "4.2:9003", func(x *exposition) { exposeMooncake(x, f.world.engineOf(modelQwen35, roleDecode)) }),
	}
}

// engineOf is the staging cluster's engine of a model that is never replaced.
func (w *world) engineOf(model, role string) func() *engine {
	return func() *engine { return w.replicas(StagingCluster, model, role)[0] }
}

func exposeLMCacheServer(x *exposition, of func() *engine) {
	e := of()
	lbls := []string{"model_name", e.spec.model, "cache_salt", "team-a"}
	m := e.moves()
	x.value(lmcacheServerLookups, whole(&e.counters.tierQueried), lbls...)
	x.value(lmcacheServerHits, m.loaded, lbls...)
	x.value(lmcacheServerL2Hits, func() float64 { return float64(e.counters.tierHit / 8) }, lbls...)
	x.value(lmcacheServerUsage, m.hostUsage)
	x.value(lmcacheServerBytes, func() float64 { return m.hostHeld() * m.perToken() })
	x.value(lmcacheServerL2Bytes, m.storedBytes, "l2_name", "fs")
	x.value(lmcacheServerNoRoom, constant(0), "during", "store", "reason", "full", "model_name", e.spec.model)
	x.value(lmcacheServerMissed, constant(0), "during", "load", "reason", "timeout", "model_name", e.spec.model)
	x.value(lmcacheServerEvicted, func() float64 { return math.Floor(max(0, m.stored()-m.hostHeld()) / tierChunk) }, "cache_salt", "team-a")
	x.value(lmcacheServerGone, constant(0), "cache_salt", "team-a")
	own := []string{"instance_id", "1", "model_name", e.spec.model}
	x.histogram(lmcacheServerLife, e.blocks.lifetime, own...)
	x.histogram(lmcacheServerIdle, e.blocks.wait, own...)
	x.histogram(lmcacheServerReuse, e.blocks.gap, own...)
}

func exposeMooncake(x *exposition, of func() *engine) {
	m := of().moves()
	x.value(mooncakeMemory, func() float64 { return m.hostHeld() * m.perToken() })
	x.value(mooncakeFiles, constant(0))
	x.value(mooncakeTotal, constant(hostTokens*m.e.spec.kvTokens*m.perToken()))
}
