import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';

import { balance } from '../lib/balance';
import { figuresOf } from '../lib/figures';

/** The answer in one line: how many GPUs work together, how hard, and how much of it is waiting. */
export function answer(): PanelBuilder {
  return figuresOf(
    'All parallel groups',
    'GPUs that compute together, over the whole time range: how many, how busy their tensor pipes and memory were, how much of the time something held their clocks down, and how much GPU time went on waiting for the busiest of a group, at most.',
    balance({ by: [], format: 'table', fields: ['gpus', 'tensor', 'dram', 'throttle', 'lost_gpu_seconds'] }),
    [
      { field: 'gpus', title: 'GPUs in groups' },
      { field: 'tensor', title: 'Tensor activity' },
      { field: 'dram', title: 'Memory activity' },
      { field: 'throttle', title: 'Throttled' },
      { field: 'lost_gpu_seconds', title: 'Lost GPU time, ≤' },
    ],
    'each'
  );
}
