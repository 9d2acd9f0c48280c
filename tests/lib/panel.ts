/** A column of a frame. */
export interface Field {
  name: string;
  labels?: Record<string, string>;
  values: unknown[];
}

/** A frame as a panel holds it. */
export interface Frame {
  refId?: string;
  meta?: { custom?: Record<string, unknown>; notices?: Array<{ text: string }> };
  fields: Field[];
}

/** What a panel holds. */
export interface Panel {
  title: string;
  /** Grafana's loading state; Done and Error are final. */
  state: string;
  series: Frame[];
  errors: string[];
}

/** One row of a frame, by field name. */
export type Row = Record<string, unknown>;

/** The rows of a panel's only frame. */
export function rowsOf(panel: Panel): Row[] {
  const fields = panel.series[0]?.fields ?? [];
  const length = fields[0]?.values.length ?? 0;
  return Array.from({ length }, (_, row) => Object.fromEntries(fields.map(({ name, values }) => [name, values[row]])));
}

/** The value fields of a time series panel: all but time. */
export function seriesOf(panel: Panel, name: string): Field[] {
  return panel.series.flatMap((frame) => frame.fields.filter((field) => field.name === name));
}

/** The instants of a time series panel, in milliseconds. */
export function timesOf(panel: Panel): number[] {
  return (panel.series[0]?.fields.find(({ name }) => /^time$/i.test(name))?.values ?? []) as number[];
}

/** The defined numbers of a field. */
export function numbersOf(field: Field): number[] {
  return field.values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
}

/** The sum of numbers. */
export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
