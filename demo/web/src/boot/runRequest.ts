import { LoadingState } from '@grafana/data';
import type { DataQuery, DataQueryRequest, DataQueryResponse, DataSourceApi, PanelData } from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, defer, from, isObservable, map, Observable, of } from 'rxjs';
import { addPacket, initialState } from './packets';

type QueryFunction = (request: DataQueryRequest) => Promise<DataQueryResponse> | Observable<DataQueryResponse>;

/** Answers that take longer show the loading bar; quicker ones would only make it flicker. */
const LOADING_AFTER_MS = 200;

/** A query function of its own takes other queries than the data source, a variable's for instance: all are wanted. */
function wanted(datasource: DataSourceApi, query: DataQuery, queryFunction?: QueryFunction): boolean {
  if (query.hide) {
    return false;
  }
  return queryFunction || !datasource.filterQuery ? true : datasource.filterQuery(query);
}

function callQuery(datasource: DataSourceApi, request: DataQueryRequest, query?: QueryFunction) {
  const answer = query ? query(request) : datasource.query(request);
  return isObservable(answer) ? answer : from(answer);
}

/** Emits the state before the first answer where that answer is slow. */
function announceLoading(answers: Observable<PanelData>, loading: () => PanelData): Observable<PanelData> {
  return new Observable((subscriber) => {
    const timer = setTimeout(() => subscriber.next(loading()), LOADING_AFTER_MS);
    subscriber.add(() => clearTimeout(timer));
    subscriber.add(
      answers.subscribe({
        next: (data) => {
          clearTimeout(timer);
          subscriber.next(data);
        },
        error: (cause: unknown) => subscriber.error(cause),
        complete: () => subscriber.complete(),
      })
    );
  });
}

/** Runs a request against a data source. Grafana keeps its own runRequest in the application, not on npm. */
export function runRequest(
  datasource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: QueryFunction
): Observable<PanelData> {
  const targets = request.targets.filter((query) => wanted(datasource, query, queryFunction));
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
    })
  );
  return announceLoading(answers, () => state.panelData);
}
