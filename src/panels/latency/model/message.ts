import {
  type About,
  exampleQuery,
  type Message,
  messageOf as commonMessage,
} from '../../../shared/panel/model/message';
import { type View } from '../options/options';

import { isFigure, nameOf } from './figures';
import { type PanelState } from './state';

/** What the panel's messages are about. */
export const about: About = {
  queryType: 'latency',
  typeName: 'Latency',
  noun: 'latency',
  by: ['llm_model'],
  nameOf: (field) => (isFigure(field) ? nameOf(field) : field),
  whole: 'e2e',
};

const aboutFirstToken: About = { ...about, noun: 'time to first token', whole: 'ttft_mean' };

/** The step from a view that cannot draw a table to one that can. */
const BY_LABEL = { id: 'by-label', label: 'Show by label' };

const uncounted: Message = {
  title: 'The steps cannot be put together',
  text: ['Means are weighted by requests. Add “requests” to the query’s fields, or set its format to table.'],
  copy: { label: 'Copy the query', text: exampleQuery(about, 'table') },
  tone: 'plain',
};

const tableOverTime: Message = {
  title: 'This answer has no time',
  text: ['The query’s format is table. Show it by label, or set the query’s format to time series.'],
  copy: { label: 'Copy the query', text: exampleQuery(about, 'timeseries') },
  step: BY_LABEL,
  tone: 'plain',
};

/** The words for a state without a picture. */
export function messageOf(state: Exclude<PanelState, { kind: 'picture' }>, view: View): Message {
  if (state.kind === 'uncounted') {
    return uncounted;
  }
  if (state.kind === 'format' && state.format === 'table') {
    return tableOverTime;
  }
  return commonMessage(state, state.kind === 'empty' && view === 'first' ? aboutFirstToken : about);
}
