import { createTheme, type Field, FieldType, getDisplayProcessor } from '@grafana/data';

import { colourOf, dashOf, displayNameOf, formatCount, formatOf } from './display';
import { isOutside, isQuantile, LINES } from './figures';

const theme = createTheme();
const field = (config: Field['config']): Field => {
  const bare: Field = { name: 'e2e', type: FieldType.number, values: [], config };
  return { ...bare, display: getDisplayProcessor({ field: bare, theme }) };
};

describe('figures as text', () => {
  it.each([
    ['e2e', undefined, 0.2849, '285 ms'],
    ['e2e', undefined, null, 'n/a'],
    ['unexplained', undefined, -0.0123, '-12.3 ms'],
    ['requests', undefined, 12.345, '12.3 req/s'],
    ['decomposed', undefined, 0.883, '88.3%'],
    ['e2e', field({ unit: 'ms' }), 285, '285 ms'],
    ['e2e', field({ unit: 's', decimals: 1 }), 1.234, '1.2 s'],
  ] as const)('%s with %p: %p is %s', (id, config, value, text) => expect(formatOf(id, config, value)).toBe(text));

  it.each([
    [12.6, '13'],
    [12345, '12.3 K'],
    [null, 'n/a'],
    [undefined, 'n/a'],
  ])('a count of %p is %s', (value, text) => expect(formatCount(value)).toBe(text));
});

describe('names and colours', () => {
  it('are the figure’s own unless an override says otherwise', () => {
    expect(displayNameOf('e2e', {})).toBe('End to end');
    expect(displayNameOf('e2e', { e2e: field({ displayName: 'Total' }) })).toBe('Total');
    expect(colourOf(theme, 'e2e', {})).toBe(theme.colors.text.primary);
    const red = field({ color: { mode: 'fixed', fixedColor: 'red' } });
    expect(colourOf(theme, 'e2e', { e2e: red })).toBe(theme.visualization.getColorByName('red'));
    const classic = field({ color: { mode: 'palette-classic' } });
    expect(colourOf(theme, 'queue', { queue: classic })).toBe(theme.visualization.getColorByName('orange'));
  });

  it('tell lines of one colour apart by their dashes', () => {
    const looks = LINES.map((id) => `${colourOf(theme, id, {})} ${dashOf(id)?.join(' ')}`);
    expect(new Set(looks).size).toBe(LINES.length);
    expect(LINES.every((id) => dashOf(id))).toBe(true);
  });

  it('know quantiles and what is seen from outside', () => {
    expect(LINES.filter(isQuantile)).toHaveLength(8);
    expect(LINES.filter(isOutside)).toHaveLength(5);
  });
});
