import { useCallback, useEffect, useState } from 'react';

import { type DoctorResponse } from '../../shared/types.gen';

import { askDoctor, type DoctorAnswer } from './askDoctor';
import { type Failure } from './model/failure';

interface Answered {
  /** What was asked: source, range and how often. */
  key: string;
  uid: string;
  /** The last report of this source; kept while a new one is on its way, and when that one does not come. */
  report?: DoctorResponse;
  failure?: Failure;
}

interface Doctor {
  report?: DoctorResponse;
  /** Why the last request brought no report. */
  failure?: Failure;
  asking: boolean;
  ask: () => void;
}

function keep(before: Answered | undefined, key: string, uid: string, { report, failure }: DoctorAnswer): Answered {
  const known = before?.uid === uid ? before.report : undefined;
  return { key, uid, report: report ?? known, failure };
}

/** The report of a data source on a time range (milliseconds), asked for when either changes and on demand. */
export function useDoctor(uid: string, from: number, to: number): Doctor {
  const [asked, setAsked] = useState(0);
  const [answered, setAnswered] = useState<Answered>();
  const key = `${uid} ${from} ${to} ${asked}`;

  useEffect(() => {
    const subscription = askDoctor(uid, { from, to }).subscribe((answer) =>
      setAnswered((before) => keep(before, key, uid, answer))
    );
    return () => subscription.unsubscribe();
  }, [uid, from, to, key]);

  const current = answered?.uid === uid ? answered : undefined;
  const asking = current?.key !== key;
  return {
    report: current?.report,
    failure: asking ? undefined : current?.failure,
    asking,
    ask: useCallback(() => setAsked((count) => count + 1), []),
  };
}
