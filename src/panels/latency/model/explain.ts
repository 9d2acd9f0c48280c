import { formatFigure } from '../../../shared/format';
import { type Explanation } from '../../../shared/panel/header/Help';
import { type View } from '../options/options';

import { LEAST_GROWTH_S, LEAST_NOISE, LEAST_STEPS } from './gapGrowth';

const queue: Explanation = {
  term: 'Queue',
  sentence: 'Mean time that a request waits in the engine before its prefill begins.',
  formula: 'Σ queue seconds ÷ Σ requests',
};

const transfer: Explanation = {
  term: 'KV transfer',
  sentence: 'Mean time in which the KV cache moves from a prefill replica to its decode replica.',
  formula: 'Σ transfer seconds ÷ Σ requests',
};

const prefill: Explanation = {
  term: 'Prefill',
  sentence: 'Mean time to compute the prompt; bound by compute.',
  formula: 'Σ prefill seconds ÷ Σ requests',
};

const gatewayGap: Explanation = {
  term: 'Gateway gap',
  sentence:
    'How much later the first token leaves the gateway than the engine; a proxy that buffers makes it wide. Unknown where the two count different numbers of requests.',
  formula: 'gateway TTFT mean − engine TTFT mean',
};

const wholeRequest: readonly Explanation[] = [
  queue,
  transfer,
  prefill,
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
  gatewayGap,
  {
    term: 'All rows',
    sentence: 'Rows put together, each step weighted by its requests; quantiles cannot be put together.',
    formula: 'Σ (phase × requests) ÷ Σ requests',
  },
];

const firstToken: readonly Explanation[] = [
  {
    term: 'First token',
    sentence:
      'Mean time to the first token as the outermost of client, gateway and engine saw it; each counts the requests that it knows.',
    formula: 'Σ seconds to the first token ÷ Σ requests',
  },
  {
    term: 'Client gap',
    sentence: 'Between client and gateway: the network, and what the client does before it measures.',
    formula: 'client TTFT mean − gateway TTFT mean',
  },
  gatewayGap,
  {
    term: 'Growing gap',
    sentence: `Marked from ${LEAST_STEPS} steps in a row in which the gateway gap is above the usual one, which a quarter of the steps do not pass, by ${formatFigure(
      LEAST_GROWTH_S,
      's'
    )}, by half of it, by ${LEAST_NOISE} times what it changes from step to step, and by more than the engine’s own time has grown.`,
    formula: 'gap − usual ≥ max(50 ms, usual ÷ 2, 4 × median change, engine TTFT − usual engine TTFT)',
  },
  queue,
  transfer,
  prefill,
  {
    term: 'Engine rest',
    sentence:
      'What the phases leave of the engine’s time to first token: scheduling, tokenising, sending; below zero where they count different requests.',
    formula: 'engine TTFT mean − (queue + transfer + prefill)',
  },
  {
    term: 'Not divided',
    sentence: 'Time to the first token of which no part is known, because a phase or a gap is not reported.',
  },
];

/** The terms of a view, for its "?". */
export const explanationsOf = (view: View): readonly Explanation[] => (view === 'first' ? firstToken : wholeRequest);
