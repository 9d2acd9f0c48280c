import { type Options } from './configProps';
import { addHeader, headerNumbers, isRemovable, removeHeader } from './headers';
import { priceError, urlError } from './settings';

function options(patch: Partial<Options>): Options {
  return { jsonData: {}, secureJsonFields: {}, ...patch } as Options;
}

describe('headers', () => {
  it('numbers headers without a gap', () => {
    const two = addHeader(addHeader(options({})));
    expect(headerNumbers(two)).toEqual([1, 2]);
  });

  it('moves unsaved headers down when one goes, and empties the secret at the freed number', () => {
    const before = options({
      jsonData: { httpHeaderName1: 'A', httpHeaderName2: 'B' },
      secureJsonData: { httpHeaderValue1: 'a', httpHeaderValue2: 'b' },
    });
    const after = removeHeader(before, 1);
    expect(after.jsonData).toEqual({ httpHeaderName1: 'B' });
    expect(after.secureJsonData).toEqual({ httpHeaderValue1: 'b', httpHeaderValue2: '' });
  });

  it('keeps a header below one whose stored secret cannot move', () => {
    const stored = options({
      jsonData: { httpHeaderName1: 'A', httpHeaderName2: 'B' },
      secureJsonFields: { httpHeaderValue2: true },
    });
    expect([isRemovable(stored, 1), isRemovable(stored, 2)]).toEqual([false, true]);
    expect(removeHeader(stored, 2).secureJsonFields).toEqual({ httpHeaderValue2: false });
  });
});

describe('checks', () => {
  it('wants a whole URL', () => {
    expect(['', 'http://p:9090/x', 'https://p', '${URL}'].map(urlError)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['p:9090', 'http://', 'ftp://p'].every(urlError)).toBe(true);
  });

  it('wants a price above 0 and a currency code', () => {
    expect(priceError({ per_hour: 2, currency: 'EUR' })).toBeUndefined();
    expect(priceError({ per_hour: 0, currency: 'EUR' })).toContain('more than 0');
    expect(priceError({ per_hour: 2, currency: 'euro' })).toContain('three-letter');
  });
});
