import { type Explanation } from '../../../shared/panel/header/Help';

/** The terms of the panel, for its "?". */
export const explanations: readonly Explanation[] = [
  {
    term: 'Group',
    sentence:
      'GPUs that compute each step together and wait for one another: those of a replica, or of pods that a label or a binding ties.',
  },
  {
    term: 'Tensor activity',
    sentence: 'The part of the time in which a GPU’s tensor pipes work, in the mean over the window.',
    formula: 'mean of gpu_tensor_active',
  },
  {
    term: 'Straggler',
    sentence:
      'The GPU that the others wait for: the busiest of its group, not the least busy, because all do equal work and the slowest takes longest.',
    formula: 'the largest tensor activity, over at least three samples',
  },
  {
    term: 'Spread',
    sentence: 'How far the GPUs of a group are apart while requests run.',
    formula: '(busiest − least busy) ÷ busiest',
  },
  {
    term: 'Lost GPU time',
    sentence:
      'GPU time spent on waiting for the busiest of the group; the most that it can be, because decode that is bound by memory also idles its tensor pipes.',
    formula: 'Σ over GPUs of (busiest − own) ÷ busiest × time, where busiest ≥ 2 % and spread ≥ 5 %',
  },
  {
    term: 'Lost money',
    sentence: 'The lost GPU time at each GPU’s price.',
    formula: 'Σ over GPUs of lost time × price per GPU-hour',
  },
  {
    term: 'Lost of each step',
    sentence: 'The part of the group’s GPU time that was spent on waiting while the straggler was one.',
    formula: 'lost GPU time ÷ GPU time, in that stretch',
  },
  {
    term: 'Low clock',
    sentence: 'The GPU’s SM clock is 3 % or more below the median of its group.',
    formula: 'clock ≤ 0.97 × median',
  },
  {
    term: 'Throttled',
    sentence: 'The part of the window in which the GPU held its clock down, for whatever reason.',
    formula: 'throttled seconds ÷ seconds',
  },
  {
    term: 'NVLink differs',
    sentence:
      'The GPU sends or receives 20 % more or less than the median of its group; equal ranks send equally much.',
    formula: '|own − median| > 0.2 × median',
  },
  {
    term: 'Bandwidth-bound',
    sentence:
      'NVLink is saturated while the tensor pipes idle: the group waits for its links, not for one of its GPUs.',
  },
  {
    term: 'Bubble',
    sentence: 'The part of the time in which a pipeline’s stage waits for the busiest stage.',
    formula: '(busiest stage − own) ÷ busiest stage',
  },
  {
    term: 'NCCL',
    sentence:
      'Bus bandwidth and time of a collective as NCCL Inspector samples them: quantiles over so many last values, by local index and not by GPU.',
  },
];
