import { decimalsForThreeDigits, formatDuration, formatFigure, ofTotal } from './format';

describe('formatFigure', () => {
  it.each([
    [0.00123, 's', '1.23 ms'],
    [1234, 'short', '1.23 K'],
    [0.4567, 'percentunit', '45.7%'],
    [12, 'currencyEUR', '€12.0'],
    [0, 'short', '0'],
    [-2.5, 's', '-2.50 s'],
  ])('shows %d %s as %s', (value, unit, text) => {
    expect(formatFigure(value, unit)).toBe(text);
  });

  it.each([null, undefined, NaN, Infinity])('shows %p as n/a', (value) => {
    expect(formatFigure(value)).toBe('n/a');
  });

  it('never asks for negative decimals', () => {
    expect([123456, 123, 12, 1.2, 0.12, 0].map(decimalsForThreeDigits)).toEqual([0, 0, 1, 2, 3, 0]);
  });
});

describe('words', () => {
  it('counts', () => {
    expect(ofTotal({ matched: 22, total: 24 })).toBe('22 of 24');
    expect([15, 60, 0.25].map(formatDuration)).toEqual(['15 s', '1 min', '250 ms']);
  });
});
