import { type AnswerField } from './answerField';

const phases = 'Mean phases';
const beside = 'Quantiles and means beside them';
const outside = 'Gateway and client';

/** The fields of a latency query, in the order in which they are answered. */
export const latencyFields: AnswerField[] = [
  { value: 'queue', label: 'Queue', group: phases, description: 'Waiting until first scheduled' },
  { value: 'transfer', label: 'Transfer', group: phases, description: 'KV cache moved from prefill to decode' },
  { value: 'prefill', label: 'Prefill', group: phases, description: 'The prompt runs through the model' },
  { value: 'decode', label: 'Decode', group: phases, description: 'From the first to the last token' },
  { value: 'unexplained', label: 'Unexplained', group: phases, description: 'End to end less the phases' },
  { value: 'e2e', label: 'End to end', group: phases, description: 'Arrival at the engine to the last token' },
  { value: 'requests', label: 'Requests', group: beside, description: 'Per second in a graph, a count in a table' },
  { value: 'decomposed', label: 'Decomposed', group: beside, description: 'Share of requests with all phases known' },
  { value: 'ttft_mean', label: 'First token, mean', group: beside, description: 'Time to first token' },
  { value: 'ttft_p50', label: 'First token, p50', group: beside, description: 'Half of the requests were faster' },
  { value: 'ttft_p95', label: 'First token, p95', group: beside, description: '95 % of the requests were faster' },
  { value: 'ttft_p99', label: 'First token, p99', group: beside, description: '99 % of the requests were faster' },
  { value: 'itl_p50', label: 'Between tokens, p50', group: beside, description: 'Inter-token latency' },
  { value: 'itl_p95', label: 'Between tokens, p95', group: beside, description: 'Inter-token latency' },
  { value: 'itl_p99', label: 'Between tokens, p99', group: beside, description: 'Inter-token latency' },
  {
    value: 'gateway_ttft_mean',
    label: 'Gateway first token, mean',
    group: outside,
    description: 'Seen by the gateway',
  },
  { value: 'gateway_ttft_p95', label: 'Gateway first token, p95', group: outside, description: 'Seen by the gateway' },
  { value: 'client_ttft_mean', label: 'Client first token, mean', group: outside, description: 'Seen by the client' },
  { value: 'client_ttft_p95', label: 'Client first token, p95', group: outside, description: 'Seen by the client' },
  { value: 'gateway_gap', label: 'Gateway gap', group: outside, description: 'Gateway mean less engine mean' },
];
