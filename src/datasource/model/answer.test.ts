import { dateTime, type TimeRange } from '@grafana/data';

import { sentExpressions } from './executed';
import { exploreLink } from './exploreLink';
import { migrated, needsMigration } from './migrate';
import { reasonOf } from './reason';
import { aQuery } from '../testing/fixtures';

describe('sentExpressions', () => {
  it('has one for each query, each once', () => {
    expect(sentExpressions('up\nrate(x[5m])\nup')).toEqual(['up', 'rate(x[5m])']);
    expect(sentExpressions(undefined)).toEqual([]);
    expect(sentExpressions('')).toEqual([]);
  });

  it('keeps an expression of several lines together', () => {
    const split = 'sum by (pod) (\n  rate(x{a="(["}[5m])\n)\n/\n  on (pod) y\nup';
    expect(sentExpressions(split)).toEqual(['sum by (pod) (\n  rate(x{a="(["}[5m])\n)\n/\n  on (pod) y', 'up']);
    expect(sentExpressions('a\n  and b')).toEqual(['a\n  and b']);
  });
});

describe('exploreLink', () => {
  const range: TimeRange = { from: dateTime(1000), to: dateTime(2000), raw: { from: 'now-1h', to: dateTime(2000) } };

  it('opens an expression in a data source over the same time', () => {
    const link = exploreLink('up{a="b"}', { uid: 'prom', name: 'Prometheus', type: 'prometheus' }, range);
    const { searchParams, pathname } = new URL(link, 'http://grafana');
    const { tokenpath: pane } = JSON.parse(searchParams.get('panes') ?? '');
    expect(pathname).toBe('/explore');
    expect(pane).toMatchObject({ datasource: 'prom', range: { from: 'now-1h', to: '2000' } });
    const ofSamples = exploreLink('up[5m]', { uid: 'prom', name: 'Prometheus', type: 'prometheus' }, range);
    expect(decodeURIComponent(ofSamples)).toContain('"range":false,"instant":true');
    expect(pane.queries[0]).toMatchObject({
      range: true,
      instant: false,
      expr: 'up{a="b"}',
      datasource: { type: 'prometheus', uid: 'prom' },
    });
  });
});

describe('migration', () => {
  it('is for stored queries of an older version, not for new ones', () => {
    expect(needsMigration(aQuery())).toBe(false);
    expect(needsMigration(aQuery({ version: 0 }))).toBe(true);
    expect(needsMigration({ refId: 'A' } as ReturnType<typeof aQuery>)).toBe(false);
  });

  it('keeps what Grafana stores, and no field that the backend took away', () => {
    const stored = { ...aQuery({ version: 0, legend: 'old' }), hide: true };
    expect(migrated(stored, aQuery({ refId: '' }))).toEqual({ ...aQuery(), hide: true });
  });
});

describe('reasonOf', () => {
  it('prefers the backend’s own sentence', () => {
    expect(reasonOf({ data: { message: 'expr: unexpected' }, message: 'Bad Request' })).toBe('expr: unexpected');
    expect(reasonOf(new Error('down'))).toBe('down');
    expect([reasonOf(undefined), reasonOf({ data: null })]).toEqual(new Array(2).fill('The backend did not answer.'));
  });
});
