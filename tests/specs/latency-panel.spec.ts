import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import { textLightness } from '../lib/colour';
import { eventually } from '../lib/eventually';
import { near } from '../lib/near';
import { numbersOf, type Panel, type Row, rowsOf, seriesOf, sum } from '../lib/panel';
import { useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { LatencyPage } from '../pages/latency';

const FOLDER = join(__dirname, '..', '.output', 'screens');
const MINUTE = 60_000;
const MODEL = 'Qwen/Qwen3-32B';
/** The model behind the proxy that buffers streams for a while. */
const BUFFERED = 'meta-llama/Llama-3.1-8B-Instruct';
const PHASES = ['queue', 'transfer', 'prefill', 'decode', 'unexplained'];
/** vLLM's histograms behind the phases. */
const METRICS = {
  queue: 'vllm:request_queue_time_seconds',
  prefill: 'vllm:request_prefill_time_seconds',
  decode: 'vllm:request_decode_time_seconds',
  e2e: 'vllm:e2e_request_latency_seconds',
};

/** "16.3 s", as the panel writes seconds. */
function inWords(seconds: number): string {
  const [value, unit] = Math.abs(seconds) < 1 ? [seconds * 1000, 'ms'] : [seconds, 's'];
  return `${value.toPrecision(3)} ${unit}`;
}

describe('Dashboard "Latency: where a request\'s time goes"', () => {
  const session = useSession();
  const latency = new LatencyPage(session);
  let range: Range;
  let panels: Panel[];

  const panel = (title: string) => panels.find((one) => one.title === title)!;
  const rowOf = (model: string): Row => rowsOf(panel('By model')).find((row) => row.llm_model === model)!;

  before(async () => {
    mkdirSync(FOLDER, { recursive: true });
    // Some minutes back, where even the slowest source has passed the end of the range.
    const { from, to } = await session.store.lastMinutes(30);
    range = { from: from - 5 * MINUTE, to: to - 5 * MINUTE };
    panels = await latency.open(range);
  });

  it('has an answer in every panel', () => {
    for (const { title, errors, series } of panels) {
      assert.deepEqual(errors, [], title);
      assert.ok(series.flatMap(({ fields }) => fields.flatMap(numbersOf)).length > 0, `${title} holds no number`);
    }
    session.assertQuiet();
  });

  it("has the phases that the engine's own sums and counts give", async () => {
    const counts = await session.store.increaseBy('model_name', `${METRICS.e2e}_count`, range);
    assert.ok(counts.get(MODEL)! > 100, 'requests of the model');
    near(rowOf(MODEL).requests, counts.get(MODEL)!, 0.001, 'requests');
    for (const [phase, metric] of Object.entries(METRICS)) {
      const seconds = await session.store.increaseBy('model_name', `${metric}_sum`, range);
      near(rowOf(MODEL)[phase], seconds.get(MODEL)! / counts.get(MODEL)!, 0.001, phase);
    }
  });

  it('has phases that add up to the end-to-end time', () => {
    for (const row of rowsOf(panel('By model')).filter(({ unexplained }) => unexplained !== null)) {
      const phases = sum(PHASES.map((phase) => Number(row[phase] ?? 0)));
      near(phases, Number(row.e2e), 1e-6, `the phases of ${String(row.llm_model)}`);
    }
  });

  it('shows what the frame holds: mean, share, order', async () => {
    const text = await latency.model(MODEL).innerText();
    assert.ok(text.includes(inWords(Number(rowOf(MODEL).e2e))), text);
    const bar = await latency.model(MODEL).getByRole('img').getAttribute('aria-label');
    const share = (Number(rowOf(MODEL).decode) / Number(rowOf(MODEL).e2e)) * 100;
    assert.ok(bar?.includes(`Decode ${inWords(Number(rowOf(MODEL).decode))}, ${share.toPrecision(3)}%`), bar ?? '');
    const slowest = rowsOf(panel('By model')).reduce((a, b) => (Number(a.e2e) > Number(b.e2e) ? a : b));
    const first = latency.models.getByRole('row').nth(1).getByRole('img');
    assert.ok((await first.getAttribute('aria-label'))?.startsWith(`${String(slowest.llm_model)}:`));
  });

  it('weights all rows by their requests', async () => {
    const label = await latency.summary.innerText();
    const e2e = seriesOf(panel('Where the time goes'), 'e2e');
    assert.ok(e2e.length > 5, 'rows');
    const field = (name: string, model?: string) =>
      seriesOf(panel('Where the time goes'), name).find(({ labels }) => labels?.llm_model === model);
    let seconds = 0;
    let requests = 0;
    for (const { labels, values } of e2e) {
      values.forEach((value, step) => {
        const at = (name: string) => field(name, labels?.llm_model)?.values[step];
        // Only requests whose phases are all known are in the stack.
        if (typeof value === 'number' && typeof at('unexplained') === 'number') {
          const weight = Number(at('requests')) * Number(at('decomposed') ?? 1);
          seconds += value * weight;
          requests += weight;
        }
      });
    }
    assert.ok(
      label.includes(`All rows: mean end to end ${inWords(seconds / requests)}`),
      `${label} ${seconds / requests}`
    );
  });

  it('shows one model by its name, and takes a phase out of the picture', async () => {
    await latency.rows.filter({ hasText: 'Qwen3-32B' }).click();
    assert.match(await latency.summary.innerText(), new RegExp(`^${MODEL}: mean end to end`));
    const queue = latency.legendItem('queue');
    await queue.click();
    assert.equal(await queue.getAttribute('aria-pressed'), 'false');
    await queue.click();
    assert.equal(await queue.getAttribute('aria-pressed'), 'true');
    assert.match(await latency.legendItem('ttft_p95').innerText(), /TTFT p95\s*last [\d.]+ m?s/);
  });

  it('says what is under the pointer, with the bucket of a quantile', async () => {
    const box = (await latency.chart.boundingBox())!;
    await eventually(async () => {
      await session.page.mouse.move(box.x + box.width / 2 + Math.random() * 4, box.y + box.height / 2);
      const text = await latency.tooltip.innerText({ timeout: 1000 });
      assert.match(text, /End to end\s+[\d.]+ m?s/);
      assert.match(text, /Decode\s+[\d.]+ m?s\s+[\d.]+%/);
      assert.match(text, /TTFT p95\s+in the bucket [\d.]+ m?s – [\d.]+ m?s/);
      assert.match(text, /Requests\s+[\d.]+ req\/s/);
    });
    await session.page.mouse.move(0, 0);
  });

  it('says which part of the requests is decomposed', async () => {
    // The note and the figure of one panel: its steps end elsewhere than the whole range of the next one.
    const { series } = panel('Where the time goes');
    const { decomposed } = (series[0].meta?.custom?.coverage ?? {}) as { decomposed?: number };
    const note = await latency.notes.first().innerText();
    assert.equal(typeof decomposed, 'number');
    assert.ok(note.includes(`${(decomposed! * 100).toPrecision(3)}%`), note);
  });

  it('divides the time to the first token as the frame does, from the gateway to the engine', async () => {
    const row = rowsOf(panel('On the way to the first token')).find(({ llm_model }) => llm_model === BUFFERED)!;
    const bar = await latency.firstToken(BUFFERED).innerText();
    assert.ok(bar.includes(`first token after ${inWords(Number(row.client_ttft_mean ?? row.gateway_ttft_mean))}`), bar);
    assert.ok(bar.includes(`Gateway gap ${inWords(Number(row.gateway_gap))}`), bar);
    const rest = Number(row.ttft_mean) - Number(row.queue) - Number(row.prefill) - Number(row.transfer ?? 0);
    assert.ok(bar.includes(`Engine rest ${inWords(rest)}`), `${bar} ${rest}`);
  });

  it('marks the gateway gap that a buffering proxy widened, and shows its trend first', async () => {
    const finding = await latency.finding.getAttribute('title');
    assert.match(finding ?? '', new RegExp(`^Gateway gap of ${BUFFERED} grew · [-\\d.]+ m?s → 1\\.[\\d]+ s · `, 'm'));
    const [, first = ''] = /Gateway gap of (\S+) grew/.exec(finding ?? '') ?? [];
    assert.ok((await latency.trend.innerText()).trim().startsWith(`${first}: first token after`), first);
    const other = latency.firstTokens.filter({ hasNotText: first }).first();
    await other.click();
    assert.equal(await other.getAttribute('aria-pressed'), 'true');
    assert.ok(!(await latency.trend.innerText()).trim().startsWith(`${first}:`), 'the trend is another one');
  });

  it('narrows the dashboard to the model that is clicked', async () => {
    await latency.model(MODEL).getByRole('button').click();
    await eventually(async () => {
      assert.match(session.page.url(), /var-model=Qwen/);
      panels = await latency.settled();
      assert.deepEqual(
        rowsOf(panel('By model')).map(({ llm_model }) => llm_model),
        [MODEL]
      );
    });
    await eventually(async () => assert.match(await latency.summary.innerText(), new RegExp(`^${MODEL}: `)));
    session.assertQuiet();
  });

  it('says why there is nothing, and offers the next step', async () => {
    await latency.open(range, { 'var-model': 'no-such-model' });
    await eventually(async () => assert.equal(await latency.messages.count(), 5));
    const text = await latency.messages.first().innerText();
    assert.match(text, /No latency in this time range\s+End to end: /);
    assert.match(text, /Twice the time range/);
    session.assertQuiet();
  });

  for (const theme of ['dark', 'light']) {
    it(`follows the ${theme} theme, and fits`, async () => {
      await latency.open(range, { theme });
      const lightness = await textLightness(latency.models.getByRole('columnheader').first());
      assert.equal(lightness > 0.5, theme === 'dark');
      for (const width of [1600, 900]) {
        await session.page.setViewportSize({ width, height: 1700 });
        const isTooWide = () => session.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        await eventually(async () => assert.equal(await isTooWide(), false, `wider than ${width} px`));
        await session.page.screenshot({ path: join(FOLDER, `latency-${theme}-${width}.png`) });
      }
      await session.page.setViewportSize({ width: 1600, height: 1700 });
    });
  }
});
