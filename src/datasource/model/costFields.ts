import { type AnswerField } from './answerField';

const used = 'What was used';
const money = 'Money';
const prices = 'Unit prices and use';

/** The fields of a cost query, in the order in which they are answered. */
export const costFields: AnswerField[] = [
  { value: 'gpu_hours', label: 'GPU-hours', group: used, description: 'Hours of whole GPUs' },
  { value: 'prompt_tokens', label: 'Prompt tokens', group: used, description: 'Cached ones are among them' },
  { value: 'generation_tokens', label: 'Generated tokens', group: used, description: 'Made by the engines' },
  { value: 'cached_tokens', label: 'Cached tokens', group: used, description: 'A part of the prompt tokens' },
  { value: 'requests', label: 'Requests', group: used, description: 'Finished requests' },
  { value: 'cost_prompt', label: 'Cost of prompts', group: money, description: 'An estimate, by time in prefill' },
  {
    value: 'cost_generation',
    label: 'Cost of generation',
    group: money,
    description: 'An estimate, by time in decode',
  },
  { value: 'cost_total', label: 'Cost', group: money, description: 'All of the row; rows add up to the bill' },
  {
    value: 'saved_by_cache',
    label: 'Saved by cache',
    group: money,
    description: 'What cached prompts would have cost',
  },
  { value: 'cost_per_mtok_prompt', label: 'Per Mtok of prompts', group: prices, description: 'A million tokens' },
  { value: 'cost_per_mtok_generation', label: 'Per Mtok generated', group: prices, description: 'A million tokens' },
  { value: 'cost_per_request', label: 'Per request', group: prices, description: 'Cost ÷ finished requests' },
  { value: 'useful_ratio', label: 'Useful', group: prices, description: 'Generated tokens that passed a gateway' },
];
