import { type Explanation } from '../../../shared/panel/header/Help';

/** The terms of the panel, for its "?". */
export const explanations: readonly Explanation[] = [
  {
    term: 'Bill',
    sentence: 'Price of every GPU over the time in which it is there; all rows add up to it, in each currency.',
    formula: 'Σ GPUs ∫ price dt',
  },
  {
    term: 'Prompt, generation',
    sentence: 'A row’s money, divided by the time that requests spent in prefill and in decode; an estimate.',
    formula: 'cost × Σ prefill seconds ÷ Σ (prefill + decode) seconds',
  },
  {
    term: 'Not divided',
    sentence: 'Money of tokens of engines that do not report the time of both phases.',
    formula: 'cost − prompt − generation',
  },
  {
    term: 'Saved by cache',
    sentence: 'What the cached prompt tokens would have cost; left of the axis, because it is no part of the bill.',
    formula: 'prompt cost × cached ÷ (prompt tokens − cached)',
  },
  {
    term: 'Share',
    sentence: 'A row as a part of the bill in its currency.',
    formula: 'cost ÷ bill',
  },
  {
    term: 'Idle',
    sentence: 'Money of GPUs that a known replica held while it made no token.',
  },
  {
    term: 'Unattributed',
    sentence: 'Money of GPUs that nobody held, or a pod without engine series.',
  },
  {
    term: 'Unlabelled',
    sentence: 'Money of tokens beyond those that gateways counted, or of requests that name no tenant.',
  },
  { term: 'Other', sentence: 'Money of the rows that the query’s “top” leaves out.' },
  {
    term: 'Effective basis',
    sentence: 'All money of an allocation interval belongs to the tokens made in it.',
  },
  {
    term: 'Usage basis',
    sentence: 'Only the part of an interval in which work ran belongs to tokens; the rest is idle.',
  },
  {
    term: 'Per M tokens',
    sentence: 'Money of a million prompt or generated tokens; undefined without tokens.',
    formula: 'part of the cost ÷ tokens × 1,000,000',
  },
  {
    term: 'Per request',
    sentence: 'All of a row’s money for each finished request; a tenant’s are the gateway’s without errors.',
    formula: 'cost ÷ requests',
  },
  {
    term: 'Useful tokens',
    sentence:
      'The part of the generated tokens that passed a gateway; the rest was billed, and reached nobody we know.',
    formula: 'gateway tokens ÷ engine tokens',
  },
  {
    term: 'Month',
    sentence:
      'The month to date where the panel’s range begins with the month, and the rest of it at the mean rate; otherwise a whole month at the mean rate.',
    formula: 'month to date + rate × hours left',
  },
  {
    term: 'Budget',
    sentence: 'The dashed mark of a row: the range’s part of what its key may spend in a month.',
    formula: 'budget × hours of the range ÷ hours of the month',
  },
];
