import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { textLightness } from '../lib/colour';
import { eventually } from '../lib/eventually';
import { devicesIn } from '../lib/fleet';
import { StoppableStore } from '../lib/proxy';
import { MAIN_UID, useSession } from '../lib/session';
import { HomePage } from '../pages/home';

const OTHER = 'tokenpath-e2e-home';

describe('Home with data sources', () => {
  const session = useSession({ height: 1200 });
  const home = new HomePage(session);
  let other: StoppableStore;
  let devices: number;
  let found: RegExp;

  before(async () => {
    other = new StoppableStore((await session.api.dataSource(MAIN_UID)).url);
    await other.start();
    session.atEnd(() => other.stop());
    await session.addDataSource(OTHER, 'Tokenpath (home test)', other.url);
    devices = await devicesIn(session);
    found = new RegExp(`\\b${devices} GPU devices, \\d\\d replicas`);
  });

  it('says what a store holds and how much of it is joined', async () => {
    await home.open();
    assert.match(await home.health(MAIN_UID), found);
    const text = await home.connection(MAIN_UID).innerText();
    assert.match(text, new RegExp(`GPUs with a known owner\\s+\\d+ of ${devices}`));
    const [, known, all] = /Replicas with a known GPU\s+(\d+) of (\d+)/.exec(text) ?? [];
    assert.ok(Number(known) >= 22 && known === all, `${known} of ${all} replicas`);
    assert.match(text, /vllm/);
    assert.match(await home.health(OTHER), found);
    session.assertQuiet();
  });

  it('shows live panels without an error', async () => {
    await home.panels.getByText('Generated tokens per second').waitFor();
    await home.panels.locator('canvas').nth(1).waitFor();
    assert.equal(await home.panels.getByTestId('data-testid Panel status error').count(), 0);
  });

  it('explains a store that is down beside one that goes on, and finds it back', async () => {
    await other.stop();
    await home.open();
    assert.match(await home.health(OTHER), /refused/i);
    assert.match(await home.health(MAIN_UID), found);
    await other.start();
    await home.refresh(OTHER);
    await eventually(async () => assert.match(await home.health(OTHER), found));
    session.assertQuiet(/status of [45]0\d/);
  });

  it('is drawn dark and light', async () => {
    const heading = home.connection(MAIN_UID);
    assert.ok((await textLightness(heading)) > 0.5, 'light text on dark');
    await home.open('light');
    assert.ok((await textLightness(heading)) < 0.5, 'dark text on light');
  });

  it('leads to the dashboard of a data source', async () => {
    await home.openDashboard(OTHER);
    await eventually(() => assert.match(session.page.url(), /\/d\/tokenpath-fleet.*var-datasource=tokenpath-e2e-home/));
    await session.page.getByText('Replicas and their GPUs', { exact: true }).first().waitFor();
  });
});
