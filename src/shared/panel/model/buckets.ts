import { type Labels } from '@grafana/data';

import { formatFigure } from '../../format';
import { type FieldBuckets } from '../../types.gen';

/** The bucket that a quantile fell in, in seconds; without an upper end where it is the last one. */
export interface Bucket {
  from: number;
  to?: number;
}

const fits = (wanted: Labels | undefined, labels: Labels): boolean =>
  Object.entries(wanted ?? {}).every(([name, value]) => (labels[name] ?? '') === value);

// A row whose labels are all empty has edges without labels, as the edges of all rows have.
const specificity = ({ labels = {} }: FieldBuckets): number => Object.keys(labels).length;

/** The bucket around a quantile of a row; undefined where the answer does not say. */
export function bucketOf(all: FieldBuckets[], id: string, labels: Labels, value: number): Bucket | undefined {
  const found = all
    .filter((one) => one.field === id && fits(one.labels, labels))
    .sort((a, b) => specificity(b) - specificity(a))[0];
  if (!found || found.le.length === 0) {
    return undefined;
  }
  const at = found.le.findIndex((edge) => value <= edge);
  return at < 0 ? { from: found.le[found.le.length - 1] } : { from: found.le[at - 1] ?? 0, to: found.le[at] };
}

/** "in the bucket 100 ms – 300 ms". */
export function describeBucket({ from, to }: Bucket): string {
  return to === undefined
    ? `above the last bucket, ${formatFigure(from, 's')}`
    : `in the bucket ${formatFigure(from, 's')} – ${formatFigure(to, 's')}`;
}
