import { slow, tableFrame } from '../testing/frames';

import { readAnswer } from './answer';
import { rangeRows } from './rangeRows';

const frame = tableFrame([
  { labels: { tenant: 'acme' }, values: { ...slow, requests: 12 } },
  { labels: { tenant: 'unlabelled' }, kind: 'unlabelled', values: { e2e: 3 } },
  { labels: { tenant: 'idle' }, values: { e2e: null } },
  { labels: { tenant: 'unlabelled' }, values: { e2e: 1 } },
]);

describe('rows of a table answer', () => {
  const rows = rangeRows(readAnswer([frame]));

  it('are sorted by end-to-end time, those without one last', () => {
    expect(rows.map(({ label, kind }) => `${label} ${kind}`)).toEqual([
      'unlabelled unlabelled',
      'acme value',
      'unlabelled value',
      'idle value',
    ]);
  });

  it('keep a real tenant and a kind of the same name apart', () => {
    expect(new Set(rows.map(({ key }) => key)).size).toBe(4);
  });

  it('have figures, null where undefined, and their place in the frame', () => {
    expect(rows[1].figures).toEqual({ ...slow, requests: 12 });
    expect(rows[1].index).toBe(0);
    expect(rows[3].figures.e2e).toBeNull();
  });
});
