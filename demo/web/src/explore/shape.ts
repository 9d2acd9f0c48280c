import type { DataFrame } from '@grafana/data';
import { isTimeSeries } from '../panels/shared/frames';

/** How an answer is drawn. */
export type Shape = 'graph' | 'table';

/** A frame may say what it is best shown as; otherwise a time and a number make a graph. */
export function shapeOf(frames: DataFrame[]): Shape {
  const preferred = frames.find((frame) => frame.meta?.preferredVisualisationType)?.meta?.preferredVisualisationType;
  if (preferred === 'graph' || preferred === 'table') {
    return preferred;
  }
  return frames.some(isTimeSeries) ? 'graph' : 'table';
}
