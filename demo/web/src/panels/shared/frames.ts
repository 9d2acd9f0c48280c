import { FieldType } from '@grafana/data';
import type { DataFrame } from '@grafana/data';

/** Says whether a frame has a time and a number, and at least one row: enough for a graph. */
export function isTimeSeries(frame: DataFrame): boolean {
  const types = frame.fields.map((field) => field.type);
  return frame.length > 0 && types.includes(FieldType.time) && types.includes(FieldType.number);
}

/** Says whether there is at least one value to show. */
export function hasValues(frames: DataFrame[]): boolean {
  return frames.some((frame) => frame.length > 0 && frame.fields.length > 0);
}
