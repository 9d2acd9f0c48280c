import { type GrafanaTheme2 } from '@grafana/data';

/** The meanings that have a colour of their own, the same in every panel and page. */
export type Meaning =
  | 'queue'
  | 'transfer'
  | 'prefill'
  | 'decode'
  | 'unexplained'
  | 'endToEnd'
  | 'gatewayGap'
  | 'idle'
  | 'unattributed'
  | 'saving';

// Names from Grafana's palette. Transfer takes purple's lightest shade: the plain one and blue look the same to a person
// without red cones. Decode and saving share green: a saving is outlined and below the axis.
const paletteNames: Partial<Record<Meaning, string>> = {
  queue: 'orange',
  transfer: 'super-light-purple',
  prefill: 'blue',
  decode: 'green',
  gatewayGap: 'yellow',
  saving: 'green',
};

/** The contrast that small text needs to be read. */
const READABLE = 4.5;

/** The colour of text that stands on another colour. */
export const textOn = (theme: GrafanaTheme2, colour: string): string =>
  theme.colors.getContrastText(colour, READABLE);

/** The colour of a meaning in this theme. Colour never stands alone: a label, hatch or mark goes beside it. */
export function meaningColour(theme: GrafanaTheme2, meaning: Meaning): string {
  const name = paletteNames[meaning];
  if (name) {
    return theme.visualization.getColorByName(name);
  }
  if (meaning === 'endToEnd') {
    return theme.colors.text.primary;
  }
  return meaning === 'idle' ? theme.colors.text.disabled : theme.colors.text.secondary;
}
