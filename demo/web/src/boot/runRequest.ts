import { isTruthy, LoadingState } from '@grafana/data';
import type { DataQuery, DataQueryRequest, DataQueryResponse, DataSourceApi, PanelData } from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, defer, from, isObservable, map, merge, of, share, takeUntil, timer } from 'rxjs';
import type { Observable } from 'rxjs';
import { addPacket, initialState } from './packets';

type QueryFunction = (request: DataQueryRequest) => Promise<DataQueryResponse> | Observable<DataQueryResponse>;

/** Answers that take longer show the loading bar; quicker ones would only make it flicker. */
const LOADING_AFTER_MS = 200;

function wanted(datasource: DataSourceApi, query: DataQuery): boolean {
  if (query.hide) {
    return false;
  }
  return datasource.filterQuery ? isTruthy(datasource.filterQuery(query)) : true;
}

function callQuery(datasource: DataSourceApi, request: DataQueryRequest, query?: QueryFunction) {
  const answer = query ? query(request) : datasource.query(request);
  return isObservable(answer) ? answer : from(answer);
}

/** Runs a request against a data source. Grafana keeps its own runRequest in the application, not on npm. */
export function runRequest(
  datasource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: QueryFunction
): Observable<PanelData> {
  const targets = request.targets.filter((query) => wanted(datasource, query));
  const effective = { ...request, targets };
  let state = initialState(effective);
  if (targets.length === 0) {
    return of({ ...state.panelData, state: LoadingState.Done });
  }
  const answers = defer(() => callQuery(datasource, effective, queryFunction)).pipe(
    map((packet) => {
      effective.endTime = Date.now();
      state = addPacket(state, packet);
      return state.panelData;
    }),
    catchError((cause: unknown) => {
      const error = toDataQueryError(cause);
      return of({ ...state.panelData, state: LoadingState.Error, error, errors: [error] });
    }),
    share()
  );
  const loading = timer(LOADING_AFTER_MS).pipe(
    map(() => state.panelData),
    takeUntil(answers)
  );
  return merge(loading, answers);
}
