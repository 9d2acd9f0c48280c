import {
  colorManipulator,
  type Field,
  FieldColorModeId,
  fieldColorModeRegistry,
  getActiveThreshold,
  type GrafanaTheme2,
  type Threshold,
} from '@grafana/data';

/** Fullness from which a cache is nearly full, and from which it thrashes if it preempts. */
export const NEARLY_FULL = 0.9;
export const FULL = 0.95;

/** How many shades a strip has. More are not told apart. */
const SHADES = 50;
/** The faintest that a shade is, so that an empty cache is not taken for no data. */
const FAINTEST = 0.1;

// Below "nearly full" a cache is as it should be, so its shades are of the text's own colour.
function ownSteps(theme: GrafanaTheme2): Threshold[] {
  return [
    { value: -Infinity, color: theme.colors.text.secondary },
    { value: NEARLY_FULL, color: theme.colors.warning.main },
    { value: FULL, color: theme.colors.error.main },
  ];
}

/** The steps of the field's thresholds where someone set any, else those of the verdicts. */
export function heatSteps(field: Field | undefined, theme: GrafanaTheme2): Threshold[] {
  const { steps = [] } = field?.config.thresholds ?? {};
  return steps.length > 1 ? steps : ownSteps(theme);
}

/** From which usage on a strip carries a line: the colour of the highest step alone is not seen by everyone. */
export const lineFrom = (field: Field | undefined, theme: GrafanaTheme2): number =>
  Math.max(...heatSteps(field, theme).map(({ value }) => value));

const partsOf = (colour: string): number[] => colorManipulator.decomposeColor(colour).values.slice(0, 3).map(Number);

/** A colour that is the stronger, the fuller; opaque, as cells overlap a little. */
function faded(theme: GrafanaTheme2, colour: string, value: number): string {
  const share = FAINTEST + (1 - FAINTEST) * value;
  const below = partsOf(theme.colors.background.primary);
  const mixed = partsOf(colour).map((part, at) => Math.round(part * share + below[at] * (1 - share)));
  return `rgb(${mixed.join(', ')})`;
}

function shade(value: number, field: Field | undefined, theme: GrafanaTheme2): string {
  const steps = heatSteps(field, theme);
  const threshold = getActiveThreshold(value, steps);
  const named = theme.visualization.getColorByName(threshold.color);
  const { mode, fixedColor } = field?.config.color ?? {};
  if (mode === FieldColorModeId.Fixed && fixedColor) {
    return faded(theme, theme.visualization.getColorByName(fixedColor), value);
  }
  if (field && mode?.startsWith('continuous')) {
    return fieldColorModeRegistry.get(mode).getCalculator(field, theme)(value, value, threshold);
  }
  return threshold.value >= NEARLY_FULL || mode === FieldColorModeId.Thresholds ? named : faded(theme, named, value);
}

/** The colour of a usage of 0 to 1. */
export type HeatColour = (value: number) => string;

// Rows of one answer are coloured alike, and to mix the shades takes longer than to paint a strip with them.
const mixed = new WeakMap<GrafanaTheme2, Map<string, string[]>>();

function shadesOf(field: Field | undefined, theme: GrafanaTheme2): string[] {
  const { thresholds, color } = field?.config ?? {};
  const known = mixed.get(theme) ?? new Map<string, string[]>();
  mixed.set(theme, known);
  const key = JSON.stringify([thresholds?.steps, color]);
  const shades = known.get(key) ?? Array.from({ length: SHADES + 1 }, (_, at) => shade(at / SHADES, field, theme));
  known.set(key, shades);
  return shades;
}

/**
 * The colours of usage: the fuller the stronger, from "nearly full" on in the colours of the verdicts. The field's own
 * thresholds, fixed colour or colour scheme come first.
 */
export function heatColour(field: Field | undefined, theme: GrafanaTheme2): HeatColour {
  const shades = shadesOf(field, theme);
  return (value) => shades[Math.round(Math.min(1, Math.max(0, value)) * SHADES)];
}
