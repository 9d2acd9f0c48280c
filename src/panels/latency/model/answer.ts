import { type DataFrame } from '@grafana/data';

import { coverageOf } from '../../../shared/coverage/parse';
import { type Coverage, type FieldBuckets, type Format } from '../../../shared/types.gen';

/** A latency query's frame, with what it says about itself. */
export interface Part {
  frame: DataFrame;
  /** Labels that are the key of a row. */
  by: string[];
  format: Format;
  coverage?: Coverage;
  buckets: FieldBuckets[];
  /** What a field that is an estimate is estimated from, by field. */
  estimates: Record<string, string>;
}

/** What a panel's data holds of latency answers. */
export interface Answer {
  /** The first answer of each format that the panel can draw. */
  time?: Part;
  table?: Part;
  /** An answer in the format for alert rules, which has no phases. */
  numeric?: Part;
  /** Query types of frames that are no latency answer; empty for a frame of another data source. */
  others: string[];
}

type Facts = Partial<Record<'queryType' | 'format' | 'by' | 'buckets' | 'estimates', unknown>>;

const factsOf = (frame: DataFrame): Facts => frame.meta?.custom ?? {};

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

function isBuckets(value: unknown): value is FieldBuckets {
  const candidate: Partial<FieldBuckets> = typeof value === 'object' && value !== null ? value : {};
  return typeof candidate.field === 'string' && Array.isArray(candidate.le);
}

function textsOf(value: unknown): Record<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function partOf(frame: DataFrame, format: Format): Part {
  const { by, buckets, estimates } = factsOf(frame);
  return {
    frame,
    by: strings(by),
    format,
    coverage: coverageOf([frame]),
    buckets: Array.isArray(buckets) ? buckets.filter(isBuckets) : [],
    estimates: textsOf(estimates),
  };
}

/** Whether a frame answers a latency query. */
export const isLatency = (frame: DataFrame): boolean => factsOf(frame).queryType === 'latency';

/** Finds the latency answers among a panel's frames. */
export function readAnswer(frames: DataFrame[]): Answer {
  const answer: Answer = { others: [] };
  for (const frame of frames) {
    const { queryType, format } = factsOf(frame);
    if (!isLatency(frame)) {
      answer.others.push(typeof queryType === 'string' ? queryType : '');
    } else if (format === 'table') {
      answer.table ??= partOf(frame, format);
    } else if (format === 'numeric') {
      answer.numeric ??= partOf(frame, format);
    } else {
      answer.time ??= partOf(frame, 'timeseries');
    }
  }
  return answer;
}
