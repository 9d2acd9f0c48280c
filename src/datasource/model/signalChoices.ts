import { type SignalInfo } from '../../shared/types.gen';

import { searchSignals } from './searchSignals';
import { familyTitle } from './signalOption';

/** Which systems report a signal in this store and time range, by signal; undefined while that is not known. */
export type Presence = Record<string, string[]> | undefined;

/** A signal as the picker lists it, or a text that is to be used as it was typed. */
export interface SignalChoice {
  id: string;
  signal?: SignalInfo;
  /** The heading it stands under; none in a list ordered by how well it matches. */
  group?: string;
  /** Whether it is known not to be there. */
  isAbsent: boolean;
}

const NOT_HERE = 'Not here in this time range';

/** Whether a signal is known to be absent. */
export function isAbsent(id: string, presence: Presence): boolean {
  return presence !== undefined && !presence[id];
}

function asChoice(signal: SignalInfo, presence: Presence, isSearch: boolean): SignalChoice {
  const absent = isAbsent(signal.id, presence);
  const group = isSearch ? undefined : familyTitle(signal.family);
  return { id: signal.id, signal, group: absent ? NOT_HERE : group, isAbsent: absent };
}

/**
 * What the picker offers for a typed text: what is here first, what is not here last, and at the very end the text itself
 * where it can be used: a dashboard variable, or an id while nothing is found.
 */
export function signalChoices(signals: SignalInfo[], presence: Presence, typed: string): SignalChoice[] {
  const text = typed.trim();
  const found = searchSignals(signals, text).map((signal) => asChoice(signal, presence, text !== ''));
  const sorted = [...found.filter((one) => !one.isAbsent), ...found.filter((one) => one.isAbsent)];
  const isUseful = text.startsWith('$') || (found.length === 0 && text !== '');
  return isUseful ? [...sorted, { id: text, isAbsent: false }] : sorted;
}
