import { type Column } from '../model/column';
import { type Edge } from '../model/stack';

/** How a series is drawn. "below" is the part of a stack that lies under zero. */
export interface SeriesLook {
  id: string;
  kind: 'area' | 'below' | 'line' | 'steps' | 'bars';
  colour: string;
  dash?: number[];
  /** Of a line, in pixels; 1.5 without. */
  width?: number;
  /** Fills an area with a hatch. */
  hatch?: boolean;
  /** The vertical axis that it is read at; the left one without. */
  axis?: 'left' | 'right';
}

/** A series and its values, one per step. */
export interface ChartSeries extends SeriesLook {
  values: Column;
}

/** A level that is drawn across the chart, with its name: an SLO, a threshold, a budget. */
export interface LevelMark {
  value: number;
  label?: string;
  colour: string;
}

/** A stretch of time that is shaded: an incident, a verdict. */
export interface TimeSpan {
  from: number;
  to: number;
  colour: string;
}

/** An instant that is marked by an upright line: a change of owner, a restart. */
export interface TimeMark {
  at: number;
  colour: string;
  label?: string;
}

/** Series of a stack in drawing order: areas all reach down to zero, so the topmost comes first and is covered. */
export function stackSeries<Id extends string>(
  edges: Array<Edge<Id>>,
  look: (id: Id) => Pick<SeriesLook, 'colour' | 'hatch'>
): ChartSeries[] {
  return [...edges].reverse().map(({ id, below, values }) => ({
    id,
    kind: below ? ('below' as const) : ('area' as const),
    values,
    ...look(id),
  }));
}
