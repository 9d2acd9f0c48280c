import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

import { type FigureId } from '../../../src/panels/tpbalance/model/figures';
import { balance } from '../lib/balance';
import { graphOf, largest } from '../lib/graph';

const line = (title: string, description: string, field: FigureId): PanelBuilder =>
  graphOf(
    title,
    description,
    balance({
      by: ['cluster', 'group'],
      format: 'timeseries',
      fields: [field],
      legend: '{{group}} {{cluster}}',
      top: largest(field),
    })
  );

/** How far the GPUs of a group are apart. */
export function spread(): PanelBuilder {
  return line(
    'Spread by group',
    'How far the GPUs of a group are apart while requests run: (busiest − least busy) ÷ busiest. Ranks of a tensor-parallel group do equal work, so a spread that stays is a rank that the others wait for.',
    'spread'
  ).max(1);
}

/** What is lost, step by step. */
export function lost(): PanelBuilder {
  return line(
    'Lost GPU time by group',
    'GPU time of each step that went on waiting for the busiest of the group; an upper bound where decode is bound by memory.',
    'lost_gpu_seconds'
  );
}

/** How much of the time something held clocks down. */
export function throttled(): PanelBuilder {
  return line(
    'Throttled by group',
    'Part of the time in which GPUs of the group held their clocks down, for whatever reason, in the mean over the group. One hot GPU slows all of them.',
    'throttle'
  );
}

/** The group's clocks. */
export function clock(): PanelBuilder {
  return line(
    'SM clock by group',
    'Mean SM clock of the group’s GPUs. A step down that stays is a power cap or heat; open the group’s row above to see which GPU it is.',
    'clock'
  );
}

/** What goes over the links. */
export function links(): PanelBuilder {
  return line(
    'NVLink sent by group',
    'Bytes that a GPU of the group sends over NVLink per second, in the mean. It grows with the batch; a plateau while the tensor pipes idle means that the links are the limit.',
    'nvlink_tx'
  );
}

/** What collectives reach. */
export function collectives(): PanelBuilder {
  return line(
    'NCCL bus bandwidth by group',
    'Bus bandwidth of collectives as NCCL Inspector samples it. It is there only where the Inspector is scraped and a binding says which GPUs it means.',
    'nccl_busbw'
  ).noValue('No NCCL Inspector is scraped here, or no binding says which GPUs its indices mean');
}
