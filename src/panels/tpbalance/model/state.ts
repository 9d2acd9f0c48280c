import { type PanelData } from '@grafana/data';

import { type Message, messageOf } from '../../../shared/panel/model/message';
import { hasValues, type NoPicture, whyNoPicture } from '../../../shared/panel/model/state';

import { type BalanceAnswer, gpusOverTime } from './answer';
import { isFigure, nameOf } from './figures';
import { type Group } from './groups';

/** The key of the panel's usual query. */
const GROUP_KEY = ['cluster', 'namespace', 'group'];

const query = (by: string[], format: 'table' | 'timeseries', fields?: string[]): string =>
  JSON.stringify({ queryType: 'balance', version: 1, by, format, ...(fields ? { fields } : {}) });

/** The query that the panel draws its rows from, as JSON to paste. */
const groupQuery = (): string => query(GROUP_KEY, 'table');

/** The query that an opened row draws its charts from. */
export const gpuQuery = (): string =>
  query([...GROUP_KEY, 'gpu_index', 'gpu_uuid'], 'timeseries', [
    'tensor',
    'clock',
    'throttle',
    'temperature',
    'nvlink_tx',
  ]);

const about = {
  queryType: 'balance' as const,
  typeName: 'Balance',
  noun: 'parallel group',
  by: GROUP_KEY,
  nameOf: (field: string) => (isFigure(field) ? nameOf(field) : field),
  whole: 'tensor',
};

/** Why there is no picture; undefined where there is one. */
export function noPicture(data: PanelData, answer: BalanceAnswer, groups: Group[]): NoPicture | undefined {
  const part = answer.table ?? gpusOverTime(answer);
  const parts = [part, answer.ranks].filter((one) => one !== undefined);
  return groups.length > 0 && parts.some((one) => hasValues(one, isFigure))
    ? undefined
    : whyNoPicture(data, answer, part);
}

/** The words for a state without a picture. */
export function balanceMessage(state: NoPicture): Message {
  const message = messageOf(state, about);
  const copy = { label: 'Copy the query', text: groupQuery() };
  if (state.kind === 'wrong') {
    return { ...message, title: 'This is no balance answer', copy };
  }
  return state.kind === 'format' ? { ...message, copy } : message;
}
