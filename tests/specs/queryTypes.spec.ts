import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { testIds } from '../../src/shared/testIds';
import { eventually } from '../lib/eventually';
import { useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { QueryEditorPage } from '../pages/queryEditor';

const ids = testIds.query;

describe('Query types in the editor', () => {
  const session = useSession({ height: 1100 });
  const editor = new QueryEditorPage(session);
  let range: Range;

  before(async () => {
    range = await session.store.lastMinutes(60);
    await editor.open(range);
  });

  it('finds a signal by a question, and says what it is mistaken for and who reports it here', async () => {
    await editor.byId(ids.signal(0)).click();
    await editor.byId(ids.signal(0)).fill('why slow');
    const [first] = await editor.optionTexts();
    assert.match(first, /End-to-end latency/);
    assert.match(first, /Mistaken for: /);
    assert.match(first, /✓ .*vllm/);
    await session.page.keyboard.press('Escape');
  });

  it('divides latency into phases by what was the grain', async () => {
    await editor.choose(ids.type, 'Latency');
    await eventually(async () => {
      const { errors, series } = await editor.answer();
      assert.deepEqual(errors, []);
      assert.ok(series.length > 0, 'no answer yet');
    });
    assert.equal(await editor.operand(0).isVisible(), false);
  });

  it('lists who held which GPU', async () => {
    await editor.choose(ids.type, 'Ownership');
    await eventually(async () => {
      const { errors, series } = await editor.answer();
      assert.deepEqual(errors, []);
      assert.ok(
        series.some(({ fields }) => fields.some(({ name }) => name === 'confidence')),
        'no intervals yet'
      );
    });
  });

  it('checks the keys of own PromQL, and shows what was sent', async () => {
    await editor.choose(ids.type, 'Correlate');
    await editor.clear();
    await editor.byId(ids.addExpr).click();
    await editor.commit(ids.expr(0), 'sum by (namespace, pod) (rate(vllm:generation_tokens_total[5m]))');
    await editor.byId(ids.useKeys(0)).click();
    const check = editor.byId(ids.keyCheck(0));
    await check.getByText(/\d+ of \d+ series meet exactly one device or replica/).waitFor();
    await editor.byId(ids.sent).click();
    await session.page.getByText('vllm:generation_tokens_total').last().waitFor();
    session.assertQuiet();
  });
});
