import { balancePanel, type BalanceQuestion } from '../lib/balance';
import { latency } from '../lib/latency';

import { type Exhibit, LARGE, SMALL, TINY } from './layout';
import { NOBODY } from './states';

const GROUP = ['cluster', 'namespace', 'group'];
const groups: BalanceQuestion = { by: GROUP, format: 'table' };
const gpus: BalanceQuestion = { refId: 'B', by: [...GROUP, 'gpu_index', 'gpu_uuid'], format: 'timeseries' };

/** Views, sizes and states of the balance panel. */
export const balanceWing = (): Exhibit[] => [
  {
    panel: balancePanel(
      'Balance: findings',
      'Only groups of which one GPU keeps the others waiting, coloured by tensor activity.',
      [groups, gpus],
      { onlyFindings: true }
    ),
    ...LARGE,
  },
  {
    panel: balancePanel('Balance: all groups, by clock', 'All groups by name, coloured by clock.', [groups, gpus], {
      sort: 'name',
      cell: 'clock',
      chart: 'clock',
    }),
    ...LARGE,
  },
  {
    panel: balancePanel('Balance: small', 'The least room that is readable.', [groups, gpus]),
    ...TINY,
  },
  {
    panel: balancePanel('Balance: nothing there', 'No row passes the filters.', [{ ...groups, filters: NOBODY }]),
    ...SMALL,
  },
  {
    panel: balancePanel('Balance: another query type', 'Frames of another query type.', []).withTarget(
      latency({ by: ['llm_model'], format: 'table', fields: ['e2e'] })
    ),
    ...SMALL,
  },
];
