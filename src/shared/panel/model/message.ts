import { describeEmptySide } from '../../coverage/describe';
import { type EmptySide, type Format, type QueryType } from '../../types.gen';

import { type NoPicture } from './state';

/** What stands where the picture would be. */
export interface Message {
  title: string;
  text: string[];
  /** A line to copy, with what it is. */
  copy?: { label: string; text: string };
  /** The next step that the panel can do; the step "wider" doubles the time range. */
  step?: { id: string; label: string };
  tone: 'plain' | 'error';
}

/** What a panel's messages are about. */
export interface About {
  queryType: QueryType;
  /** The query type's name in the query editor: "Latency". */
  typeName: string;
  /** What is not there in an empty answer: "latency". */
  noun: string;
  /** Key of the query to copy. */
  by: string[];
  /** What a field is called. */
  nameOf: (field: string) => string;
  /** The field that all others are a part of: where it has a reason for being empty, that reason is the one told. */
  whole?: string;
}

/** The next step that every panel can do. */
export const WIDER = { id: 'wider', label: 'Twice the time range' };

/** A query for the panel, as JSON to paste. */
export const exampleQuery = ({ queryType, by }: About, format: Format): string =>
  JSON.stringify({ queryType, version: 1, by, format });

function important(reasons: EmptySide[], whole?: string): EmptySide[] {
  const first = reasons.filter(({ operand }) => operand === whole);
  return first.length > 0 ? first : reasons.slice(0, 2);
}

function emptyMessage(reasons: EmptySide[], { noun, nameOf, whole }: About): Message {
  const names = [...new Set(reasons.flatMap(({ looked_for = [] }) => looked_for))];
  const text = important(reasons, whole).map((side) => `${nameOf(side.operand)}: ${describeEmptySide(side)}`);
  return {
    title: `No ${noun} in this time range`,
    text: text.length > 0 ? text : ['The query answered without values and did not say why.'],
    copy: names.length > 0 ? { label: 'Copy the names', text: names.join('\n') } : undefined,
    step: WIDER,
    tone: 'plain',
  };
}

function wrongMessage(found: string[], about: About): Message {
  const named = found.filter(Boolean);
  const what = named.length > 0 ? `of query type ${named.join(', ')}` : 'of another data source';
  return {
    title: `This is no ${about.noun} answer`,
    text: [
      `The frames are ${what}. In the query editor, choose the data source Tokenpath and the query type “${about.typeName}”.`,
    ],
    copy: { label: 'Copy the query', text: exampleQuery(about, 'timeseries') },
    tone: 'plain',
  };
}

const formats: Record<Format, Pick<Message, 'title' | 'text'>> = {
  table: { title: 'This answer has no time', text: ['The query’s format is table. Set it to time series.'] },
  timeseries: { title: 'This answer has no table', text: ['The query’s format is time series. Set it to table.'] },
  numeric: {
    title: 'This answer has one figure',
    text: ['The query’s format is numeric, which alert rules use. Set it to time series or table.'],
  },
};

function formatMessage(format: Format, about: About): Message {
  const wanted = format === 'table' ? 'timeseries' : 'table';
  return {
    ...formats[format],
    copy: { label: 'Copy the query', text: exampleQuery(about, wanted) },
    tone: 'plain',
  };
}

/** The words for a state without a picture. */
export function messageOf(state: NoPicture, about: About): Message {
  switch (state.kind) {
    case 'loading':
      return { title: 'Loading…', text: [], tone: 'plain' };
    case 'error':
      return { title: 'The query failed', text: [state.message], tone: 'error' };
    case 'wrong':
      return wrongMessage(state.found, about);
    case 'format':
      return formatMessage(state.format, about);
    case 'empty':
      return emptyMessage(state.reasons, about);
  }
}
