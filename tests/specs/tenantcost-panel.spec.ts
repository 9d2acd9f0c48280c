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
import { HEIGHT, TenantCostPage } from '../pages/tenantcost';

const FOLDER = join(__dirname, '..', '.output', 'screens');
const CLUSTER = 'prod-us';
const HOURS = 1;
const MINUTE = 60_000;
const TENANT = 'acme';

/** "$12.3", as the panel writes money of this cluster. */
const inWords = (money: number): string => `$${money.toPrecision(3)}`;

const costOf = (rows: Row[]): number => sum(rows.map((row) => Number(row.cost_total ?? 0)));

describe('Dashboard "Tenant cost and capacity"', () => {
  const session = useSession();
  const cost = new TenantCostPage(session);
  let range: Range;
  let panels: Panel[];
  /** What the GPUs of the cluster cost in the range, from counts and prices of its nodes alone. */
  let bill: number;

  const panel = (title: string) => panels.find((one) => one.title === title)!;
  const ofTenant = (name: string): Row[] => rowsOf(panel('Who pays')).filter(({ tenant }) => tenant === name);

  before(async () => {
    mkdirSync(FOLDER, { recursive: true });
    const { store } = session;
    // Some minutes back, where even the slowest source has passed the end of the range.
    const { from, to } = await store.lastMinutes(60 * HOURS);
    range = { from: from - 5 * MINUTE, to: to - 5 * MINUTE };
    const cards = await store.valuesBy('node', `node_gpu_count{cluster="${CLUSTER}"}`, range.to);
    const prices = await store.valuesBy('node', `node_gpu_hourly_cost{cluster="${CLUSTER}"}`, range.to);
    // A host without Kubernetes has a price series of its own; its exporter counts its cards.
    const own = await store.valuesBy('node', `tokenpath_gpu_hourly_price{cluster="${CLUSTER}"}`, range.to);
    const shown = await store.valuesBy(
      'hostname',
      `count by (hostname) (DCGM_FI_DEV_GPU_TEMP{cluster="${CLUSTER}"})`,
      range.to
    );
    assert.ok(own.size > 0 && cards.size > 1, 'hosts with prices of either kind');
    const hourly = [
      ...[...cards].map(([node, count]) => count * prices.get(node)!),
      ...[...own].map(([node, price]) => price * shown.get(node)!),
    ];
    bill = sum(hourly) * HOURS;
    panels = await cost.open(range, { 'var-cluster': CLUSTER });
  });

  it('has an answer in every panel', () => {
    for (const { title, errors, series } of panels) {
      assert.deepEqual(errors, [], title);
      assert.ok(series.flatMap(({ fields }) => fields.flatMap(numbersOf)).length > 0, `${title} holds no number`);
    }
    session.assertQuiet();
  });

  it('has rows that add up to the price of the cards, however they are keyed', () => {
    for (const title of [
      'Who pays',
      'Where the money goes',
      'Unit prices by model',
      'Capacity by GPU model and node',
    ]) {
      near(costOf(rowsOf(panel(title))), bill, 0.002, title);
    }
    const steps = seriesOf(panel('Cost per hour by tenant'), 'cost_total').map((field) => sum(numbersOf(field)));
    near(sum(steps), bill, 0.03, 'the steps over time');
  });

  it('says what it comes to, and that the rows are the bill', async () => {
    const total = costOf(rowsOf(panel('Who pays')));
    const text = await cost.answers.first().innerText();
    assert.ok(text.includes(inWords(total)), `${text} without ${inWords(total)}`);
    assert.match(text, /unlabelled [\d.]+% · idle [\d.]+% · unattributed [\d.]+%/);
    assert.ok((await cost.sums.count()) >= 7, 'a line for each panel');
    for (const line of await cost.sums.allInnerTexts()) {
      assert.equal(line.trim(), 'Σ = bill, difference $0.00');
    }
    assert.match(await cost.pinned.first().innerText(), /unattributed[\s\S]*All rows/);
  });

  it('shows what the frame holds of a tenant, and opens it to its models', async () => {
    const table = cost.table('Cost by tenant and model');
    const row = table.getByRole('row').filter({ hasText: TENANT });
    assert.ok((await row.innerText()).includes(inWords(costOf(ofTenant(TENANT)))), await row.innerText());
    await table.getByRole('button', { name: `Open ${TENANT}` }).click();
    const [first] = ofTenant(TENANT).sort((a, b) => Number(b.cost_total) - Number(a.cost_total));
    const model = table.getByTitle(String(first.llm_model), { exact: true });
    await model.waitFor();
    await table.getByRole('button', { name: `Close ${TENANT}` }).click();
    await model.waitFor({ state: 'detached' });
  });

  it('has areas in proportion to money', async () => {
    const tiles = cost.treemap.getByRole('button');
    const label = (await tiles.first().textContent()) ?? '';
    assert.match(label, /: \$[\d.]+, [\d.]+% of what is shown/);
    const grey = cost.treemap.getByRole('button', { name: /^unattributed: / });
    const [box, map] = [(await grey.boundingBox())!, (await cost.treemap.boundingBox())!];
    const money = costOf(rowsOf(panel('Where the money goes')).filter(({ row_kind }) => row_kind === 'unattributed'));
    const share = (box.width * box.height) / (map.width * map.height);
    assert.ok(Math.abs(share - money / bill) < 0.02, `${share} of the area for ${money / bill} of the bill`);
  });

  it('says what is under the pointer, per hour', async () => {
    await cost.charts.first().scrollIntoViewIfNeeded();
    const box = (await cost.charts.first().boundingBox())!;
    await eventually(async () => {
      await session.page.mouse.move(box.x + box.width / 2 + Math.random() * 4, box.y + box.height / 3);
      const text = await cost.tooltip.innerText({ timeout: 1000 });
      assert.match(text, /All\s+\$[\d.]+\/h/);
      assert.match(text, /acme\s+\$[\d.]+\/h\s+[\d.]+%/);
    });
    await session.page.mouse.move(0, 0);
  });

  it('narrows the dashboard to a tenant, and says what the filter leaves out', async () => {
    await cost
      .table('Cost by tenant and model')
      .getByRole('button', { name: `${TENANT}: show only` })
      .click();
    await eventually(async () => {
      assert.match(session.page.url(), /var-tenant=acme/);
      panels = await cost.settled();
      assert.equal(
        rowsOf(panel('Who pays')).every(({ tenant }) => tenant === TENANT),
        true
      );
      assert.match(await cost.sums.first().innerText(), /^Σ \$[\d.]+ of the bill \$[\d.]+, difference -\$[\d.]+/);
    });
  });

  it('switches the basis of all panels, and keeps the bill', async () => {
    panels = await cost.open(range, { 'var-cluster': CLUSTER });
    // Grafana draws a label over the button.
    await cost.basis.getByRole('radio', { name: 'Usage' }).click({ force: true });
    await eventually(async () => {
      assert.match(session.page.url(), /var-basis=usage/);
      panels = await cost.settled();
      const said = panel('Who pays').series[0].meta?.custom?.cost as { basis?: string } | undefined;
      assert.equal(said?.basis, 'usage');
    });
    near(costOf(rowsOf(panel('Who pays'))), bill, 0.002, 'the bill on the usage basis');
    session.assertQuiet();
  });

  it('says why there is nothing, and offers the next step', async () => {
    await cost.open(range, { 'var-cluster': 'no-such-cluster' });
    await eventually(async () => assert.equal(await cost.messages.count(), 7));
    const text = await cost.messages.first().innerText();
    assert.match(text, /No cost in this time range\s+Cost: /);
    assert.match(text, /Twice the time range/);
  });

  for (const theme of ['dark', 'light']) {
    it(`follows the ${theme} theme, and fits`, async () => {
      await cost.open(range, { theme });
      const lightness = await textLightness(cost.answers.first());
      assert.equal(lightness > 0.5, theme === 'dark');
      for (const width of [1600, 900]) {
        await session.page.setViewportSize({ width, height: HEIGHT });
        const isTooWide = () => session.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        await eventually(async () => assert.equal(await isTooWide(), false, `wider than ${width} px`));
        await session.page.screenshot({ path: join(FOLDER, `tenantcost-${theme}-${width}.png`) });
      }
    });
  }
});
