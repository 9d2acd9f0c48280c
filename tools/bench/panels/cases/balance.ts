import { defaultOptions } from '../../../../src/panels/tpbalance/options/options';
import * as balance from '../../../../src/panels/tpbalance/testing/frames';

import { type Case, drawn, many, wave } from './make';

const GPUS = 8;
const groupName = (at: number) => `group-${String(at).padStart(4, '0')}`;

const balanceFigures = (group: number, gpu: number) => ({
  tensor: 0.3 + ((group + gpu) % 7) / 20,
  clock: gpu === 1 ? 1.2e9 : 1.7e9,
  temperature: 60 + ((group + gpu) % 30),
  throttle: gpu === 1 ? 0.4 : 0,
  nvlink_tx: 4e10,
});

function balanceTables(groups: number) {
  const lines = many(groups, (at) => ({
    labels: balance.groupLabels(groupName(at)),
    figures: { spread: (at % 40) / 100, lost_gpu_seconds: at * 10, lost_money: at / 100 },
  }));
  // An answer says something of the 200 groups with the largest losses.
  const facts = many(Math.min(200, groups), (at) => balance.groupFacts(groupName(groups - 1 - at), { ranks: GPUS }));
  const ranks = many(groups * GPUS, (at) => {
    const [group, gpu] = [Math.floor(at / GPUS), at % GPUS];
    return { labels: balance.gpuLabels(groupName(group), gpu), figures: balanceFigures(group, gpu) };
  });
  return [balance.groupFrame(lines, facts), balance.rankFrame(ranks)];
}

const balanceTime = (groups: number, steps: number) =>
  balance.timeFrame(
    many(groups * GPUS, (at) => ({
      labels: balance.gpuLabels(groupName(Math.floor(at / GPUS)), at % GPUS),
      columns: { tensor: wave(steps, 0.2, 0.6, at) },
    }))
  );

/** The balance panel: its groups, one of them opened, and groups made of GPUs over time. */
export function balanceCases(): Case[] {
  const about = { panel: 'tokenpath-tpbalance-panel', start: balance.hotStraggler.from, options: defaultOptions };
  return [
    drawn({ ...about, name: 'Balance, GPUs over time alone', of: '12 groups × 8 GPUs × 105 steps', steps: 105 }, [
      balanceTime(12, 105),
    ]),
    drawn({ ...about, name: 'Balance, a group opened', of: '8 GPUs × 1,250 steps', steps: 1250, press: 'Open' }, [
      ...balanceTables(5),
      balanceTime(1, 1250),
    ]),
    drawn({ ...about, name: 'Balance', of: '1,000 groups of 8 GPUs', scrolls: true }, balanceTables(1000)),
  ];
}
