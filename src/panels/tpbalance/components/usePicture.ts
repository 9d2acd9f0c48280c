import { type PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { type BalanceAnswer } from '../model/answer';
import { type FieldsById } from '../model/figures';
import { type Finding, findingOf, panelFinding } from '../model/finding';
import { type Group } from '../model/groups';
import { type Clock } from '../model/instants';
import { cellColour, cellSpan } from '../model/scale';
import { type BalanceOptions } from '../options/options';

import { rowLayout } from './layout';
import { type View } from './view';

/** What the picture is made of. */
export interface Source {
  answer: BalanceAnswer;
  groups: Group[];
  options: BalanceOptions;
  width: number;
  time: Pick<PanelProps, 'timeRange' | 'timeZone' | 'onChangeTimeRange'>;
}

/** What the picture shows. */
export interface Shown {
  view: View;
  rows: Group[];
  finding: Finding;
  /** The fields of a GPU. */
  gpus: FieldsById;
}

function useClock({ timeRange, timeZone }: Source['time'], stepS: number): Clock {
  const [from, to] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  return useMemo(() => ({ from, to, timeZone, step: stepS * 1000 }), [from, to, timeZone, stepS]);
}

const gpuFields = (groups: Group[]): FieldsById => groups.find(({ ranks }) => ranks.length > 0)?.ranks[0].fields ?? {};

const hasMoney = (groups: Group[]): boolean => groups.some(({ figures }) => figures.lost_money != null);

// A group that is larger than this has narrower cells than the others.
const USUAL = 16;

const mostCells = (groups: Group[]): number =>
  groups.reduce((most, { ranks }) => (ranks.length <= USUAL ? Math.max(most, ranks.length) : most), 1);

/** The rows, the finding, and what all rows share; made anew only when the answer or an option changes. */
export function usePicture({ answer, groups, options, width, time }: Source): Shown {
  const theme = useTheme2();
  const clock = useClock(time, answer.times[0]?.coverage?.step_s ?? 0);
  const { cell, onlyFindings } = options;
  const finding = useMemo(() => panelFinding(groups, clock), [groups, clock]);
  const rows = useMemo(
    () => (onlyFindings ? groups.filter((group) => findingOf(group, clock)) : groups),
    [groups, onlyFindings, clock]
  );
  const gpus = useMemo(() => gpuFields(groups), [groups]);
  const span = useMemo(() => cellSpan(groups, cell, gpus[cell]), [groups, cell, gpus]);
  const colour = useMemo(() => cellColour(gpus[cell], span, theme), [gpus, cell, span, theme]);
  const cells = useMemo(() => mostCells(groups), [groups]);
  const view = { answer, options, clock, span, colour, cells, layout: rowLayout(width, hasMoney(groups)) };
  return { view, rows, finding, gpus };
}
