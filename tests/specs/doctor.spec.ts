import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { type DoctorResponse } from '../../src/shared/types.gen';
import { textLightness } from '../lib/colour';
import { eventually } from '../lib/eventually';
import { devicesIn, devicesOfDCGM } from '../lib/fleet';
import { StoppableStore } from '../lib/proxy';
import { MAIN_UID, useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { DoctorPage } from '../pages/doctor';
import { HomePage } from '../pages/home';

const OTHER = 'tokenpath-e2e-doctor';

describe('The doctor', () => {
  const session = useSession({ height: 1200 });
  const doctor = new DoctorPage(session);
  const home = new HomePage(session);
  let other: StoppableStore;
  let range: Range;
  let report: DoctorResponse;

  before(async () => {
    other = new StoppableStore((await session.api.dataSource(MAIN_UID)).url);
    await other.start();
    session.atEnd(() => other.stop());
    range = await session.store.lastMinutes(60);
    await doctor.open({ range });
    await doctor.answer.waitFor();
    report = await doctor.report(range);
  });

  it('says the level reached and draws the ladder up to it', async () => {
    assert.match(await doctor.answer.innerText(), new RegExp(`^Level ${report.level} of 4`));
    for (const { level, title } of report.levels) {
      const rung = doctor.rung(level);
      assert.match(await rung.innerText(), new RegExp(title));
      assert.equal(await rung.getAttribute('aria-current'), level === report.level ? 'step' : null);
    }
    session.assertQuiet();
  });

  it('counts the GPUs that the store counts', async () => {
    const devices = await devicesIn(session);
    assert.match(await doctor.layer('gpu').innerText(), new RegExp(`\\b${devices} GPUs\\b`));
  });

  it('has a row for every layer, with its state and figures', async () => {
    for (const { id, title, summary, present, total } of report.layers) {
      const text = await doctor.layer(id).innerText();
      assert.match(text, /Ready|Partial|Missing|Unreachable/);
      const parts = [title, summary, ...(total > 0 ? [`${present} of ${total}`] : [])];
      parts.forEach((part) => assert.ok(text.includes(part), `${id}: "${part}" in "${text}"`));
    }
  });

  it('opens a layer to its signals, under the names that the store has', async () => {
    await doctor.layerButton('gpu').press('Enter');
    await doctor.signals.waitFor();
    assert.equal(await doctor.layerButton('gpu').getAttribute('aria-expanded'), 'true');
    await eventually(() => assert.match(session.page.url(), /[?&]layer=gpu/));
    await doctor.signals.getByRole('textbox', { name: 'Search signals' }).fill('gpu_temperature dcgm');
    const row = doctor.rows.filter({ hasText: 'DCGM' }).first();
    const [, on, of] = /(\d+) of (\d+)/.exec(await row.innerText()) ?? [];
    const [name] = await row.getByText(/^DCGM_FI_DEV_GPU_TEMP/).allInnerTexts();
    assert.ok((await session.store.query(`count(${name})`, range.to)).length > 0, `${name} is in the store`);
    assert.equal(Number(on), await devicesOfDCGM(session), 'cards with a temperature');
    assert.equal(on, of);
  });

  it('narrows the signals by state', async () => {
    await doctor.signals.getByRole('textbox', { name: 'Search signals' }).fill('');
    const ready = report.signals.filter(({ layer, state }) => layer === 'gpu' && state === 'ready').length;
    const choice = doctor.signals.getByRole('radio', { name: `Ready ${ready}` });
    // The radio itself is hidden behind its label.
    await choice.check({ force: true });
    await eventually(async () => assert.equal(await doctor.rows.count(), Math.min(ready, 25)));
  });

  it('tells all of a signal, and how to switch it on, by a link', async () => {
    const signal = report.signals.find(({ switch_on: step, layer }) => step?.code && layer === 'gpu');
    assert.ok(signal?.switch_on?.code, 'a signal of a GPU that can be switched on');
    await doctor.open({ range, signal: signal.signal });
    await doctor.drawer.waitFor();
    const text = await doctor.drawer.innerText();
    assert.ok(text.includes(signal.title) && text.includes(signal.signal));
    assert.ok(text.includes(signal.switch_on.code.split('\n')[0]));
    assert.ok(await doctor.drawer.getByRole('button', { name: /^Copy/ }).first().isVisible());
    await doctor.drawer.getByRole('button', { name: 'Close' }).press('Enter');
    await doctor.drawer.waitFor({ state: 'detached' });
    await eventually(() => assert.doesNotMatch(session.page.url(), /signal=/));
    assert.match(session.page.url(), /layer=gpu/);
    session.assertQuiet();
  });

  it('gives the next steps in order, with configuration as it is to be copied', async () => {
    const steps = report.next.slice(0, 4);
    for (const { id, title, code } of steps) {
      const card = doctor.step(id);
      assert.equal(await card.getByRole('heading').innerText(), title);
      if (code) {
        assert.equal(await card.locator('pre').textContent(), code);
      }
    }
  });

  it('has a name for every control, and one heading above the others', async () => {
    const nameless = await session.page
      .locator('#pageContent, main')
      .first()
      .evaluate((page) =>
        [...page.querySelectorAll('button, input, a[href], [role=button]')]
          .filter((element) => element.getClientRects().length > 0)
          .filter((element) => {
            const labelled = element.getAttribute('aria-label') ?? element.getAttribute('aria-labelledby');
            const labels = element instanceof HTMLInputElement ? element.labels?.length : 0;
            return !labelled && !labels && !element.textContent?.trim() && !element.getAttribute('title');
          })
          .map((element) => element.outerHTML.slice(0, 200))
      );
    assert.deepEqual(nameless, []);
    assert.equal(await session.page.getByRole('heading', { level: 1, name: 'Doctor' }).count(), 1);
  });

  it('explains a store that is down, and finds it back', async () => {
    await session.addDataSource(OTHER, 'Tokenpath (doctor test)', other.url);
    await other.stop();
    await doctor.open({ range, dataSource: OTHER });
    const failure = doctor.failure('store');
    await failure.waitFor();
    assert.ok(await failure.getByRole('link', { name: 'Open settings' }).isVisible());
    await other.start();
    await failure.getByRole('button', { name: 'Try again' }).click();
    await doctor.answer.waitFor();
    assert.equal(await failure.count(), 0);
    session.assertQuiet(/status of [45]0\d/);
  });

  it('examines another data source when one is chosen', async () => {
    await session.page.getByRole('combobox', { name: 'Data source' }).click();
    await session.page.getByRole('option', { name: 'Tokenpath', exact: true }).click();
    await eventually(() => assert.match(session.page.url(), new RegExp(`var-datasource=${MAIN_UID}(&|$)`)));
    await doctor.answer.waitFor();
    const from = new URL(session.page.url()).searchParams.get('from') ?? '';
    assert.equal(/^\d+$/.test(from) ? Number(from) : Date.parse(from), range.from, 'the range stays');
  });

  it('tells who may not see the inventory which role is needed', async () => {
    const resource = '**/resources/doctor';
    await session.page.route(resource, (route) => route.fulfill({ status: 403, json: { message: 'no' } }));
    await doctor.open({ range });
    const failure = doctor.failure('permission');
    await failure.waitFor();
    assert.match(await failure.innerText(), /Editor or Admin/);
    await session.page.unroute(resource);
    session.assertQuiet(/status of 403/);
  });

  it('is where Home leads when something is missing', async () => {
    await home.open();
    await home.health(MAIN_UID);
    await home.connection(MAIN_UID).getByRole('link', { name: 'See what is missing' }).click();
    await doctor.answer.waitFor();
    assert.match(session.page.url(), new RegExp(`/doctor\\?.*var-datasource=${MAIN_UID}`));
    session.assertQuiet();
  });

  it('is drawn dark and light', async () => {
    await doctor.open({ range });
    assert.ok((await textLightness(doctor.answer)) > 0.5, 'light text on dark');
    await doctor.open({ range, theme: 'light' });
    assert.ok((await textLightness(doctor.answer)) < 0.5, 'dark text on light');
    session.assertQuiet();
  });
});
