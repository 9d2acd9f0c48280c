import { createTheme, type Field, FieldType, getDisplayProcessor, type LinkModel, ThresholdsMode } from '@grafana/data';

import { colourOfField, formatField, limitColour, limitsOfField, linksOfField, nameOfField } from './figure';

const theme = createTheme();
const field = (config: Field['config']): Field => {
  const bare: Field = { name: 'e2e', type: FieldType.number, values: [1], config };
  return { ...bare, display: getDisplayProcessor({ field: bare, theme }) };
};
const limits = {
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: -Infinity, color: 'green' },
    { value: 1, color: 'orange' },
    { value: 2, color: 'red' },
  ],
};

describe('field config', () => {
  it('gives unit and decimals, without which there are three digits', () => {
    expect(formatField(field({ unit: 's' }), 1.2345)).toBe('1.23 s');
    expect(formatField(field({ unit: 's', decimals: 0 }), 1.2345)).toBe('1 s');
    expect(formatField(undefined, 0.5, 'percentunit')).toBe('50.0%');
    expect(formatField(field({ unit: 's', decimals: 0 }), null)).toBe('n/a');
  });

  it('gives name and a fixed colour', () => {
    expect(nameOfField(field({ displayName: 'Whole' }), 'End to end')).toBe('Whole');
    expect(nameOfField(undefined, 'End to end')).toBe('End to end');
    const fixed = field({ color: { mode: 'fixed', fixedColor: 'red' } });
    expect(colourOfField(theme, fixed, '#123456')).toBe(theme.visualization.getColorByName('red'));
    expect(colourOfField(theme, field({ color: { mode: 'palette-classic' } }), '#123456')).toBe('#123456');
  });

  it('gives thresholds, of which the base is none', () => {
    const limited = field({ thresholds: limits });
    expect(limitsOfField(theme, limited).map(({ value }) => value)).toEqual([1, 2]);
    expect(limitColour(theme, limited, 0.5)).toBeUndefined();
    expect(limitColour(theme, limited, 1)).toBe(theme.visualization.getColorByName('orange'));
    expect(limitColour(theme, limited, 3)).toBe(theme.visualization.getColorByName('red'));
    expect(limitColour(theme, limited, null)).toBeUndefined();
    expect(limitsOfField(theme, field({ thresholds: { ...limits, mode: ThresholdsMode.Percentage } }))).toEqual([]);
  });

  it('gives links where the row is known', () => {
    const own = field({});
    const link: LinkModel<Field> = { href: '/t', title: 'Traces', target: '_self', origin: own };
    const linked: Field = { ...own, getLinks: () => [link] };
    expect(linksOfField(linked, 0)).toEqual([link]);
    expect(linksOfField(linked, undefined)).toEqual([]);
    expect(linksOfField(undefined, 0)).toEqual([]);
  });
});
