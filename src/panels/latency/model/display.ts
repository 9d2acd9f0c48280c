import { type Field, formattedValueToString, type GrafanaTheme2 } from '@grafana/data';

import { type Meaning, meaningColour } from '../../../shared/colours';
import { formatFigure } from '../../../shared/format';

import { type FigureId, isOutside, nameOf, PHASES } from './figures';
import { type FieldsById } from './rows';

const defaultUnits: Partial<Record<FigureId, string>> = { requests: 'reqps', decomposed: 'percentunit' };

/** A figure as text: three significant digits, unless the field is told how many decimals it has. */
export function formatOf(id: FigureId, field: Field | undefined, value: number | null | undefined): string {
  const unit = field?.config.unit ?? defaultUnits[id] ?? 's';
  if (value != null && field?.config.decimals != null && field.display) {
    return formattedValueToString(field.display(value));
  }
  return formatFigure(value, unit);
}

/** A number of requests: a count over a range, never per second. */
export function formatCount(value: number | null | undefined): string {
  return value != null && value < 1000 ? String(Math.round(value)) : formatFigure(value, 'short');
}

/** What a figure is called here: the name that an override gives it, else its own. */
export function displayNameOf(id: FigureId, fields: FieldsById): string {
  return fields[id]?.config.displayName || nameOf(id);
}

function meaningOf(id: FigureId): Meaning {
  const phase = PHASES.find((one) => one === id);
  if (phase) {
    return phase;
  }
  return isOutside(id) ? 'gatewayGap' : 'endToEnd';
}

/** The colour of a figure: the fixed one of an override, else that of its meaning. */
export function colourOf(theme: GrafanaTheme2, id: FigureId, fields: FieldsById): string {
  const { mode, fixedColor } = fields[id]?.config.color ?? {};
  return mode === 'fixed' && fixedColor
    ? theme.visualization.getColorByName(fixedColor)
    : meaningColour(theme, meaningOf(id));
}

const dashes: Partial<Record<FigureId, number[]>> = {
  ttft_mean: [1, 3],
  ttft_p50: [2, 3],
  ttft_p95: [6, 3],
  ttft_p99: [12, 3],
  itl_p50: [2, 3, 6, 3],
  itl_p95: [6, 3, 2, 3, 2, 3],
  itl_p99: [12, 3, 2, 3],
  gateway_gap: [10, 6],
  gateway_ttft_mean: [4, 4],
  gateway_ttft_p95: [8, 4],
  client_ttft_mean: [4, 4, 1, 4],
  client_ttft_p95: [8, 4, 1, 4],
};

/** How a line is dashed, so that lines of one colour are told apart; undefined for a solid one. */
export const dashOf = (id: FigureId): number[] | undefined => dashes[id];
