import { dateTime } from '@grafana/data';

import { PresenceCache, presenceRange } from './presence';

const minute = 60_000;
const range = (from: number, to: number) => ({
  from: dateTime(from * minute),
  to: dateTime(to * minute),
  raw: { from: 'now-1h', to: 'now' },
});

describe('presence of signals', () => {
  it('is asked for whole five minutes', () => {
    expect(presenceRange(range(7, 13))).toEqual({ from: 5 * minute, to: 15 * minute });
  });

  it('is asked once a range, and again after a failure', async () => {
    const ask = jest.fn().mockRejectedValueOnce(new Error('down')).mockResolvedValue({ present: {} });
    const cache = new PresenceCache(ask);
    await expect(cache.of({ from: 0, to: 5 })).rejects.toThrow('down');
    await cache.of({ from: 0, to: 5 });
    await cache.of({ from: 0, to: 5 });
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('forgets the oldest ranges', async () => {
    const ask = jest.fn().mockResolvedValue({ present: {} });
    const cache = new PresenceCache(ask);
    for (let to = 1; to <= 12; to += 1) {
      await cache.of({ from: 0, to });
    }
    await cache.of({ from: 0, to: 12 });
    expect(ask).toHaveBeenCalledTimes(12);
    await cache.of({ from: 0, to: 1 });
    expect(ask).toHaveBeenCalledTimes(13);
  });
});
