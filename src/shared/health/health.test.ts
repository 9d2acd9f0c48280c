import { of, throwError } from 'rxjs';

import { factsOf, isIncomplete } from './facts';
import { fetchHealth, parseHealth } from './health';

const fetch = jest.fn();
jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch }),
}));

const details = {
  product: 'Prometheus',
  version: '3.1.0',
  devices: { matched: 22, total: 24 },
  replicas: { matched: 0, total: 0 },
  engines: [],
  price_found: false,
  methods: { 'gpu-labels': 22 },
};

describe('fetchHealth', () => {
  it('reads a good answer with its details', async () => {
    fetch.mockReturnValue(of({ data: { status: 'OK', message: 'fine', details } }));
    expect(await fetchHealth('a/b')).toEqual({ ok: true, message: 'fine', details });
    expect(fetch).toHaveBeenCalledWith(expect.objectContaining({ url: '/api/datasources/uid/a%2Fb/health' }));
  });

  it('takes a failed check as an answer', async () => {
    fetch.mockReturnValue(throwError(() => ({ status: 400, data: { status: 'ERROR', message: 'refused' } })));
    expect(await fetchHealth('a')).toEqual({ ok: false, message: 'refused', details: undefined });
  });

  it('says what went wrong when there is no answer', async () => {
    fetch.mockReturnValue(throwError(() => ({ status: 502, data: { message: 'Plugin unavailable' } })));
    expect((await fetchHealth('a')).message).toBe('Plugin unavailable');
    fetch.mockReturnValue(throwError(() => new Error('offline')));
    expect((await fetchHealth('a')).message).toBe('offline');
    fetch.mockReturnValue(of({ data: '<html>' }));
    expect((await fetchHealth('a')).ok).toBe(false);
  });

  it('does without details that are not what they should be', () => {
    expect(parseHealth({ status: 'OK', message: 'x', details: { devices: 3 } })?.details).toBeUndefined();
  });
});

describe('factsOf', () => {
  it('shows what is missing as such, never as 0', () => {
    const facts = factsOf(details);
    expect(facts.map(({ value, level }) => [value, level])).toEqual([
      ['22 of 24', 'watch'],
      ['n/a', 'bad'],
      ['n/a', 'bad'],
      ['n/a', 'watch'],
      ['Prometheus', 'plain'],
    ]);
    expect(facts[0].note).toBe('gpu-labels 22');
  });
});

describe('isIncomplete', () => {
  const whole = {
    ...details,
    devices: { matched: 2, total: 2 },
    replicas: { matched: 1, total: 1 },
    price_found: true,
  };

  it.each([
    [{ engines: ['vllm'] }, false],
    [{ engines: ['vllm'], next_steps: [] }, false],
    [{ engines: ['vllm'], next_steps: ['Scrape the gateway.'] }, true],
    [{ engines: ['vllm'], price_found: false }, true],
    [{ engines: [] }, true],
    [{ engines: ['vllm'], devices: { matched: 1, total: 2 } }, true],
  ])('with %j is %s', (more, incomplete) => expect(isIncomplete({ ...whole, ...more })).toBe(incomplete));
});
