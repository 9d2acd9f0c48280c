import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { balancePanel } from '../lib/balance';

const GROUP = ['cluster', 'namespace', 'group'];

/** Every group with its GPUs, the largest loss first; a row opens with its GPUs over time. */
export function groups(): PanelBuilder {
  return balancePanel(
    'Balance by group',
    'A row for each parallel group, a cell for each GPU: the one that the others wait for is outlined, with the reason below. Losses are an upper bound. Open a row to see its GPUs over time; a click on a name narrows the dashboard to it.',
    [
      { refId: 'A', by: GROUP, format: 'table' },
      {
        refId: 'B',
        by: [...GROUP, 'gpu_index', 'gpu_uuid'],
        format: 'timeseries',
        fields: ['tensor', 'dram', 'clock', 'power', 'temperature', 'throttle', 'nvlink_tx'],
      },
    ]
  );
}
