import { formatBytes, parseBytes } from './bytes';
import { currencyError, headerError, labelError, metricError, parametersError, urlError } from './checks';
import { instantError, instantOf, validityError } from './instants';
import { formatPairs, parsePairs } from './keyValues';
import { withParameter } from './parameters';
import { destinationProblem } from './problems';

describe('checks of texts', () => {
  it('wants a whole URL without credentials', () => {
    const fine = ['', 'http://p:9090/x', 'https://p', '${URL}', '$URL'];
    expect(fine.map(urlError).filter(Boolean)).toEqual([]);
    expect(['p:9090', 'http://', 'ftp://p', 'https://user:pw@p'].every(urlError)).toBe(true);
  });

  it('knows names of labels, metrics and headers', () => {
    expect([labelError('k8s.pod.name'), labelError(''), metricError('a:b_c'), headerError('X-Scope-OrgID')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect([
      labelError('__name__'),
      labelError('a="b'),
      metricError('1a'),
      metricError(''),
      headerError('X Y'),
    ]).not.toContain(undefined);
  });

  it('knows currencies', () => {
    expect(currencyError('EUR')).toBeUndefined();
    expect(['', 'euro', 'E1R'].every(currencyError)).toBe(true);
  });

  it('refuses parameters of the query itself', () => {
    expect(['', 'dedup=true&partial_response=false', 'extra_label=a=b'].map(parametersError).filter(Boolean)).toEqual(
      []
    );
    expect(['dedup', 'a=1&&b=2', 'match%5B%5D=up', 'step=1'].every(parametersError)).toBe(true);
  });

  it('adds a parameter once', () => {
    expect(withParameter('dedup=false&a=1', 'dedup=true')).toBe('a=1&dedup=true');
  });

  it('wants one way to a trace', () => {
    expect(destinationProblem({ name: 'trace_id', datasourceUid: 'tempo' })).toBeUndefined();
    expect(destinationProblem({ name: 'trace_id', url: 'https://t/${__value.raw}' })).toBeUndefined();
    const bad = [
      { name: '', datasourceUid: 'tempo' },
      { name: 'a' },
      { name: 'a', datasourceUid: 'tempo', url: 'https://t/${__value.raw}' },
      { name: 'a', url: 't/${__value.raw}' },
      { name: 'a', url: 'https://t' },
    ];
    expect(bad.every(destinationProblem)).toBe(true);
  });
});

describe('values written as text', () => {
  it('are sizes', () => {
    const sizes: Array<[string, number]> = [
      ['256 MiB', 268435456],
      ['1G', 1073741824],
      ['1.5 KiB', 1536],
      ['1000', 1000],
      ['10 mb', 10485760],
    ];
    expect(sizes.map(([text]) => parseBytes(text))).toEqual(sizes.map(([, bytes]) => bytes));
    expect(['', 'much', '-1', '1 PiB'].map(parseBytes)).toEqual([undefined, undefined, undefined, undefined]);
    expect([268435456, 1000, 1073741824].map(formatBytes)).toEqual(['256 MiB', '1000 B', '1 GiB']);
  });

  it('are labels', () => {
    const pairs = { cluster: 'a, b', node: 'n "1" \\', pod: '' };
    expect(parsePairs(formatPairs(pairs))).toEqual(pairs);
    expect(parsePairs('a=b, c = d e ,')).toEqual({ a: 'b', c: 'd e' });
    expect(['a', '=b', 'a="b', 'a="b"c', 'a="b" c="d"'].map(parsePairs)).toEqual(Array(5).fill(undefined));
  });

  it('are instants', () => {
    expect(instantOf('2026-07-01')).toBe('2026-07-01T00:00:00Z');
    expect(instantOf('2026-07-01T10:00:00.5+02:00')).toBe('2026-07-01T10:00:00.5+02:00');
    expect(['2026-13-01', 'yesterday', '2026-07-01 10:00'].map(instantOf)).toEqual([undefined, undefined, undefined]);
    expect(instantError('')).toBeUndefined();
    expect(validityError({ from: '2026-07-01T00:00:00+02:00', to: '2026-06-30T23:00:00Z' })).toBeUndefined();
    expect(validityError({ from: '2026-07-01T00:00:00Z', to: '2026-07-01T00:00:00Z' })).toContain('after');
  });
});
