import { type Field, type GrafanaTheme2 } from '@grafana/data';

import { type Meaning, meaningColour } from '../../../shared/colours';
import { formatFigure } from '../../../shared/format';
import { type Look } from '../../../shared/panel/legend/Swatch';
import { colourOfField, formatField, nameOfField } from '../../../shared/panel/model/figure';

import { type FigureId, isOutside, nameOf, PHASES } from './figures';
import { type FieldsById } from './rows';

const defaultUnits: Partial<Record<FigureId, string>> = { requests: 'reqps', decomposed: 'percentunit' };

/** A figure as text: three significant digits, unless the field is told how many decimals it has. */
export const formatOf = (id: FigureId, field: Field | undefined, value: number | null | undefined): string =>
  formatField(field, value, defaultUnits[id] ?? 's');

/** A number of requests: a count over a range, never per second. */
export function formatCount(value: number | null | undefined): string {
  return value != null && value < 1000 ? String(Math.round(value)) : formatFigure(value, 'short');
}

/** What a figure is called here: the name that an override gives it, else its own. */
export const displayNameOf = (id: FigureId, fields: FieldsById): string => nameOfField(fields[id], nameOf(id));

function meaningOf(id: FigureId): Meaning {
  const phase = PHASES.find((one) => one === id);
  if (phase) {
    return phase;
  }
  return isOutside(id) ? 'gatewayGap' : 'endToEnd';
}

/** The colour of a figure: the fixed one of an override, else that of its meaning. */
export const colourOf = (theme: GrafanaTheme2, id: FigureId, fields: FieldsById): string =>
  colourOfField(theme, fields[id], meaningColour(theme, meaningOf(id)));

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

/** How a figure is drawn: a phase as an area, the unexplained time hatched, all else as a line. */
export function lookOf(theme: GrafanaTheme2, id: FigureId, fields: FieldsById): Look {
  const colour = colourOf(theme, id, fields);
  if (PHASES.some((phase) => phase === id)) {
    return { kind: id === 'unexplained' ? 'hatch' : 'area', colour };
  }
  return { kind: 'line', colour, dash: dashOf(id), width: id === 'e2e' ? 2 : 1.5 };
}
