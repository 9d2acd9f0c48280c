import { getBackendSrv } from '@grafana/runtime';
import { catchError, map, type Observable, of } from 'rxjs';

import { type DoctorRequest, type DoctorResponse } from '../../shared/types.gen';

import { type Failure, failureOf } from './model/failure';
import { parseReport } from './model/parse';

/** A report, or why there is none. */
export interface DoctorAnswer {
  report?: DoctorResponse;
  failure?: Failure;
}

/**
 * Asks a data source what is there and what is missing in a time range. Fails in words, never by throwing; who stops
 * listening stops the request.
 */
export function askDoctor(uid: string, request: DoctorRequest): Observable<DoctorAnswer> {
  const url = `/api/datasources/uid/${encodeURIComponent(uid)}/resources/doctor`;
  return getBackendSrv()
    .fetch<unknown>({ url, method: 'POST', data: request, showErrorAlert: false })
    .pipe(
      map(({ data }) => {
        const report = parseReport(data);
        return report ? { report } : { failure: { kind: 'unreadable' as const, detail: '' } };
      }),
      catchError((error: unknown) => of({ failure: failureOf(error) }))
    );
}
