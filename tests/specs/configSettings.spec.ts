import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { eventually } from '../lib/eventually';
import { StoppableStore } from '../lib/proxy';
import { MAIN_UID, useSession } from '../lib/session';
import { ConfigEditorPage } from '../pages/configEditor';

const UID = 'tokenpath-e2e-settings';
const ids = testIds.config;
const PASSWORD = 'kept-2f9c';
const gpu = ids.family('gpu');
const depth = `- id: queue_depth
  family: engine
  kind: gauge
  unit: short
  alternatives:
    - metric: my_queue_depth`;

describe('Settings that are saved and read back', () => {
  const session = useSession({ height: 1600 });
  const config = new ConfigEditorPage(session);
  const field = (row: Locator, name: string) => row.getByRole('textbox', { name, exact: true });
  let store: string;
  let dead: string;

  const jsonData = async () => (await session.api.dataSource(UID)).jsonData;

  before(async () => {
    store = (await session.api.dataSource(MAIN_UID)).url;
    await session.addDataSource(UID, 'Tokenpath (settings test)', store);
    const gone = new StoppableStore(store);
    await gone.start();
    dead = gone.url;
    await gone.stop();
    await config.open(UID);
  });

  it('keeps the store of a family with its password', async () => {
    const { page } = session;
    const family = await config.section(gpu);
    await page.getByTestId(`${gpu}-url`).fill(store);
    await page.getByTestId(`${gpu}-url`).press('Tab');
    await page.getByTestId(`${gpu}-auth`).getByRole('radio', { name: 'Basic' }).check();
    await page.getByTestId(`${gpu}-user`).fill('reader');
    await page.getByTestId(`${gpu}-password`).fill(PASSWORD);
    await page.getByTestId(`${gpu}-header-add`).click();
    await page.getByTestId(`${gpu}-header-1-name`).fill('X-Scope-OrgID');
    await page.getByTestId(`${gpu}-header-1-value`).fill('team');
    await config.saveAndTest();
    assert.deepEqual((await jsonData()).endpoints, {
      gpu: { url: store, basicAuth: true, basicAuthUser: 'reader', httpHeaderName1: 'X-Scope-OrgID' },
    });

    await config.open(UID);
    await family.waitFor();
    assert.equal(await page.getByTestId(`${gpu}-url`).inputValue(), store);
    assert.equal(await page.getByTestId(`${gpu}-user`).inputValue(), 'reader');
    assert.equal(await page.getByTestId(`${gpu}-password`).inputValue(), 'configured');
    assert.equal(await page.getByTestId(`${gpu}-header-1-value`).inputValue(), 'configured');
    assert.ok(!(await page.content()).includes(PASSWORD), 'the password is on the page');
  });

  it('says which store does not answer, and goes on with the others', async () => {
    await session.page.getByTestId(`${gpu}-url`).fill(dead);
    await config.saveAndTest();
    const answer = session.page.getByTestId(ids.endpoint('gpu'));
    await eventually(async () => assert.match(await answer.innerText(), /refused[\s\S]*Look at host and port/i));
    assert.match(await session.page.getByTestId(ids.endpoint('default')).innerText(), /answers/);
  });

  it('reads the family from the default endpoint again', async () => {
    await session.page.getByTestId(`${gpu}-remove`).click();
    await config.saveAndTest();
    assert.equal((await jsonData()).endpoints, undefined);
    await eventually(async () => assert.match(await config.findings.innerText(), /GPUs with a known owner/));
  });

  it('keeps prices, and marks a wrong one before it is saved', async () => {
    const section = await config.section(ids.fold('cost'));
    const first = await config.addRow(ids.prices, 0);
    await field(first, 'GPU model').fill('NVIDIA H100 80GB HBM3');
    await field(first, 'Labels').fill('cluster=prod-eu');
    await field(first, 'Per hour').fill('2.95');
    await field(first, 'Currency').fill('eur');
    await field(first, 'From').fill('2026-07-01');
    await config.addRow(ids.prices, 1);
    // The row before it was left complete; the new one is complained about when it is left.
    assert.equal(await section.getByRole('alert').count(), 0);
    const third = await config.addRow(ids.prices, 2);
    await section.getByRole('alert').first().waitFor();
    await third.getByRole('button', { name: 'Remove price 3' }).click();
    await section.getByRole('button', { name: 'Remove price 2' }).click();
    await config.saveAndTest();
    assert.deepEqual((await jsonData()).prices, [
      {
        per_hour: 2.95,
        currency: 'EUR',
        gpu_model: 'NVIDIA H100 80GB HBM3',
        labels: { cluster: 'prod-eu' },
        from: '2026-07-01T00:00:00Z',
      },
    ]);
  });

  it('keeps bindings', async () => {
    await config.section(ids.fold('bindings'));
    const row = await config.addRow(ids.bindings, 0);
    await field(row, 'Instance').fill('10.0.0.7:8000');
    await field(row, 'GPU UUIDs').fill(
      'GPU-5fd3ae70-0000-0000-0000-000000000001\nGPU-5fd3ae70-0000-0000-0000-000000000002'
    );
    await config.saveAndTest();
    assert.deepEqual((await jsonData()).bindings, [
      {
        gpu_uuids: ['GPU-5fd3ae70-0000-0000-0000-000000000001', 'GPU-5fd3ae70-0000-0000-0000-000000000002'],
        instance: '10.0.0.7:8000',
      },
    ]);
  });

  it('takes over signals that are pasted, and limits', async () => {
    await config.section(ids.fold('signals'));
    await config.section(ids.fold('import'));
    await session.page.getByTestId(ids.importText).fill(depth);
    await session.page.getByTestId(ids.importAdd).click();
    await session.page.getByTestId(ids.signal(0)).waitFor();
    await config.section(ids.fold('limits'));
    await session.page.getByTestId(ids.limit('memory')).fill('2 GiB');
    await config.saveAndTest();
    const { signals, limits } = await jsonData();
    assert.deepEqual(signals, [
      {
        id: 'queue_depth',
        family: 'engine',
        kind: 'gauge',
        unit: 'short',
        alternatives: [{ metric: 'my_queue_depth' }],
      },
    ]);
    assert.deepEqual(limits, { memory: 2147483648 });
  });

  it('shows all of it again', async () => {
    await config.open(UID);
    const summaries: Array<[string, RegExp]> = [
      [gpu, /same as default/],
      [ids.fold('cost'), /1 price/],
      [ids.fold('bindings'), /1 binding/],
      [ids.fold('signals'), /queue_depth/],
      [ids.fold('limits'), /1 limit set/],
    ];
    for (const [testId, summary] of summaries) {
      assert.match(await session.page.getByTestId(testId).innerText(), summary);
    }
    session.assertQuiet(/status of [45]0\d/);
  });
});
