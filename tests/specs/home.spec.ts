import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { textLightness } from '../lib/colour';
import { eventually } from '../lib/eventually';
import { StoppableStore } from '../lib/proxy';
import { MAIN_UID, useSession } from '../lib/session';
import { HomePage } from '../pages/home';

const OTHER = 'tokenpath-e2e-home';

describe('Home with data sources', () => {
  const session = useSession({ height: 1200 });
  const home = new HomePage(session);
  let other: StoppableStore;

  before(async () => {
    other = new StoppableStore((await session.api.dataSource(MAIN_UID)).url);
    await other.start();
    session.atEnd(() => other.stop());
    await session.addDataSource(OTHER, 'Tokenpath (home test)', other.url);
  });

  it('says what a store holds and how much of it is joined', async () => {
    await home.open();
    assert.match(await home.health(MAIN_UID), /24 GPU devices, 13 replicas/);
    const text = await home.connection(MAIN_UID).innerText();
    assert.match(text, /GPUs with a known owner\s+22 of 24/);
    assert.match(text, /Replicas with a known GPU\s+13 of 13/);
    assert.match(text, /vllm/);
    assert.match(await home.health(OTHER), /24 GPU devices/);
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
    assert.match(await home.health(MAIN_UID), /24 GPU devices/);
    await other.start();
    await home.refresh(OTHER);
    await eventually(async () => assert.match(await home.health(OTHER), /24 GPU devices/));
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
