/** A figure's meaning in a sentence, with the formula where there is one. */
export interface Explanation {
  term: string;
  sentence: string;
  formula?: string;
}

/** The terms of the panel, for its "?". */
export const explanations: readonly Explanation[] = [
  {
    term: 'Queue',
    sentence: 'Mean time that a request waits in the engine before its prefill begins.',
    formula: 'Σ queue seconds ÷ Σ requests',
  },
  {
    term: 'KV transfer',
    sentence: 'Mean time in which the KV cache moves from a prefill replica to its decode replica.',
    formula: 'Σ transfer seconds ÷ Σ requests',
  },
  {
    term: 'Prefill',
    sentence: 'Mean time to compute the prompt; bound by compute.',
    formula: 'Σ prefill seconds ÷ Σ requests',
  },
  {
    term: 'Decode',
    sentence: 'Mean time to generate the answer, token by token; bound by memory.',
    formula: 'Σ decode seconds ÷ Σ requests',
  },
  {
    term: 'Unexplained',
    sentence: 'What the phases leave of the end-to-end time; below zero where they overlap or are counted twice.',
    formula: 'end to end − (queue + transfer + prefill + decode)',
  },
  {
    term: 'End to end',
    sentence: 'Mean time from a request’s arrival to its last token, by the gateway or else the engine.',
    formula: 'Σ request seconds ÷ Σ requests',
  },
  { term: 'Share', sentence: 'A phase as a part of the mean end-to-end time.', formula: 'phase ÷ end to end' },
  {
    term: 'Decomposed',
    sentence: 'The part of the requests whose phases are all reported; only these are in the stack.',
    formula: 'requests with all phases ÷ requests',
  },
  {
    term: 'TTFT, ITL',
    sentence: 'Time to first token, and time between two tokens, as the engine measures them.',
  },
  {
    term: 'p50, p95, p99',
    sentence:
      'That part of the requests took no longer; interpolated within a bucket of the engine’s histogram, so no surer than the bucket is narrow.',
  },
  {
    term: 'Gateway gap',
    sentence: 'How much later the first token leaves the gateway than the engine; a proxy that buffers makes it wide.',
    formula: 'gateway TTFT mean − engine TTFT mean',
  },
  {
    term: 'All rows',
    sentence: 'Rows put together, each step weighted by its requests; quantiles cannot be put together.',
    formula: 'Σ (phase × requests) ÷ Σ requests',
  },
];
