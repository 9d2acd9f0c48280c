import { describeEmptySide } from '../../../shared/coverage/describe';
import { type EmptySide } from '../../../shared/types.gen';

import { isFigure, nameOf } from './figures';
import { type PanelState } from './state';

/** What stands where the picture would be. */
export interface Message {
  title: string;
  text: string[];
  /** A line to copy, with what it is. */
  copy?: { label: string; text: string };
  /** The next step that the panel itself can do. */
  step?: 'by-label' | 'wider';
  tone: 'plain' | 'error';
}

/** The query that the panel draws over time, as JSON to paste. */
export const exampleQuery = (format: 'timeseries' | 'table'): string =>
  JSON.stringify({ queryType: 'latency', version: 1, by: ['llm_model'], format });

const nameOfSide = ({ operand }: EmptySide): string => (isFigure(operand) ? nameOf(operand) : operand);

// The end-to-end time is what everything else is a part of, so its reason is the one that counts.
function important(reasons: EmptySide[]): EmptySide[] {
  const whole = reasons.filter(({ operand }) => operand === 'e2e');
  return whole.length > 0 ? whole : reasons.slice(0, 2);
}

function emptyMessage(reasons: EmptySide[]): Message {
  const names = [...new Set(reasons.flatMap(({ looked_for = [] }) => looked_for))];
  const text = important(reasons).map((side) => `${nameOfSide(side)}: ${describeEmptySide(side)}`);
  return {
    title: 'No latency in this time range',
    text: text.length > 0 ? text : ['The query answered without values and did not say why.'],
    copy: names.length > 0 ? { label: 'Copy the names', text: names.join('\n') } : undefined,
    step: 'wider',
    tone: 'plain',
  };
}

function wrongMessage(found: string[]): Message {
  const named = found.filter(Boolean);
  const what = named.length > 0 ? `of query type ${named.join(', ')}` : 'of another data source';
  return {
    title: 'This is no latency answer',
    text: [
      `The frames are ${what}. In the query editor, choose the data source Tokenpath and the query type “Latency”.`,
    ],
    copy: { label: 'Copy the query', text: exampleQuery('timeseries') },
    tone: 'plain',
  };
}

function formatMessage(format: 'table' | 'numeric'): Message {
  return format === 'table'
    ? {
        title: 'This answer has no time',
        text: ['The query’s format is table. Show it by label, or set the query’s format to time series.'],
        copy: { label: 'Copy the query', text: exampleQuery('timeseries') },
        step: 'by-label',
        tone: 'plain',
      }
    : {
        title: 'This answer has one figure',
        text: ['The query’s format is numeric, which alert rules use. Set it to time series or table.'],
        copy: { label: 'Copy the query', text: exampleQuery('table') },
        tone: 'plain',
      };
}

/** The words for a state without a picture. */
export function messageOf(state: Exclude<PanelState, { kind: 'picture' }>): Message {
  switch (state.kind) {
    case 'loading':
      return { title: 'Loading…', text: [], tone: 'plain' };
    case 'error':
      return { title: 'The query failed', text: [state.message], tone: 'error' };
    case 'wrong':
      return wrongMessage(state.found);
    case 'format':
      return formatMessage(state.format);
    case 'uncounted':
      return {
        title: 'The steps cannot be put together',
        text: ['Means are weighted by requests. Add “requests” to the query’s fields, or set its format to table.'],
        copy: { label: 'Copy the query', text: exampleQuery('table') },
        tone: 'plain',
      };
    case 'empty':
      return emptyMessage(state.reasons);
  }
}
