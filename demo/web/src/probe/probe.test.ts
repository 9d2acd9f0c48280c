import { FieldType, toDataFrame } from '@grafana/data';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { probeFrames } from './frames';
import { noticesOf } from './notices';

test('frames become plain JSON with the names that a panel shows', () => {
  const field = { name: 'tensor', type: FieldType.number, labels: { pod: 'a' }, config: { unit: 'percentunit' }, values: [0.5] };
  const time = { name: 'time', type: FieldType.time, values: [1000] };
  const [frame] = JSON.parse(JSON.stringify(probeFrames([toDataFrame({ refId: 'A', fields: [time, field] })])));
  assert.equal(frame.refId, 'A');
  assert.deepEqual(frame.fields[1], {
    name: 'tensor',
    displayName: 'tensor a',
    type: 'number',
    labels: { pod: 'a' },
    unit: 'percentunit',
    values: [0.5],
  });
});

test('a notice that several frames carry is told once', () => {
  const notices = [{ severity: 'warning' as const, text: 'two devices have no owner' }];
  const frame = toDataFrame({ fields: [], meta: { notices } });
  assert.deepEqual(noticesOf([frame, frame]), notices);
});
