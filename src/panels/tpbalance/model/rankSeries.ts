import { type Field, type Labels } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { type Column, figuresOf, timesOf } from '../../../shared/panel/model/column';

import { type BalanceAnswer, gpusOverTime } from './answer';
import { type ChartFigure } from './figures';
import { type Group } from './groups';
import { median } from './median';
import { isDevice, type Rank } from './ranks';

/** One GPU's figure over time. */
export interface RankSeries {
  rank: Rank;
  field: Field;
  values: Column;
}

/** A figure of a group's GPUs over time, with their median. */
export interface GroupSeries {
  times: number[];
  ranks: RankSeries[];
  median: Column;
}

const isOf = (labels: Labels, group: Group): boolean =>
  group.by.every((name) => !labels[name] || labels[name] === group.labels[name]);

function medians(columns: Column[], steps: number): Column {
  return Array.from({ length: steps }, (_, at) => median(columns.map((column) => column[at])));
}

/** A figure of each of a group's GPUs over time; undefined where the answer has none of it. */
export function rankSeries(answer: BalanceAnswer, group: Group, id: ChartFigure): GroupSeries | undefined {
  const part = gpusOverTime(answer);
  const fields = (part?.frame.fields ?? []).filter(({ name, labels }) => name === id && isOf(labels ?? {}, group));
  const ranks = group.ranks.flatMap((rank) => {
    const field = fields.find(({ labels = {} }) => isDevice(labels, rank.labels));
    return field ? [{ rank, field, values: figuresOf(field) }] : [];
  });
  if (!part || ranks.length === 0) {
    return undefined;
  }
  const times = timesOf(part.frame);
  return {
    times,
    ranks,
    median: medians(
      ranks.map(({ values }) => values),
      times.length
    ),
  };
}

/** The figures that the answer has of single GPUs over time. */
export function figuresOverTime<Id extends string>(answer: BalanceAnswer, wanted: readonly Id[]): Id[] {
  const names = new Set(fieldNames(gpusOverTime(answer)));
  return wanted.filter((id) => names.has(id));
}

const fieldNames = (part: Part | undefined): string[] => (part?.frame.fields ?? []).map(({ name }) => name);
