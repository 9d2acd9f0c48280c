import { getFieldDisplayName } from '@grafana/data';
import type { DataFrame, Labels, QueryResultMeta } from '@grafana/data';

/** A field as JSON. */
export interface ProbedField {
  name: string;
  displayName: string;
  type: string;
  labels?: Labels;
  unit?: string;
  values: unknown[];
}

/** A frame as JSON. */
export interface ProbedFrame {
  name?: string;
  refId?: string;
  meta?: QueryResultMeta;
  fields: ProbedField[];
}

/** Frames as plain JSON, with the names that a panel shows. */
export function probeFrames(frames: DataFrame[]): ProbedFrame[] {
  return frames.map((frame) => ({
    name: frame.name,
    refId: frame.refId,
    meta: frame.meta,
    fields: frame.fields.map((field) => ({
      name: field.name,
      displayName: getFieldDisplayName(field, frame, frames),
      type: field.type,
      labels: field.labels,
      unit: field.config.unit,
      values: Array.from(field.values),
    })),
  }));
}
