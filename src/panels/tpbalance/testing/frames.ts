import { createDataFrame, type DataFrame, FieldType, type Labels } from '@grafana/data';

import {
  type Facts,
  factsOf,
  fullCoverage as ofAnyAnswer,
  textColumn,
  timeColumn,
} from '../../../shared/panel/testing/answer';
import { START } from '../../../shared/panel/testing/start';
import { type BalanceGroup, type Coverage, type Format, type Straggler } from '../../../shared/types.gen';
import { type FigureId, type Figures, unitOf } from '../model/figures';

const KEY = ['cluster', 'namespace', 'group'];
const RANK_KEY = ['node', 'gpu_uuid', 'mig_id', 'gpu_index', 'gpu_model', 'pod', 'engine_rank'];

/** A coverage of eight GPUs in which nothing is missing. */
export const fullCoverage: Coverage = {
  ...ofAnyAnswer,
  devices: { matched: 8, total: 8 },
  methods: { 'gpu-labels': 8 },
  sources: [{ family: 'gpu', native_step_s: 15, last_sample_age_s: 10, series: 12 }],
};

/** A row: its labels and its figures. */
export interface Line {
  labels: Labels;
  figures: Figures;
  kind?: string;
}

const custom = (format: Format, by: string[], more: Facts) =>
  factsOf('balance', format, by, { coverage: fullCoverage, ...more });

const idsOf = (lines: Line[]): FigureId[] => [
  ...new Set(lines.flatMap(({ figures }) => Object.keys(figures) as FigureId[])),
];

const labelColumn = (name: string, lines: Line[]) => textColumn(name, lines, ({ labels }) => labels[name] ?? '');

const numberFields = (lines: Line[]) =>
  idsOf(lines).map((name) => ({
    name,
    type: FieldType.number,
    config: { unit: name === 'lost_money' ? 'currencyEUR' : unitOf(name) },
    values: lines.map(({ figures }) => figures[name] ?? null),
  }));

/** A table of groups, with what it says of them. */
export function groupFrame(lines: Line[], groups: BalanceGroup[] = [], facts: Facts = {}): DataFrame {
  const by = facts.by ?? KEY;
  return createDataFrame({
    refId: 'A',
    meta: { custom: custom('table', by, { balance: { groups }, ...facts }) },
    fields: [
      ...by.map((name) => labelColumn(name, lines)),
      ...numberFields(lines),
      textColumn('row_kind', lines, ({ kind = 'value' }) => kind),
    ],
  });
}

/** A table's second frame: a row for each GPU. */
export function rankFrame(lines: Line[]): DataFrame {
  return createDataFrame({
    refId: 'A',
    name: 'ranks',
    meta: { custom: { queryType: 'balance', format: 'table', by: KEY, part: 'ranks' } },
    fields: [...[...KEY, ...RANK_KEY].map((name) => labelColumn(name, lines)), ...numberFields(lines)],
  });
}

/** A GPU's figures over time. */
export interface TimeLine {
  labels: Labels;
  columns: Partial<Record<FigureId, Array<number | null>>>;
}

/** GPUs over time. */
export function timeFrame(lines: TimeLine[], by = [...KEY, 'gpu_index', 'gpu_uuid']): DataFrame {
  const steps = Math.max(0, ...lines.flatMap(({ columns }) => Object.values(columns).map((one) => one.length)));
  return createDataFrame({
    refId: 'B',
    meta: { custom: custom('timeseries', by, {}) },
    fields: [
      timeColumn(START, steps),
      ...lines.flatMap(({ labels, columns }) =>
        Object.entries(columns).map(([name, values]) => ({
          name,
          labels,
          type: FieldType.number,
          config: { unit: unitOf(name as FigureId) },
          values,
        }))
      ),
    ],
  });
}

/** The labels of a group. */
export const groupLabels = (group: string): Labels => ({ cluster: 'eu', namespace: 'chat', group });

/** The labels of the nth GPU of a group. */
export const gpuLabels = (group: string, index: number): Labels => ({
  ...groupLabels(group),
  node: 'node-1',
  gpu_uuid: `GPU-${group}-${index}`,
  gpu_index: String(index),
  gpu_model: 'H100',
  pod: group,
});

/** GPU 1 of the group "hot", slow by heat for all of the two minutes of the tests' range. */
export const hotStraggler: Straggler = {
  from: START,
  to: START + 120_000,
  device: gpuLabels('hot', 1),
  cause: 'clock',
  lost_share: 0.38,
  evidence: [
    { field: 'tensor', value: 0.6, unit: 'percentunit', op: '>', against: 0.37, against_what: 'median', holds: true },
    { field: 'clock', value: 1.23e9, unit: 'hertz', op: '<', against: 1.755e9, against_what: 'median', holds: true },
    { field: 'throttle', value: 0.41, unit: 'percentunit', label: 'thermal', holds: true },
  ],
};

/** What an answer says of a group. */
export const groupFacts = (group: string, more: Partial<BalanceGroup> = {}): BalanceGroup => ({
  key: { ...groupLabels(group), pod: group, node: 'node-1' },
  kind: 'replica',
  ranks: 2,
  spread: 0.03,
  lost_gpu_seconds: 0,
  stragglers: [],
  bandwidth_bound: false,
  ...more,
});

const cool: Figures = { tensor: 0.37, clock: 1.755e9, temperature: 61, throttle: 0, nvlink_tx: 4e10 };
const warm: Figures = { tensor: 0.6, clock: 1.23e9, temperature: 88, throttle: 0.41, nvlink_tx: 4e10 };

/** A group with a throttled GPU of two others, and a quiet one: as the table and its second frame tell them. */
export const twoGroups: DataFrame[] = [
  groupFrame(
    [
      { labels: groupLabels('calm'), figures: { spread: 0.03, lost_gpu_seconds: 0, lost_money: 0 } },
      { labels: groupLabels('hot'), figures: { spread: 0.38, lost_gpu_seconds: 5400, lost_money: 4.2 } },
    ],
    [
      groupFacts('hot', {
        spread: 0.38,
        lost_gpu_seconds: 5400,
        currency: 'EUR',
        lost_money: 4.2,
        stragglers: [hotStraggler],
      }),
      groupFacts('calm'),
    ]
  ),
  rankFrame([
    ...[0, 1].map((index) => ({ labels: gpuLabels('calm', index), figures: cool })),
    ...[0, 1, 2].map((index) => ({ labels: gpuLabels('hot', index), figures: index === 1 ? warm : cool })),
  ]),
];

/** The GPUs of the group "hot" over time. */
export const hotOverTime: DataFrame = timeFrame(
  [0, 1, 2].map((index) => ({
    labels: { ...groupLabels('hot'), gpu_index: String(index), gpu_uuid: `GPU-hot-${index}` },
    columns: { tensor: [0.4, index === 1 ? 0.6 : 0.3], clock: [1.755e9, index === 1 ? 1.2e9 : 1.755e9] },
  }))
);
