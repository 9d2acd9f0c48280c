import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { textLightness } from '../lib/colour';
import { eventually } from '../lib/eventually';
import { CLUSTER, tokenCounters } from '../lib/fleet';
import { near } from '../lib/near';
import { rowsOf, seriesOf, sum, timesOf } from '../lib/panel';
import { useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { DashboardPage } from '../pages/dashboard';

const TABLE = 'Replicas and their GPUs';
const TOKENS = 'Generated tokens/s by replica';
const MODEL = 'Qwen/Qwen3-32B';

/** The text of a time that the time picker accepts; the browser runs in UTC. */
const inWords = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

describe('The dashboard follows its controls', () => {
  const session = useSession();
  const dashboard = new DashboardPage(session);
  let range: Range;

  const podsOfTable = async () =>
    rowsOf(await dashboard.panel(TABLE))
      .map((row) => String(row.pod))
      .filter(Boolean)
      .sort();
  const podsOfLines = async () =>
    seriesOf(await dashboard.panel(TOKENS), 'tokens')
      .map(({ labels }) => labels?.pod ?? '')
      .sort();
  const podsInStore = async (matchers: string) => {
    const found = await session.store.valuesBy(
      'pod',
      `count by (pod) (${await tokenCounters(session, matchers)})`,
      range.to
    );
    return [...found.keys()].sort();
  };
  const shows = (pods: string[]) =>
    eventually(async () => {
      assert.deepEqual(await podsOfTable(), pods);
      const lines = await podsOfLines();
      assert.equal(lines.length, Math.min(10, pods.length), 'lines of the largest');
      assert.ok(lines.every((pod) => pods.includes(pod)));
    });

  before(async () => {
    range = await session.store.lastMinutes(60);
    await dashboard.open({ range });
  });

  it('leaves the other cluster out when one is chosen', async () => {
    const clusters = async () =>
      new Set(
        rowsOf(await dashboard.panel(TABLE))
          .filter(({ pod }) => pod)
          .map(({ cluster }) => cluster)
      );
    assert.ok((await clusters()).size > 1, 'every cluster at first');
    await dashboard.choose('Cluster', CLUSTER);
    await eventually(async () => {
      assert.match(session.page.url(), new RegExp(`var-cluster=${CLUSTER}`));
      await dashboard.settled();
      assert.deepEqual([...(await clusters())], [CLUSTER]);
    });
  });

  it('shows the replicas of a chosen model, and their sum', async () => {
    await dashboard.choose('Model', MODEL);
    await shows(await podsInStore(`model_name="${MODEL}"`));
    const seconds = (range.to - range.from) / 1000;
    const counters = await tokenCounters(session, `model_name="${MODEL}"`);
    const tokens = await session.store.increaseBy('pod', counters, range);
    await eventually(async () => {
      const [figure] = rowsOf(await dashboard.panel('Generated tokens and GPUs'));
      near(figure.tokens, sum([...tokens.values()]) / seconds, 0.001, 'tokens per second');
      near(figure.gpus, 4, 0.001, 'GPUs held');
    });
  });

  it('shows one chosen pod', async () => {
    const [pod] = await podsInStore(`model_name="${MODEL}"`);
    await dashboard.choose('Pod', pod);
    await shows([pod]);
  });

  it('follows a namespace', async () => {
    await dashboard.open({ range, cluster: CLUSTER });
    await dashboard.choose('Namespace', 'chat');
    await shows(await podsInStore('namespace="chat"'));
  });

  it('asks again for another time range', async () => {
    await dashboard.open({ range, cluster: CLUSTER });
    const [hour] = rowsOf(await dashboard.panel('GPU cost'));
    const from = range.to - 20 * 60_000;
    await dashboard.chooseRange(inWords(from), inWords(range.to));
    await eventually(async () => {
      const [cost] = rowsOf(await dashboard.panel('GPU cost'));
      near(cost.spent, Number(hour.spent) / 3, 0.001, 'the cost of a third of the time');
      near(cost.per_hour, Number(hour.per_hour), 0.001, 'the cost per hour');
      const times = timesOf(await dashboard.panel(TOKENS));
      assert.ok(times.length > 10 && times[0] > from && times[times.length - 1] <= range.to, 'steps of the new range');
    });
    session.assertQuiet();
  });

  it('is drawn dark and light', async () => {
    const label = session.page.getByText('Generated tokens and GPUs', { exact: true }).first();
    assert.ok((await textLightness(label)) > 0.5, 'light text on dark');
    const panels = await dashboard.open({ range, theme: 'light' });
    assert.ok((await textLightness(label)) < 0.5, 'dark text on light');
    assert.deepEqual(
      panels.flatMap(({ errors }) => errors),
      []
    );
    session.assertQuiet();
  });
});
