import {
  FieldColorModeId,
  type Field,
  formattedValueToString,
  type GrafanaTheme2,
  type LinkModel,
  ThresholdsMode,
} from '@grafana/data';

import { formatFigure } from '../../format';

/** A figure as text in its field's unit: three significant digits, unless the field is told how many decimals it has. */
export function formatField(field: Field | undefined, value: number | null | undefined, unit = 'short'): string {
  if (value != null && field?.config.decimals != null && field.display) {
    return formattedValueToString(field.display(value));
  }
  return formatFigure(value, field?.config.unit ?? unit);
}

/** What a figure is called: the name that the field config gives it, else its own. */
export const nameOfField = (field: Field | undefined, own: string): string => field?.config.displayName || own;

/** The colour of a figure: the fixed one of the field config, else that of its meaning. */
export function colourOfField(theme: GrafanaTheme2, field: Field | undefined, own: string): string {
  const { mode, fixedColor } = field?.config.color ?? {};
  return mode === FieldColorModeId.Fixed && fixedColor ? theme.visualization.getColorByName(fixedColor) : own;
}

/** The data links of a value. */
export function linksOfField(field: Field | undefined, index: number | undefined): LinkModel[] {
  return index === undefined ? [] : (field?.getLinks?.({ valueRowIndex: index }) ?? []);
}

/** A limit that the field config sets. */
export interface Limit {
  value: number;
  colour: string;
}

/** The thresholds of a field that are values; without any, the field has none. Percentages need a range, so have none. */
export function limitsOfField(theme: GrafanaTheme2, field: Field | undefined): Limit[] {
  const { mode, steps = [] } = field?.config.thresholds ?? {};
  if (mode === ThresholdsMode.Percentage) {
    return [];
  }
  return steps
    .filter(({ value }) => Number.isFinite(value))
    .map(({ value, color }) => ({ value, colour: theme.visualization.getColorByName(color) }));
}

/** The colour of the threshold that a value has reached; undefined below the first. */
export function limitColour(
  theme: GrafanaTheme2,
  field: Field | undefined,
  value: number | null | undefined
): string | undefined {
  return value == null
    ? undefined
    : limitsOfField(theme, field).reduce<string | undefined>(
        (found, limit) => (value >= limit.value ? limit.colour : found),
        undefined
      );
}
