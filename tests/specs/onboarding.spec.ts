import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { type DataSource } from '../lib/api';
import { eventually } from '../lib/eventually';
import { MAIN_UID, useSession } from '../lib/session';
import { ConfigEditorPage } from '../pages/configEditor';
import { DashboardPage } from '../pages/dashboard';
import { HomePage } from '../pages/home';

// It removes every data source of the plugin and adds them again, without their secrets.
const mayRemove = !process.env.GRAFANA_URL || process.env.GRAFANA_DISPOSABLE === '1';

describe('Home without a data source', { skip: !mayRemove && 'needs GRAFANA_DISPOSABLE=1' }, () => {
  const session = useSession({ height: 1700 });
  const home = new HomePage(session);
  const config = new ConfigEditorPage(session);
  let store: string;

  const remove = (sources: DataSource[]) => Promise.all(sources.map(({ uid }) => session.api.remove(uid)));

  before(async () => {
    const { api } = session;
    store = (await api.dataSource(MAIN_UID)).url;
    const saved = await api.dataSources();
    await remove(saved);
    session.atEnd(async () => {
      await remove(await api.dataSources());
      for (const { uid, name, type, url, access, isDefault, jsonData } of saved) {
        await api.add({ uid, name, type, url, access, isDefault, jsonData });
      }
    });
  });

  it('shows the steps to the first dashboard, and no panels', async () => {
    await home.open();
    await home.onboarding.waitFor();
    for (const id of ['create', 'url', 'test', 'dashboard']) {
      assert.ok(await home.step(id).isVisible(), `step ${id}`);
    }
    assert.equal(await home.panels.count(), 0);
    session.assertQuiet();
  });

  it('creates a data source and asks for its URL', async () => {
    await home.create.click();
    await config.url.waitFor();
    assert.match(session.page.url(), /\/connections\/datasources\/edit\//);
    assert.equal(await config.url.inputValue(), '');
    const sources = await session.api.dataSources();
    assert.equal(sources.length, 1);
  });

  it('says what it found after Save & test', async () => {
    await eventually(
      async () => assert.match(await config.saveAndTest(store), /\d\d GPU devices, \d\d replicas/),
      15_000
    );
  });

  it('leads on to the dashboard, which is drawn from the new data source', async () => {
    const [{ uid }] = await session.api.dataSources();
    await config.editor.getByRole('link', { name: 'Fleet: silicon to tokens' }).click();
    await eventually(() => assert.match(session.page.url(), /\/d\/tokenpath-fleet/));
    const panels = await new DashboardPage(session).settled();
    assert.deepEqual(
      panels.flatMap(({ errors }) => errors),
      []
    );
    assert.match(session.page.url(), new RegExp(`var-datasource=${uid}`));
  });

  it('is what Home shows from then on', async () => {
    const [{ uid }] = await session.api.dataSources();
    await home.open();
    assert.match(await home.health(uid), /\d+ of \d+ devices owned/);
    assert.equal(await home.onboarding.count(), 0);
    session.assertQuiet();
  });
});
