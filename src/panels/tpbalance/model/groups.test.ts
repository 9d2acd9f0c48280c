import {
  gpuLabels,
  groupFacts,
  groupFrame,
  groupLabels,
  hotOverTime,
  rankFrame,
  timeFrame,
  twoGroups,
} from '../testing/frames';

import { readBalance } from './answer';
import { readGroups } from './groups';
import { groupName, groupPlace } from './names';

const read = (...frames: Parameters<typeof readBalance>[0]) => readGroups(readBalance(frames));

describe('readGroups', () => {
  it('has a row for each row of the table, with its GPUs and what is told of it', () => {
    const groups = read(...twoGroups);
    expect(groups.map(groupName)).toEqual(['calm', 'hot']);
    expect(groups.map(groupPlace)).toEqual(['eu · chat', 'eu · chat']);
    expect(groups.map(({ ranks }) => ranks.map(({ name }) => name))).toEqual([
      ['GPU 0', 'GPU 1'],
      ['GPU 0', 'GPU 1', 'GPU 2'],
    ]);
    expect(groups[1].facts?.stragglers).toHaveLength(1);
    expect(groups[1].figures).toMatchObject({ spread: 0.38, lost_gpu_seconds: 5400, lost_money: 4.2 });
  });

  it('puts GPUs in the order of their place, and names the node where there are several', () => {
    const place = (node: string, index: number) => ({
      ...gpuLabels('g', index),
      node,
      gpu_uuid: `GPU-${node}-${index}`,
    });
    const lines = [place('b', 0), place('a', 10), place('a', 2)].map((labels) => ({
      labels,
      figures: { tensor: 0.1 },
    }));
    const [group] = read(groupFrame([{ labels: groupLabels('g'), figures: { spread: 0 } }]), rankFrame(lines));
    expect(group.ranks.map(({ name }) => name)).toEqual(['a GPU 2', 'a GPU 10', 'b GPU 0']);
  });

  it('has a row for each group that is told of, where the key does not tell groups apart', () => {
    const [table, ranks] = [
      groupFrame([{ labels: { cluster: 'eu' }, figures: { spread: 0.4 } }], [groupFacts('x'), groupFacts('y')], {
        by: ['cluster'],
      }),
      rankFrame([
        { labels: gpuLabels('x', 0), figures: { tensor: 0.1 } },
        { labels: gpuLabels('y', 0), figures: { tensor: 0.2 } },
      ]),
    ];
    const groups = read(table, ranks);
    expect(groups.map(groupName)).toEqual(['x', 'y']);
    expect(groups.map((group) => group.ranks.map(({ labels }) => labels.gpu_uuid))).toEqual([['GPU-x-0'], ['GPU-y-0']]);
  });

  it('gathers a table of single GPUs by the labels that are no device’s', () => {
    const lines = [0, 1].map((index) => ({ labels: gpuLabels('x', index), figures: { tensor: 0.1 + index / 10 } }));
    const groups = read(
      groupFrame(lines, [groupFacts('x')], { by: ['cluster', 'namespace', 'group', 'gpu_index', 'gpu_uuid'] })
    );
    expect(groups).toHaveLength(1);
    expect(groups[0].ranks.map(({ figures }) => figures.tensor)).toEqual([0.1, 0.2]);
    expect(groups[0].facts?.kind).toBe('replica');
  });

  it('makes means of GPUs over time where there is no table, but no losses', () => {
    const [group] = read(hotOverTime);
    expect(group.ranks.map(({ figures }) => figures.tensor)).toEqual([0.35, 0.5, 0.35]);
    expect(group.figures.lost_gpu_seconds).toBeUndefined();
  });

  it('finds no groups in groups over time', () => {
    expect(
      read(timeFrame([{ labels: groupLabels('x'), columns: { spread: [0.1] } }], ['cluster', 'namespace', 'group']))
    ).toEqual([]);
  });
});
