import { type TimeRange } from '@grafana/data';
import { useCallback, useEffect, useRef, useState } from 'react';

import { type CheckKeysResponse } from '../../../../shared/types.gen';
import { type TokenpathDataSource } from '../../../datasource';
import { reasonOf } from '../../../model/reason';

/** The last check of own PromQL's keys. */
export interface KeyCheck {
  answer?: CheckKeysResponse;
  /** Why it could not be checked, in words. */
  error?: string;
  isChecking: boolean;
  again: () => void;
}

interface State {
  answer?: CheckKeysResponse;
  error?: string;
  /** What was asked. */
  question: string;
}

const NOTHING: State = { question: '' };

/**
 * Asks whether the series of an expression can be joined by its keys, whenever one of the two changes. A time range that
 * moves on with a refresh is no reason to ask again.
 */
export function useKeyCheck(
  datasource: TokenpathDataSource,
  expr: string,
  keys: Record<string, string>,
  range: TimeRange | undefined
): KeyCheck {
  const [state, setState] = useState<State>(NOTHING);
  const [asked, setAsked] = useState(0);
  const keysText = JSON.stringify(keys);
  const question = expr.trim() && JSON.stringify([expr, keysText, asked]);
  const latestRange = useRef(range);
  useEffect(() => {
    latestRange.current = range;
  });

  useEffect(() => {
    let current = true;
    const settle = (next: State) => current && setState(next);
    if (question) {
      datasource.checkKeys(expr, JSON.parse(keysText), latestRange.current).then(
        (answer) => settle({ answer, question }),
        (error: unknown) => settle({ error: reasonOf(error), question })
      );
    }
    return () => {
      current = false;
    };
  }, [datasource, expr, keysText, question]);

  const again = useCallback(() => setAsked((count) => count + 1), []);
  // The last answer stays until the new one is there.
  const { answer, error } = question ? state : NOTHING;
  return { answer, error, isChecking: question !== state.question, again };
}
