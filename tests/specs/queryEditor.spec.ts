import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { testIds } from '../../src/shared/testIds';
import { eventually } from '../lib/eventually';
import { near } from '../lib/near';
import { rowsOf, timesOf } from '../lib/panel';
import { useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { QueryEditorPage } from '../pages/queryEditor';

const ids = testIds.query;
const MODEL = 'Qwen/Qwen3-32B';

describe('Query editor', () => {
  const session = useSession({ height: 1100 });
  const editor = new QueryEditorPage(session);
  let range: Range;

  before(async () => {
    range = await session.store.lastMinutes(60);
  });

  it('builds a query from nothing: signals, a formula, grain, labels, a filter, a table', async () => {
    await editor.open(range);
    await editor.clear();
    await editor.addSignal(0, 'generated', 'Generated tokens', 'tokens');
    await editor.addSignal(1, 'gpu cost', 'GPU cost', 'cost');
    await editor.addFormula(2, 'per_mtok', 'cost / tokens * 1e6');
    await editor.choose(ids.grain, 'Replica');
    await editor.byId(ids.by).click();
    await editor.option('llm_model').click();
    await session.page.keyboard.press('Escape');
    const suggested = await editor.addFilter(0, 'llm_model');
    assert.ok(suggested.includes(MODEL), `${MODEL} is suggested among ${suggested.join(', ')}`);
    await editor.takeValue(MODEL);
    await editor.choose(ids.format, 'Table');

    const seconds = (range.to - range.from) / 1000;
    const tokens = await session.store.increaseBy('pod', `vllm:generation_tokens_total{model_name="${MODEL}"}`, range);
    const hourly = await session.store.valuesBy('cluster', 'node_gpu_hourly_cost{node="n2"}', range.to);
    await eventually(async () => {
      const rows = rowsOf(await editor.answer()).filter(({ row_kind: kind }) => kind === 'value');
      assert.deepEqual(rows.map(({ pod }) => pod).sort(), [...tokens.keys()].sort());
      for (const row of rows) {
        const made = tokens.get(String(row.pod))!;
        assert.equal(row.llm_model, MODEL);
        near(row.gpus, 2, 0.001, 'GPUs');
        near(row.tokens, made / seconds, 0.001, 'tokens per second');
        near(
          row.per_mtok,
          ((2 * hourly.get(String(row.cluster))! * (seconds / 3600)) / made) * 1e6,
          0.002,
          'cost per million tokens'
        );
      }
    });
    session.assertQuiet();
  });

  it('says what the answer could join, and why not all of it', async () => {
    const badge = session.page.getByTestId(testIds.coverage.badge);
    await badge.click();
    assert.match(await badge.innerText(), /\d+ of \d+ devices · \d+ of \d+ replicas/);
    const details = session.page.getByTestId(testIds.coverage.details);
    assert.match(await details.innerText(), /scraped every 15 s/);
  });

  it('answers with a value for each step when it is a time series again', async () => {
    await editor.choose(ids.format, 'Time series');
    await editor.commit(ids.minStep, '5m');
    await eventually(async () => {
      const times = timesOf(await editor.answer());
      assert.equal(times.length, 12, 'steps in an hour');
      assert.ok(times[0] > range.from && times[11] <= range.to, 'steps are stamped at their end');
      assert.ok(
        times.every((time) => time % 300_000 === 0),
        'steps lie on whole five minutes'
      );
    });
  });

  it('explains a formula with an unknown name, and asks nothing until it is right', async () => {
    const asked: string[] = [];
    session.page.on('request', (request) => request.url().includes('/api/ds/query') && asked.push(request.url()));
    await editor.commit(ids.formula(2), 'cost / tokns');
    const text = editor.operand(2).getByText(/Unknown name tokns\. Available: tokens, cost\./);
    await text.waitFor();
    assert.equal(await editor.byId(ids.formula(2)).getAttribute('aria-invalid'), 'true');
    assert.deepEqual(asked, []);
    await editor.commit(ids.formula(2), 'cost / tokens');
    await text.waitFor({ state: 'detached' });
    await eventually(async () => assert.deepEqual((await editor.answer()).errors, []));
    assert.equal(asked.length, 1);
  });

  it('shows what the backend says of a formula that cannot be read', async () => {
    await editor.commit(ids.formula(2), 'cost / (tokens');
    await eventually(async () => {
      const { errors } = await editor.answer();
      assert.match(errors.join(), /formula "cost \/ \(tokens": unexpected/);
    });
    await editor.commit(ids.formula(2), 'cost / tokens');
    await eventually(async () => assert.deepEqual((await editor.answer()).errors, []));
  });
});
