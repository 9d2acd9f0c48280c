import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import { textLightness } from '../lib/colour';
import { eventually } from '../lib/eventually';
import { near } from '../lib/near';
import { numbersOf, type Panel, type Row, rowsOf } from '../lib/panel';
import { useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { KVCachePage } from '../pages/kvcache';

const FOLDER = join(__dirname, '..', '.output', 'screens');
const MINUTE = 60_000;
/** The panels of the dashboard, in order. */
const [HEALTH, BY_MODEL, BY_TENANT, REUSE, SAVED, TRANSFERS] = [0, 1, 2, 3, 4, 5];
const USAGE = 'vllm:kv_cache_usage_perc';
/** Pods of several clusters share their names. */
const CLUSTER = 'prod-eu';

interface Judged {
  key: Record<string, string>;
  verdict: string;
  evidence: unknown[];
}

describe('Dashboard "KV cache"', () => {
  const session = useSession({ height: 2000 });
  const kvcache = new KVCachePage(session);
  let range: Range;
  let panels: Panel[];

  const panel = (title: string) => panels.find((one) => one.title === title)!;
  const rows = (title: string): Row[] => rowsOf(panel(title));
  const factsOf = (title: string) =>
    panel(title).series[0].meta?.custom?.kvcache as { rows: Judged[]; replicas: Judged[] };

  before(async () => {
    mkdirSync(FOLDER, { recursive: true });
    // The incidents of the fleet lie within the last hours.
    const { from, to } = await session.store.lastMinutes(180);
    range = { from: from - 5 * MINUTE, to: to - 5 * MINUTE };
    panels = await kvcache.open(range);
  });

  it('has an answer in every panel', () => {
    for (const { title, errors, series } of panels) {
      assert.deepEqual(errors, [], title);
      assert.ok(series.flatMap(({ fields }) => fields.flatMap(numbersOf)).length > 0, `${title} holds no number`);
    }
    session.assertQuiet();
  });

  it('has the fullest usage that the store has', async () => {
    const seconds = (range.to - range.from) / 1000;
    const fullest = await session.store.valuesBy(
      'pod',
      `max by (pod) (max_over_time(${USAGE}{cluster="${CLUSTER}"}[${seconds}s]))`,
      range.to
    );
    const pods = rows('Health by replica').filter(
      ({ cluster, pod }) => cluster === CLUSTER && fullest.has(String(pod))
    );
    assert.ok(pods.length > 3, 'replicas with usage');
    for (const { pod, usage_max: usage } of pods) {
      near(usage, fullest.get(String(pod))!, 0.001, `fullest usage of ${String(pod)}`);
    }
  });

  it('puts the worst replica first, in words and in the list', async () => {
    const thrashing = factsOf('Health by replica').replicas.filter(({ verdict }) => verdict === 'thrash');
    assert.ok(thrashing.length > 0, 'the fleet has a replica that thrashes');
    const [, told] = /^(\S+) thrash(?:es|ed)/.exec(await kvcache.answer(HEALTH).innerText()) ?? [];
    assert.ok(
      thrashing.some(({ key }) => key.pod === told),
      `${told} thrashes`
    );
    const first = kvcache.rows(HEALTH).first();
    assert.ok((await first.getByTitle(new RegExp(`${told}$`)).count()) > 0, 'the first row is the one that is told');
    assert.ok((await first.getByRole('img', { name: 'Thrash', exact: true }).count()) > 0, 'its mark');
    assert.ok(
      (await first.getByRole('img', { name: /fullest .* preemptions in \d+ steps?/ }).count()) > 0,
      'its strip'
    );
  });

  it('opens a row: what led to the verdict, what would refute it, and lines', async () => {
    const first = kvcache.rows(HEALTH).first();
    await first.getByRole('button', { name: /^Open / }).click();
    const text = await kvcache.evidence.innerText();
    assert.match(text, /What led to it[\s\S]*Usage, fullest rank\s*[\d.]+%\s*≥ 95\.0%/);
    assert.match(text, /What would refute it[\s\S]*Preemptions/);
    await first.locator('canvas').nth(1).waitFor();
    await session.page.screenshot({ path: join(FOLDER, 'kvcache-open.png') });
    await first.getByRole('button', { name: /^Close / }).click();
    assert.equal(await kvcache.evidence.count(), 0);
  });

  it('says what is under the pointer', async () => {
    const box = (await kvcache.rows(HEALTH).first().locator('canvas').first().boundingBox())!;
    await eventually(async () => {
      await session.page.mouse.move(box.x + box.width / 2 + Math.random() * 4, box.y + box.height / 2);
      const text = await kvcache.tooltip.innerText({ timeout: 1000 });
      assert.match(text, /Verdict\s+\w+/);
      assert.match(text, /Usage, fullest rank\s+[\d.]+%/);
    });
    await session.page.mouse.move(0, 0);
  });

  it('has hits by model and tenant, whose parts are the whole', async () => {
    for (const at of [BY_MODEL, BY_TENANT]) {
      assert.match(await kvcache.answer(at).innerText(), /^[\d.]+% of the prompt tokens came from a cache/);
      const bar = await kvcache.rows(at).first().getByRole('img').first().getAttribute('aria-label');
      const shares = [...(bar ?? '').matchAll(/([\d.]+)%/g)].map(([, share]) => Number(share));
      near(
        shares.reduce((sum, share) => sum + share, 0),
        100,
        0.002,
        bar ?? ''
      );
    }
  });

  it('compares reuse with eviction, and says the bucket of a quantile', async () => {
    assert.match(await kvcache.answer(REUSE).innerText(), /evict|No cache evicts/);
    await kvcache.rows(REUSE).first().getByRole('img').first().hover();
    await eventually(async () =>
      assert.match(await kvcache.tooltip.innerText(), /Reuse gap p50\s+in the bucket [\d.]+ \w+ – [\d.]+ \w+/)
    );
    await session.page.mouse.move(0, 0);
  });

  it('has what caches saved in each currency, and the transfers that failed', async () => {
    assert.match(await kvcache.answer(SAVED).innerText(), /^Caches saved ≈ [\d.]+ GPU-hours, ≈ (€|\$)/);
    const failed = rows('Transfers and tiers').reduce((sum, row) => sum + Number(row.transfer_failures ?? 0), 0);
    const text = await kvcache.answer(TRANSFERS).innerText();
    assert.ok(text.startsWith(failed > 0 ? `${Math.round(failed)} transfers failed` : 'No transfer failed'), text);
  });

  it('narrows the dashboard to the model that is clicked', async () => {
    const label = kvcache.rows(BY_MODEL).first().getByRole('rowheader').getByRole('button').nth(1);
    const model = await label.getAttribute('title');
    await label.click();
    await eventually(async () => {
      panels = await kvcache.settled();
      assert.deepEqual(
        rows('Hits by model').map(({ llm_model }) => llm_model),
        [model]
      );
    });
    session.assertQuiet();
  });

  it('zooms into what is drawn across a strip', async () => {
    const box = (await kvcache.rows(HEALTH).first().locator('canvas').first().boundingBox())!;
    await session.page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
    await session.page.mouse.down();
    await session.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await session.page.mouse.up();
    await eventually(() => {
      const from = new Date(new URL(session.page.url()).searchParams.get('from') ?? '').valueOf();
      near(from, range.from + (range.to - range.from) / 4, 1e-6, 'the new beginning');
    });
  });

  it('says that an engine does not report something, and why there is nothing', async () => {
    await kvcache.open(range, { 'var-namespace': 'legacy' });
    await eventually(async () =>
      assert.match(await kvcache.messages.first().innerText(), /This engine does not report it/)
    );
    await kvcache.open(range, { 'var-model': 'no-such-model' });
    await eventually(async () => assert.equal(await kvcache.messages.count(), 6));
    assert.match(await kvcache.messages.first().innerText(), /No KV cache in this time range/);
    session.assertQuiet();
  });

  for (const theme of ['dark', 'light']) {
    it(`follows the ${theme} theme, and fits`, async () => {
      await kvcache.open(range, { theme });
      const lightness = await textLightness(kvcache.panel(HEALTH).getByRole('columnheader').first());
      assert.equal(lightness > 0.5, theme === 'dark');
      for (const width of [1600, 900]) {
        await session.page.setViewportSize({ width, height: 2000 });
        const isTooWide = () => session.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        await eventually(async () => assert.equal(await isTooWide(), false, `wider than ${width} px`));
        await session.page.screenshot({ path: join(FOLDER, `kvcache-${theme}-${width}.png`) });
      }
      await session.page.setViewportSize({ width: 1600, height: 2000 });
    });
  }
});
