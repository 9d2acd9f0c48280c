import { createTheme, type Field, FieldColorModeId, FieldType, ThresholdsMode } from '@grafana/data';

import { heatColour, lineFrom } from './heat';

const theme = createTheme({ colors: { mode: 'dark' } });
const field = (config: Field['config']): Field => ({ name: 'usage_max', type: FieldType.number, config, values: [] });
const base = { value: -Infinity, color: 'green' };

describe('the colours of usage', () => {
  it('are those of the verdicts from nearly full on, and fainter below', () => {
    const colour = heatColour(undefined, theme);
    expect(colour(0.92)).toBe(theme.colors.warning.main);
    expect(colour(1)).toBe(theme.colors.error.main);
    expect(colour(2)).toBe(theme.colors.error.main);
    expect(new Set([0, 0.3, 0.6, 0.88].map(colour)).size).toBe(4);
  });

  it('are those of the field’s thresholds, where there are any beside the base', () => {
    const steps = [base, { value: 0.5, color: '#ff0000' }];
    const thresholds = { mode: ThresholdsMode.Absolute, steps };
    const colour = heatColour(field({ thresholds, color: { mode: FieldColorModeId.Thresholds } }), theme);
    expect([colour(0.2), colour(0.5)]).toEqual([theme.visualization.getColorByName('green'), '#ff0000']);
    const unset = { mode: ThresholdsMode.Absolute, steps: [base] };
    expect(heatColour(field({ thresholds: unset }), theme)(1)).toBe(theme.colors.error.main);
  });

  it('are not all that tells a full cache: the highest step carries a line', () => {
    expect(lineFrom(undefined, theme)).toBe(0.95);
    const thresholds = { mode: ThresholdsMode.Absolute, steps: [base, { value: 0.5, color: '#ff0000' }] };
    expect(lineFrom(field({ thresholds }), theme)).toBe(0.5);
  });

  it('are shades of a fixed colour, or of a continuous scheme', () => {
    const fixed = heatColour(field({ color: { mode: FieldColorModeId.Fixed, fixedColor: '#0000ff' } }), theme);
    expect(fixed(1)).toBe('rgb(0, 0, 255)');
    const scheme = heatColour(field({ color: { mode: FieldColorModeId.ContinuousBlues } }), theme);
    expect(scheme(0)).not.toBe(scheme(1));
  });
});
