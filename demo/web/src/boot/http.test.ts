import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetchError, toNetworkError } from './fetchError';
import { requestUrl } from './requestUrl';

test('relative addresses become absolute and parameters are encoded', () => {
  assert.equal(requestUrl('api/search', { type: 'dash-db', q: 'a b' }), '/api/search?type=dash-db&q=a+b');
  assert.equal(requestUrl('/api/x?y=1', { tag: ['a', 'b'], none: undefined }), '/api/x?y=1&tag=a&tag=b');
  assert.equal(requestUrl('https://example.org/x'), 'https://example.org/x');
});

test("a JSON error keeps its body, so that query errors reach their panels", () => {
  const body = '{"results":{"A":{"error":"bad","status":400}}}';
  const error = toFetchError({ status: 400, statusText: 'Bad Request' }, body, { url: '/api/ds/query' });
  assert.equal(error.status, 400);
  assert.deepEqual(error.data.results, { A: { error: 'bad', status: 400 } });
});

test('HTML or nothing in place of JSON becomes the message', () => {
  const html = toFetchError({ status: 502, statusText: 'Bad Gateway' }, '<h1>nginx</h1>', { url: '/x' });
  assert.equal(html.message, '<h1>nginx</h1>');
  assert.equal(toFetchError({ status: 502, statusText: 'Bad Gateway' }, '', { url: '/x' }).message, 'Bad Gateway');
});

test('an aborted request is told from a host that does not answer', () => {
  assert.equal(toNetworkError(new DOMException('stop', 'AbortError'), { url: '/x' }).cancelled, true);
  assert.equal(toNetworkError(new TypeError('failed'), { url: '/x' }).cancelled, false);
});
