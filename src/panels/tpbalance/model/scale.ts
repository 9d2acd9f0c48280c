import { type Field, getScaleCalculator, type GrafanaTheme2 } from '@grafana/data';

import { type CellFigure } from './figures';
import { type Group } from './groups';

/** What the colours of cells span. */
export interface Span {
  min: number;
  max: number;
}

/** What a cell's colour is of its value. */
export type CellColour = (value: number | null | undefined) => string | undefined;

// Activities are told from nothing to a round figure, so that colours stay what they are from one refresh to the next.
const ROUND = [0.1, 0.2, 0.3, 0.5, 0.75, 1];

const isShare = (id: CellFigure): boolean => id === 'tensor' || id === 'sm_active' || id === 'dram';

const valuesOf = (groups: Group[], id: CellFigure): number[] =>
  groups.flatMap(({ ranks }) =>
    ranks.flatMap(({ figures }) => {
      const value = figures[id];
      return value == null ? [] : [value];
    })
  );

function spanOf(values: number[], id: CellFigure): Span {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  if (isShare(id)) {
    return { min: 0, max: ROUND.find((round) => most <= round) ?? 1 };
  }
  const least = values.reduce((a, b) => Math.min(a, b), most);
  // The least is not the background's colour, which would read as nothing there.
  return least < most ? { min: Math.max(0, least - (most - least) / 5), max: most } : { min: 0, max: most || 1 };
}

/** The span of the colours: what the field config says, else what the values need. */
export function cellSpan(groups: Group[], id: CellFigure, field: Field | undefined): Span {
  const found = spanOf(valuesOf(groups, id), id);
  return { min: field?.config.min ?? found.min, max: field?.config.max ?? found.max };
}

/** Colours by the field's own scheme: one hue from the background to full by default, thresholds where they are chosen. */
export function cellColour(field: Field | undefined, span: Span, theme: GrafanaTheme2): CellColour {
  if (!field) {
    return () => undefined;
  }
  // The range that Grafana keeps with a field is that of all fields together.
  const own = { ...field, state: { ...field.state, range: undefined }, config: { ...field.config, ...span } };
  const calculate = getScaleCalculator(own, theme);
  return (value) => (value == null ? undefined : calculate(Math.min(Math.max(value, span.min), span.max)).color);
}
