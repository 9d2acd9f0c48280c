import { realSignals } from '../testing/realSignals';

import { isOneSlip, tellingWords } from './search/words';
import { searchSignals } from './searchSignals';

const find = (typed: string) => searchSignals(realSignals, typed).map(({ id }) => id);

describe('searchSignals', () => {
  it('lists everything, in its order, where nothing is typed', () => {
    expect(find(' ')).toEqual(realSignals.map(({ id }) => id));
  });

  it.each([
    ['time to first token', 'ttft'],
    ['first token', 'ttft'],
    ['TTFT', 'ttft'],
    ['how long do requests wait', 'queue_time'],
    ['why slow', 'e2e_latency'],
    ['why is it slow?', 'e2e_latency'],
    ['is the GPU busy?', 'gpu_busy'],
    ['utilization', 'gpu_tensor_active'],
    ['generation', 'generation_tokens'],
    ['generation tokens', 'generation_tokens'],
    ['kv_cache_usage', 'kv_cache_usage'],
    ['is the cache full', 'kv_cache_usage'],
    ['DCGM_FI_DEV_GPU_UTIL', 'gpu_busy'],
    ['vllm:num_preemptions_total', 'preemptions'],
    ['how hot', 'gpu_temperature'],
    ['watts', 'gpu_power'],
    ['what does it cost', 'gpu_cost'],
    ['tokens', 'generation_tokens'],
    ['preemtions', 'preemptions'],
    ['temperture', 'gpu_temperature'],
    ['througput', 'generation_tokens'],
  ])('answers "%s" with %s', (typed, id) => {
    expect(find(typed)).toContain(id);
    expect(find(typed).indexOf(id)).toBeLessThan(3);
  });

  it('puts what was named exactly first', () => {
    expect(find('gpu_power')[0]).toBe('gpu_power');
    expect(find('ttft')[0]).toBe('ttft');
    expect(find('DCGM_FI_DEV_GPU_UTIL')[0]).toBe('gpu_busy');
    expect(find('generation')[0]).toBe('generation_tokens');
  });

  it('finds nothing for what is not there', () => {
    expect(find('zebra')).toEqual([]);
    expect(find('gpu zebra')).toEqual([]);
  });
});

describe('words', () => {
  it('leaves out what says nothing, unless there is nothing else', () => {
    expect(tellingWords('Is the GPU busy?')).toEqual(['gpu', 'busy']);
    expect(tellingWords('what is')).toEqual(['what', 'is']);
  });

  it('forgives one slip', () => {
    expect(isOneSlip('tokne', 'token')).toBe(true);
    expect(isOneSlip('tken', 'token')).toBe(true);
    expect(isOneSlip('tokken', 'token')).toBe(true);
    expect(isOneSlip('tikin', 'token')).toBe(false);
    expect(isOneSlip('token', 'tokens')).toBe(true);
    expect(isOneSlip('tok', 'token')).toBe(false);
  });
});
