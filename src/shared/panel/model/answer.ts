import { type DataFrame } from '@grafana/data';

import { coverageOf } from '../../coverage/parse';
import { type Coverage, type FieldBuckets, type Format, type FrameFacts, type QueryType } from '../../types.gen';

/** One frame of an answer, with what it says about itself. */
export interface Part {
  frame: DataFrame;
  /** Labels that are the key of a row. */
  by: string[];
  format: Format;
  coverage?: Coverage;
  buckets: FieldBuckets[];
  /** What a field that is an estimate is estimated from, by field. */
  estimates: Record<string, string>;
  /** Facts of the query type (`cost`, `kvcache`, `balance`), unchecked: absent in a frame that was made by hand. */
  facts: Partial<FrameFacts>;
}

/** What a panel's data holds of the answers of one query type. */
export interface Answer {
  /** The first answer of each format. */
  time?: Part;
  table?: Part;
  /** An answer in the format for alert rules, which has one figure. */
  numeric?: Part;
  /** Frames beside an answer's first, by their name, such as "ranks". */
  parts: Record<string, Part>;
  /** Query types of frames that are of another one; empty for a frame of another data source. */
  others: string[];
}

type Custom = Partial<Record<keyof FrameFacts, unknown>>;

const customOf = (frame: DataFrame): Custom => frame.meta?.custom ?? {};

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
  const { by, buckets, estimates } = customOf(frame);
  const facts: Partial<FrameFacts> = frame.meta?.custom ?? {};
  return {
    frame,
    by: strings(by),
    format,
    coverage: coverageOf([frame]),
    buckets: Array.isArray(buckets) ? buckets.filter(isBuckets) : [],
    estimates: textsOf(estimates),
    facts,
  };
}

/** Whether a frame answers a query of this type. */
export const isOfType = (frame: DataFrame, type: QueryType): boolean => customOf(frame).queryType === type;

function sort(answer: Answer, frame: DataFrame): void {
  const { format, part } = customOf(frame);
  if (typeof part === 'string' && part !== '') {
    answer.parts[part] ??= partOf(frame, format === 'timeseries' ? 'timeseries' : 'table');
  } else if (format === 'table') {
    answer.table ??= partOf(frame, format);
  } else if (format === 'numeric') {
    answer.numeric ??= partOf(frame, format);
  } else {
    answer.time ??= partOf(frame, 'timeseries');
  }
}

/** Finds the answers of a query type among a panel's frames. */
export function readAnswer(type: QueryType, frames: DataFrame[]): Answer {
  const answer: Answer = { parts: {}, others: [] };
  for (const frame of frames) {
    if (isOfType(frame, type)) {
      sort(answer, frame);
    } else {
      const { queryType } = customOf(frame);
      answer.others.push(typeof queryType === 'string' ? queryType : '');
    }
  }
  return answer;
}
