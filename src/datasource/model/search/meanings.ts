import { isOneSlip, SHORTEST_WITH_SLIP, stem } from './words';

// What people type for what the catalog calls otherwise.
const synonyms: Record<string, string[]> = {
  answer: ['generation', 'generated'],
  bandwidth: ['dram', 'nvlink', 'pcie', 'throughput'],
  bill: ['cost', 'price', 'spend'],
  busy: ['active', 'activity', 'busy', 'running'],
  cached: ['cache', 'prefix'],
  card: ['gpu'],
  clock: ['clock', 'frequency'],
  delay: ['latency', 'time', 'queue'],
  duration: ['latency', 'time'],
  electricity: ['power', 'energy'],
  error: ['error', 'xid', 'ecc', 'failure'],
  expensive: ['cost', 'price'],
  frequency: ['clock'],
  full: ['usage', 'used'],
  hbm: ['memory', 'dram'],
  heat: ['temperature'],
  hot: ['temperature', 'throttle'],
  idle: ['busy', 'active'],
  input: ['prompt'],
  latency: ['latency', 'time', 'ttft', 'itl'],
  long: ['time', 'latency', 'length'],
  money: ['cost', 'price', 'spend'],
  output: ['generation', 'generated'],
  queue: ['queue', 'waiting'],
  request: ['request'],
  restart: ['restart'],
  saturated: ['usage', 'active', 'waiting'],
  slots: ['running'],
  spend: ['cost', 'price', 'spend'],
  speed: ['token', 'rate', 'clock'],
  stuck: ['stalled', 'stale', 'waiting'],
  throughput: ['token', 'generation'],
  user: ['client', 'gateway', 'tenant'],
  utilisation: ['active', 'activity', 'busy', 'usage'],
  utilization: ['active', 'activity', 'busy', 'usage'],
  vram: ['memory'],
  wait: ['queue', 'waiting'],
  waiting: ['queue'],
  warm: ['temperature'],
  watts: ['power'],
  work: ['active', 'activity'],
};

// Questions that are answered by several signals, the most telling first.
const answers: Record<string, string[]> = {
  slow: [
    'e2e_latency',
    'queue_time',
    'ttft',
    'itl',
    'requests_waiting',
    'preemptions',
    'kv_cache_usage',
    'gpu_throttle',
  ],
  fast: ['generation_tokens', 'ttft', 'itl'],
  bottleneck: ['queue_time', 'kv_cache_usage', 'gpu_tensor_active', 'gpu_dram_active', 'preemptions'],
  wasted: ['gpu_tensor_active', 'gpu_busy', 'gpu_cost', 'preemptions'],
  efficient: ['gpu_tensor_active', 'gpu_power', 'prefix_hit_ratio'],
  efficiency: ['gpu_tensor_active', 'gpu_power', 'prefix_hit_ratio'],
  healthy: ['up', 'stale', 'stalled', 'gpu_xid_events', 'gpu_ecc_errors'],
  broken: ['gpu_xid_events', 'up', 'stalled', 'gpu_ecc_errors', 'pod_restarts'],
  crash: ['pod_restarts', 'pod_oom', 'gpu_xid_events'],
  load: ['requests_running', 'requests_waiting', 'kv_cache_usage'],
  busy: ['gpu_tensor_active', 'gpu_busy', 'gpu_sm_active', 'requests_running'],
  streaming: ['itl', 'client_ttft', 'gateway_ttft'],
};

// A word of a list as it was typed, without its ending, or with one slip in it.
function entryOf(list: Record<string, string[]>, typed: string): string[] {
  const stemmed = stem(typed);
  const exact = list[typed] ?? list[stemmed];
  if (exact || typed.length < SHORTEST_WITH_SLIP) {
    return exact ?? [];
  }
  const near = Object.keys(list).find((word) => stem(word) === stemmed || isOneSlip(word, typed));
  return near ? list[near] : [];
}

/** Other words for a word, without itself. */
export function otherWords(typed: string): string[] {
  return entryOf(synonyms, typed).filter((other) => other !== typed);
}

/** How well a signal answers a word that is a question of its own, from 0 to 1. */
export function answersTo(typed: string, id: string): number {
  const ids = entryOf(answers, typed);
  const place = ids.indexOf(id);
  return place < 0 ? 0 : 1 - place / (ids.length + 1);
}
