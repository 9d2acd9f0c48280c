import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { eventually } from '../lib/eventually';
import { devicesIn } from '../lib/fleet';
import { MAIN_UID, useSession } from '../lib/session';
import { StoppableStore } from '../lib/proxy';
import { ConfigEditorPage } from '../pages/configEditor';

const UID = 'tokenpath-e2e-config';

describe('Config editor', () => {
  const session = useSession({ height: 1200 });
  const config = new ConfigEditorPage(session);
  let store: string;
  let dead: string;
  let finding: RegExp;

  const result = (url: string, expected: RegExp) =>
    eventually(async () => assert.match(await config.saveAndTest(url), expected), 15_000);

  before(async () => {
    store = (await session.api.dataSource(MAIN_UID)).url;
    await session.addDataSource(UID, 'Tokenpath (config test)', store);
    // A port on which nothing listens any more.
    const gone = new StoppableStore(store);
    await gone.start();
    dead = gone.url;
    await gone.stop();
    await config.open(UID);
  });

  it('shows what is saved', async () => {
    assert.equal(await config.url.inputValue(), store);
  });

  it('says in one sentence what Save & test found', async () => {
    const devices = await devicesIn(session);
    finding = new RegExp(
      `Prometheus 3\\.\\S+; ${devices} GPU devices, \\d\\d replicas, engines .*\\bvllm\\b.*; price found; \\d+ of ${devices} devices owned`
    );
    await result(store, finding);
  });

  it('explains a store that does not answer', async () => {
    await result(dead, /refused/i);
    assert.equal((await session.api.dataSource(UID)).url, dead);
  });

  it('explains an address that is not a store', () => result(`${session.base}/nowhere`, /HTML|404|not a Prometheus/i));

  it('marks an address that is none before it is saved', async () => {
    await config.url.fill('prometheus:9090');
    await config.url.press('Tab');
    await config.editor
      .getByText(/http:\/\//)
      .first()
      .waitFor();
  });

  it('is healthy again with the right address', async () => {
    await result(store, finding);
    session.assertQuiet(/status of [45]0\d/);
  });
});
