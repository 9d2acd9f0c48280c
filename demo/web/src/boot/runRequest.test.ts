import { dateTime, LoadingState } from '@grafana/data';
import type { DataQueryRequest, DataSourceApi } from '@grafana/data';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastValueFrom, of, throwError, toArray } from 'rxjs';
import { runRequest } from './runRequest';

const now = dateTime(0);
const range = { from: now, to: now, raw: { from: now, to: now } };

function request(...targets: object[]): DataQueryRequest {
  return { range, targets } as unknown as DataQueryRequest;
}

function source(query: DataSourceApi['query'], filterQuery?: DataSourceApi['filterQuery']): DataSourceApi {
  return { query, filterQuery } as DataSourceApi;
}

test('hidden queries and those that the data source declines are not sent', async () => {
  const asked: string[] = [];
  const datasource = source(
    (sent) => {
      asked.push(...sent.targets.map((target) => target.refId));
      return of({ data: [] });
    },
    (query) => query.refId !== 'C'
  );
  const answer = await lastValueFrom(runRequest(datasource, request({ refId: 'A' }, { refId: 'B', hide: true }, { refId: 'C' })));
  assert.deepEqual(asked, ['A']);
  assert.equal(answer.state, LoadingState.Done);
});

test('nothing to send is an answer without series', async () => {
  const datasource = source(() => throwError(() => new Error('must not be asked')));
  const answer = await lastValueFrom(runRequest(datasource, request()));
  assert.deepEqual([answer.state, answer.series.length], [LoadingState.Done, 0]);
});

test("a variable's query function gets its query, whatever the data source declines", async () => {
  const datasource = source(
    () => of({ data: [] }),
    () => false
  );
  let asked = 0;
  await lastValueFrom(
    runRequest(datasource, request({ refId: 'V' }), (sent) => {
      asked = sent.targets.length;
      return Promise.resolve({ data: [] });
    })
  );
  assert.equal(asked, 1);
});

test('a thrown error becomes the error of the answer', async () => {
  const datasource = source(() => throwError(() => ({ status: 502, data: { message: 'bad gateway' } })));
  const states = await lastValueFrom(runRequest(datasource, request({ refId: 'A' })).pipe(toArray()));
  assert.equal(states.at(-1)?.state, LoadingState.Error);
  assert.equal(states.at(-1)?.errors?.[0].message, 'bad gateway');
});
