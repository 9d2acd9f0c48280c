import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import { type BalanceGroup } from '../../src/shared/types.gen';
import { textLightness } from '../lib/colour';
import { eventually } from '../lib/eventually';
import { near } from '../lib/near';
import { type Frame, type Panel, type Row, rowsOf } from '../lib/panel';
import { useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { DistributedPage } from '../pages/distributed';

const FOLDER = join(__dirname, '..', '.output', 'screens');
const MINUTE = 60_000;
const TITLE = 'Balance by group';
/** The group of eight whose sixth GPU the fleet throttles by heat. */
const THROTTLED = { group: 'llama-405b-0', gpu: 'GPU 5' };
/** A group of the fleet that nothing happens to. */
const CALM = 'gemma-27b-sglang-0';

const rowsOfFrame = (series: Frame, title: string): Row[] =>
  rowsOf({ title, state: 'Done', errors: [], series: [series] });

describe('Dashboard "Distributed inference"', () => {
  const session = useSession({ height: 2000 });
  const distributed = new DistributedPage(session);
  let range: Range;
  let panels: Panel[];

  const panel = (title: string) => panels.find((one) => one.title === title)!;
  const groups = (): BalanceGroup[] => {
    const facts = panel(TITLE).series[0].meta?.custom?.balance as { groups: BalanceGroup[] };
    return facts.groups;
  };
  const group = (name: string) => groups().find(({ key }) => key.group === name)!;
  const devices = (name: string): Row[] =>
    rowsOfFrame(
      panel(TITLE).series.find(({ meta }) => meta?.custom?.part === 'ranks')!,
      TITLE
    ).filter((row) => row.group === name);

  before(async () => {
    mkdirSync(FOLDER, { recursive: true });
    // The incidents of the fleet lie within the last hours.
    const { from, to } = await session.store.lastMinutes(180);
    range = { from: from - 5 * MINUTE, to: to - 5 * MINUTE };
    panels = await distributed.open(range);
  });

  it('has no panel that failed', () => {
    panels.forEach(({ title, errors }) => assert.deepEqual(errors, [], title));
    session.assertQuiet();
  });

  it('has a row for each group, the largest loss first', async () => {
    const table = rowsOfFrame(panel(TITLE).series[0], TITLE);
    const losses = table.map((row) => Number(row.lost_gpu_seconds ?? -1));
    const [first] = table.filter((row) => Number(row.lost_gpu_seconds) === Math.max(...losses));
    assert.ok((await distributed.rows.first().innerText()).includes(String(first.group)));
    const count = await distributed.panel.getByRole('table').first().getAttribute('aria-rowcount');
    assert.equal(Number(count), table.length + 1);
  });

  it('names the throttled GPU with its clock, its group’s, and how long it was throttled', async () => {
    const [worst] = [...group(THROTTLED.group).stragglers].sort((a, b) => b.lost_share - a.lost_share);
    assert.equal(worst.cause, 'clock');
    const clock = worst.evidence.find(({ field }) => field === 'clock')!;
    const megahertz = (value: number) => Math.round(value / 1e6).toLocaleString('en-US');
    const text = await distributed.row(THROTTLED.group).innerText();
    assert.ok(
      text.includes(`${THROTTLED.gpu}: ${megahertz(clock.value!)} MHz against ${megahertz(clock.against!)}`),
      text
    );
    assert.match(text, /thermal throttle [\d.]+% of the window/);
    const straggler = distributed.row(THROTTLED.group).getByRole('img', { name: /; straggler/ });
    assert.match((await straggler.getAttribute('aria-label'))!, new RegExp(`^${THROTTLED.gpu}: Tensor activity`));
  });

  it('says first what costs the most', async () => {
    const text = await distributed.finding.innerText();
    assert.match(text, /^GPU \d+ slow(s|ed) \S+ · [\d.]+% of each step lost · (since )?[\d:]+( to [\d:]+)? · .+ · .+$/);
  });

  it('leaves the calm group alone', async () => {
    assert.deepEqual(group(CALM).stragglers, []);
    assert.equal(
      await distributed
        .row(CALM)
        .getByRole('img', { name: /; straggler/ })
        .count(),
      0
    );
  });

  it('has cells that show the time means of the store’s own samples', async () => {
    const seconds = (range.to - range.from) / 1000;
    const busy = await session.store.valuesBy(
      'UUID',
      `avg_over_time(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE[${seconds}s])`,
      range.to
    );
    const known = devices(THROTTLED.group).filter((row) => busy.has(String(row.gpu_uuid)));
    assert.equal(known.length, 8, 'GPUs that the store has by that name');
    for (const row of known) {
      near(Number(row.tensor), busy.get(String(row.gpu_uuid))!, 0.01, String(row.gpu_uuid));
    }
    const first = distributed.row(THROTTLED.group).getByRole('group').first().getByRole('img').first();
    const shown = `${(Number(devices(THROTTLED.group).find((row) => row.gpu_index === '0')!.tensor) * 100).toPrecision(3)}%`;
    assert.ok((await first.getAttribute('aria-label'))!.includes(shown), shown);
  });

  it('tells all figures of a GPU beside the medians, by pointer and by keyboard', async () => {
    const cells = distributed.row(THROTTLED.group).getByRole('group').first().getByRole('img');
    await cells.nth(5).hover();
    assert.match(await distributed.tooltip.innerText(), /GPU 5[\s\S]*SM clock\s+[\d,]+ MHz\s+[\d,]+ MHz/);
    await session.page.mouse.move(0, 0);
    await cells.first().focus();
    await session.page.keyboard.press('ArrowRight');
    assert.match(await distributed.tooltip.innerText(), /^GPU 1/);
    await cells.nth(1).blur();
  });

  it('opens a row: a chart for each GPU, another figure by choice, all figures below', async () => {
    await distributed.row(THROTTLED.group).getByRole('button', { name: /^Open/ }).click();
    await eventually(async () => assert.equal(await distributed.charts.count(), 8));
    assert.match(await distributed.charts.nth(5).innerText(), /GPU 5, straggler: Tensor activity from/);
    await distributed.detail.getByRole('radio', { name: 'SM clock' }).click();
    await eventually(async () =>
      assert.match(await distributed.charts.nth(5).innerText(), /SM clock from [\d,]+ MHz to [\d,]+ MHz/)
    );
    const box = (await distributed.charts.nth(5).locator('canvas').first().boundingBox())!;
    await eventually(async () => {
      await session.page.mouse.move(box.x + box.width / 2 + Math.random() * 4, box.y + box.height / 2);
      assert.match(await distributed.tooltip.first().innerText({ timeout: 1000 }), /Median of the group\s+[\d,]+ MHz/);
    });
    await session.page.mouse.move(0, 0);
    await session.page.screenshot({ path: join(FOLDER, 'distributed-open-dark-1600.png') });
    session.assertQuiet();
  });

  it('narrows the dashboard to the group that is clicked', async () => {
    await distributed
      .row(THROTTLED.group)
      .getByRole('button', { name: /show only/ })
      .first()
      .click();
    await eventually(async () => {
      assert.match(session.page.url(), new RegExp(`var-pod=${THROTTLED.group}`));
      panels = await distributed.settled();
      assert.deepEqual(
        groups().map(({ key }) => key.group),
        [THROTTLED.group]
      );
    });
    session.assertQuiet();
  });

  it('says why there is nothing, and offers the next step', async () => {
    await distributed.open(range, { 'var-pod': 'no-such-pod' });
    await eventually(async () => assert.equal(await distributed.message.count(), 1));
    assert.match(
      await distributed.message.innerText(),
      /No parallel group in this time range[\s\S]*Twice the time range/
    );
    session.assertQuiet();
  });

  for (const theme of ['dark', 'light']) {
    it(`follows the ${theme} theme, and fits`, async () => {
      await distributed.open(range, { theme });
      const lightness = await textLightness(distributed.finding.locator('strong'));
      assert.equal(lightness > 0.5, theme === 'dark');
      for (const width of [1600, 900]) {
        await session.page.setViewportSize({ width, height: 1700 });
        const isTooWide = () => session.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        await eventually(async () => assert.equal(await isTooWide(), false, `wider than ${width} px`));
        await session.page.screenshot({ path: join(FOLDER, `distributed-${theme}-${width}.png`) });
      }
      await session.page.setViewportSize({ width: 1600, height: 2000 });
    });
  }
});
