import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { CLUSTER, gpusAskedFor, tokenRates } from '../lib/fleet';
import { near } from '../lib/near';
import { numbersOf, type Panel, type Row, rowsOf, seriesOf, sum } from '../lib/panel';
import { useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { DashboardPage } from '../pages/dashboard';

const HOURS = 1;

describe('Dashboard "Fleet: silicon to tokens"', () => {
  const session = useSession();
  const dashboard = new DashboardPage(session);
  let range: Range;
  let panels: Panel[];
  let rows: Row[];
  /** Generated tokens per second, by pod, worked out from the store's own samples. */
  let rates: Map<string, number>;
  let gpus: Map<string, number>;
  let nodeOf: Map<string, string>;
  /** GPUs, by node. */
  let cards: Map<string, number>;
  /** Currency per GPU-hour, by node. */
  let prices: Map<string, number>;

  const panel = (title: string) => panels.find((one) => one.title === title)!;
  const rowOf = (pod: string) => rows.find((row) => row.pod === pod);

  before(async () => {
    const { store } = session;
    range = await store.lastMinutes(60 * HOURS);
    panels = await dashboard.open({ range, cluster: CLUSTER });
    rows = rowsOf(panel('Replicas and their GPUs'));
    rates = await tokenRates(session, range);
    gpus = await gpusAskedFor(session, range.to);
    cards = await store.valuesBy('node', `node_gpu_count{cluster="${CLUSTER}"}`, range.to);
    const nodes = await store.query(`kube_pod_info{cluster="${CLUSTER}"}`, range.to);
    nodeOf = new Map(nodes.map(({ labels }) => [labels.pod, labels.node]));
    prices = await store.valuesBy('node', `node_gpu_hourly_cost{cluster="${CLUSTER}"}`, range.to);
  });

  it('draws every panel without an error', () => {
    for (const { title, errors, series } of panels) {
      assert.deepEqual(errors, [], title);
      assert.ok(series.flatMap(({ fields }) => fields.flatMap(numbersOf)).length > 0, `${title} holds no number`);
    }
    session.assertQuiet();
  });

  it('has a row for every pod that made tokens, with its tokens per second', () => {
    assert.ok(rates.size >= 17, `${rates.size} replicas of the fleet`);
    for (const [pod, rate] of rates) {
      near(rowOf(pod)?.tokens, rate, 0.001, `tokens/s of ${pod}`);
    }
  });

  it('has tokens per second that add up to the fleet', () => {
    const total = sum([...rates.values()]);
    near(sum(rows.map((row) => Number(row.tokens ?? 0))), total, 0.001, 'the sum of the rows');
    near(sum(rowsOf(panel('Generated tokens and GPUs')).map((row) => Number(row.tokens))), total, 0.001, 'the figure');
    const series = seriesOf(panel('Generated tokens/s by replica'), 'tokens');
    const most = [...rates].sort(([, a], [, b]) => b - a).slice(0, 10);
    assert.equal(series.length, most.length, 'lines of the largest');
    const least = 0.9 * most[most.length - 1][1];
    assert.ok(series.every(({ labels }) => rates.get(labels?.pod ?? '')! >= least));
    for (const { labels, values } of series) {
      const mean = sum(numbersOf({ name: 'tokens', values })) / values.length;
      near(mean, rates.get(labels?.pod ?? '')!, 0.02, `the mean of ${labels?.pod}'s line`);
    }
  });

  it('gives each replica the GPUs that it asked for, and counts those that nobody holds', () => {
    for (const [pod, count] of gpus) {
      near(rowOf(pod)?.gpus, count, 0.001, `GPUs of ${pod}`);
    }
    const [figure] = rowsOf(panel('Generated tokens and GPUs'));
    near(figure.gpus, sum([...gpus.values()]), 0.001, 'GPUs held');
    near(figure.present, sum([...cards.values()]), 0.001, 'GPUs present');
  });

  it('prices each replica by its node', () => {
    for (const [pod, count] of gpus) {
      const hourly = count * prices.get(nodeOf.get(pod) ?? '')!;
      near(rowOf(pod)?.per_hour, hourly, 0.001, `cost per hour of ${pod}`);
      if (rates.has(pod)) {
        near(rowOf(pod)?.per_mtok, (hourly / 3600 / rates.get(pod)!) * 1e6, 0.002, `cost per Mtok of ${pod}`);
      }
    }
  });

  it('keeps the cards that nobody owns as a row of their own, priced and without a pod', () => {
    const unmatched = rows.filter((row) => Object.values(row).includes('unmatched'));
    assert.equal(unmatched.length, 1);
    const [row] = unmatched;
    assert.equal(row.pod, '');
    const bill = sum([...cards].map(([node, count]) => count * prices.get(node)!));
    const held = sum([...gpus].map(([pod, count]) => count * prices.get(nodeOf.get(pod)!)!));
    near(row.per_hour, bill - held, 0.001, 'cost per hour of the unmatched cards');
    near(sum(rows.map((one) => Number(one.per_hour ?? 0))), bill, 0.001, 'the sum of the rows');
    near(rowsOf(panel('GPU cost'))[0].spent, bill * HOURS, 0.001, 'the cost in this range');
  });

  it('has the tensor activity and the power that the exporter measured', async () => {
    const seconds = (range.to - range.from) / 1000;
    const mean = (metric: string, aggregate: string) =>
      session.store.valuesBy(
        'exported_pod',
        `${aggregate} by (exported_pod) (avg_over_time(${metric}{exported_pod!="",cluster="${CLUSTER}"}[${seconds}s]))`,
        range.to
      );
    const tensor = await mean('DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', 'avg');
    const power = await mean('DCGM_FI_DEV_POWER_USAGE', 'sum');
    assert.ok(tensor.size >= 7, `${tensor.size} pods are named by their exporter`);
    for (const pod of tensor.keys()) {
      near(rowOf(pod)?.tensor, tensor.get(pod)!, 0.01, `tensor activity of ${pod}`);
      near(rowOf(pod)?.power, power.get(pod)!, 0.01, `power of ${pod}`);
    }
  });

  it('says how each replica was matched', () => {
    assert.equal(rowOf('qwen-72b-awq-0')?.match_method, 'exclusive-node');
    assert.equal(rowOf('llama-70b-0')?.match_method, 'gpu-labels');
  });
});
