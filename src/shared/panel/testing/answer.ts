import { type FieldDTO, FieldType } from '@grafana/data';

import { type Coverage, type Format, type FrameFacts, type QueryType } from '../../types.gen';

/** What a frame says about itself. */
export type Facts = Partial<FrameFacts> & { coverage?: Coverage };

/** A minute, the length of a step, in milliseconds. */
export const MINUTE = 60_000;

/** A coverage in which nothing is missing. */
export const fullCoverage: Coverage = {
  step_s: 60,
  devices: { matched: 4, total: 4 },
  replicas: { matched: 2, total: 2 },
  methods: { 'gpu-labels': 4 },
  sources: [{ family: 'engine', native_step_s: 15, last_sample_age_s: 10, series: 12 }],
  unmatched: [],
};

/** The facts of a frame in which nothing is missing, unless `more` says so. */
export const factsOf = (queryType: QueryType, format: Format, by: string[], more: Facts = {}): Facts => ({
  queryType,
  format,
  by,
  coverage: fullCoverage,
  ...more,
});

/** A column of texts: one for each row. */
export const textColumn = <T>(name: string, rows: T[], textOf: (row: T) => string): FieldDTO<string> => ({
  name,
  type: FieldType.string,
  values: rows.map(textOf),
});

/** The instants of steps of a minute, the first of which is stamped `first`. */
export const timeColumn = (first: number, steps: number): FieldDTO<number> => ({
  name: 'time',
  type: FieldType.time,
  values: Array.from({ length: steps }, (_, at) => first + at * MINUTE),
});
