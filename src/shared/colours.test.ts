import { createTheme } from '@grafana/data';

import { meaningColour } from './colours';

describe('meaningColour', () => {
  it.each(['dark', 'light'] as const)('gives each phase a colour of its own in the %s theme', (mode) => {
    const theme = createTheme({ colors: { mode } });
    const colours = (['queue', 'transfer', 'prefill', 'decode', 'unexplained', 'gatewayGap'] as const).map((meaning) =>
      meaningColour(theme, meaning)
    );
    expect(new Set(colours).size).toBe(colours.length);
    expect(meaningColour(theme, 'endToEnd')).toBe(theme.colors.text.primary);
  });
});
