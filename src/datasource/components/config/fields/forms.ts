import { formatBytes, parseBytes } from '../model/bytes';
import { instantError, instantOf } from '../model/instants';
import { formatPairs, parsePairs } from '../model/keyValues';
import { words } from '../model/lists';

import { type Form } from './useParsedDraft';

const complain = (error: string) => ({ error });

/** A number, between bounds where there are such. */
export function numberForm({
  above,
  min = -Infinity,
  max = Infinity,
}: {
  above?: number;
  min?: number;
  max?: number;
}): Form<number> {
  const says = above === undefined ? `Use a number from ${min} to ${max}.` : `Use a number above ${above}.`;
  return {
    format: String,
    parse: (text) => {
      const value = Number(text.replace(',', '.'));
      const isFine = Number.isFinite(value) && value >= min && value <= max && value > (above ?? -Infinity);
      return isFine ? { value } : complain(says);
    },
  };
}

/** How many: a whole number above 0; 50,000 and 50 000 are fine. */
export const countForm: Form<number> = {
  format: (value) => value.toLocaleString('en-US'),
  parse: (text) => {
    const value = Number(text.replace(/[\s,_]/g, ''));
    return Number.isSafeInteger(value) && value > 0 ? { value } : complain('Use a whole number above 0.');
  },
};

/** A size of memory or of a body. */
export const bytesForm: Form<number> = {
  format: formatBytes,
  parse: (text) => {
    const value = parseBytes(text);
    return value ? { value } : complain('Use a size such as 256 MiB.');
  },
};

/** An instant, or a day. */
export const instantForm: Form<string> = {
  format: (value) => value,
  parse: (text) => {
    const value = instantOf(text);
    return value ? { value } : complain(instantError(text) ?? '');
  },
};

/** Labels and their values. */
export const pairsForm: Form<Record<string, string>> = {
  format: formatPairs,
  parse: (text) => {
    const value = parsePairs(text);
    return value ? { value } : complain('Write label="value", several with a comma between them.');
  },
};

/** Several words. */
export const wordsForm: Form<string[]> = {
  format: (value) => value.join('\n'),
  parse: (text) => ({ value: words(text) }),
};

/** Canonical labels and the labels of a metric that they come from, the first that is there. */
export const ownLabelsForm: Form<Record<string, string[]>> = {
  format: (value) => formatPairs(Object.fromEntries(Object.entries(value).map(([key, own]) => [key, own.join(' ')]))),
  parse: (text) => {
    const pairs = parsePairs(text);
    return pairs
      ? { value: Object.fromEntries(Object.entries(pairs).map(([key, own]) => [key, words(own)])) }
      : complain('Write pod="pod_name", several with a comma between them.');
  },
};
