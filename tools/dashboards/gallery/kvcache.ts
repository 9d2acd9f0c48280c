import { VIEWS } from '../../../src/panels/kvcache/model/views';
import { kvcachePanel, type KVCacheQuestion } from '../lib/kvcache';
import { latency } from '../lib/latency';

import { type Exhibit, LARGE, SMALL, TINY } from './layout';
import { NOBODY } from './states';

const REPLICA = ['cluster', 'namespace', 'pod'];
const replicas: KVCacheQuestion = { by: REPLICA, format: 'table' };
const both: KVCacheQuestion[] = [replicas, { refId: 'B', by: REPLICA, format: 'timeseries' }];

/** Views, sizes and states of the KV cache panel. */
export const kvcacheWing = (): Exhibit[] => [
  {
    panel: kvcachePanel(
      'KV cache: health, first row open',
      'A verdict per replica, the worst first and open: evidence, what would refute it, and its lines.',
      both,
      { view: 'health', openFirst: true }
    ),
    width: 24,
    height: 14,
  },
  ...VIEWS.filter((view) => view !== 'health').map((view) => ({
    panel: kvcachePanel(`KV cache: ${view}`, 'One of the panel’s views, by replica.', both, { view }),
    ...LARGE,
  })),
  ...VIEWS.map((view) => ({
    panel: kvcachePanel(
      `KV cache: ${view}, small`,
      'The least room that is readable.',
      view === 'health' ? both : [replicas],
      {
        view,
      }
    ),
    ...TINY,
  })),
  {
    panel: kvcachePanel('KV cache: nothing there', 'No row passes the filters.', [{ ...replicas, filters: NOBODY }]),
    ...SMALL,
  },
  {
    panel: kvcachePanel('KV cache: another query type', 'Frames of another query type.', []).withTarget(
      latency({ by: ['llm_model'], format: 'table', fields: ['e2e'] })
    ),
    ...SMALL,
  },
];
