import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { eventually } from '../lib/eventually';
import { type Panel, rowsOf } from '../lib/panel';
import { StoppableStore } from '../lib/proxy';
import { MAIN_UID, useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { DashboardPage } from '../pages/dashboard';

const UID = 'tokenpath-e2e-endpoint';
const NAME = 'Tokenpath (endpoint test)';
const TABLE = 'Replicas and their GPUs';
/** What the browser and Grafana's libraries say of a request that failed. */
const EXPECTED = [/status of [45]0\d/, /SceneVariableSet updateAndValidate error|runRequest\.catchError/];

describe('A store that goes down and comes back', () => {
  const session = useSession();
  const dashboard = new DashboardPage(session);
  let store: StoppableStore;
  let range: Range;
  let rows: number;

  const drawn = (panels: Panel[]) => {
    for (const { title, errors } of panels) {
      assert.deepEqual(errors, [], title);
    }
    assert.equal(rowsOf(panels.find(({ title }) => title === TABLE)!).length, rows);
  };

  before(async () => {
    store = new StoppableStore((await session.api.dataSource(MAIN_UID)).url);
    await store.start();
    session.atEnd(() => store.stop());
    await session.addDataSource(UID, NAME, store.url);
    range = await session.store.lastMinutes(30);
    const panels = await dashboard.open({ range, dataSource: UID });
    rows = rowsOf(panels.find(({ title }) => title === TABLE)!).length;
  });

  it('is drawn while the store is up', async () => {
    assert.ok(rows >= 14, `${rows} rows`);
    drawn(await dashboard.settled());
    session.assertQuiet();
  });

  it('explains on every panel that the store cannot be reached', async () => {
    await store.stop();
    await dashboard.refresh();
    await eventually(async () => {
      for (const { title, errors } of await dashboard.settled()) {
        assert.match(errors.join(), /refused/i, title);
      }
    });
    const marks = session.page.getByTestId('data-testid Panel status error');
    await eventually(async () => assert.equal(await marks.count(), 10, 'panels marked as failed'));
    session.assertQuiet(...EXPECTED);
  });

  it('leaves the other data source alone', async () => {
    await dashboard.choose('Data source', 'Tokenpath');
    await eventually(async () => drawn(await dashboard.settled()));
    await dashboard.choose('Data source', NAME);
    await eventually(async () => {
      assert.match((await dashboard.panel(TABLE)).errors.join(), /refused/i);
    });
    session.assertQuiet(...EXPECTED);
  });

  it('draws again when the store is back', async () => {
    await store.start();
    await dashboard.refresh();
    await eventually(async () => drawn(await dashboard.settled()));
    session.assertQuiet(...EXPECTED);
  });
});
