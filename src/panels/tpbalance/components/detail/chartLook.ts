import { type GrafanaTheme2 } from '@grafana/data';

import { type AxisLook } from '../../../../shared/panel/chart/config';
import { type ChartSeries, type TimeMark, type TimeSpan } from '../../../../shared/panel/chart/series';
import { type Look } from '../../../../shared/panel/legend/Swatch';
import { type ChartFigure, unitOf } from '../../model/figures';
import { type Change, type Incident } from '../../model/incidents';
import { type GroupSeries, type RankSeries } from '../../model/rankSeries';

/** Id of the median among the series of a chart. */
export const MEDIAN = 'median';
export const MEDIAN_NAME = 'Median of the group';

const WIDE = 2;

/** Colour of a GPU's line: the straggler's is that of what is bad, the others' that of computing. */
export const rankColour = (theme: GrafanaTheme2, isStraggler: boolean): string =>
  isStraggler ? theme.colors.error.text : theme.visualization.getColorByName('blue');

/** The look of the median's line. */
export const medianLook = (theme: GrafanaTheme2): Look & { kind: 'line' } => ({
  kind: 'line',
  colour: theme.colors.text.secondary,
  dash: [4, 3],
});

const medianLine = (values: GroupSeries['median'], theme: GrafanaTheme2): ChartSeries => ({
  id: MEDIAN,
  ...medianLook(theme),
  width: 1,
  values,
});

/** A GPU's line above the dashed median of its group. */
export const oneRank = (
  { rank, values }: RankSeries,
  median: GroupSeries['median'],
  theme: GrafanaTheme2,
  isStraggler: boolean
): ChartSeries[] => [
  medianLine(median, theme),
  { id: rank.key, kind: 'line', colour: rankColour(theme, isStraggler), values },
];

/** All GPUs' lines, the straggler's on top. */
export function allRanks(
  { ranks, median }: GroupSeries,
  theme: GrafanaTheme2,
  isStraggler: (one: RankSeries) => boolean
): ChartSeries[] {
  const lineOf = (one: RankSeries): ChartSeries => ({
    id: one.rank.key,
    kind: 'line',
    colour: rankColour(theme, isStraggler(one)),
    width: isStraggler(one) ? WIDE : 1,
    values: one.values,
  });
  const rest = ranks.filter((one) => !isStraggler(one));
  return [...rest.map(lineOf), medianLine(median, theme), ...ranks.filter(isStraggler).map(lineOf)];
}

const MEGA = 1e6;
const ROOM = 0.05;
const AXIS_WIDTH = 62;

function extentOf({ ranks }: GroupSeries): [number, number] {
  const values = ranks.flatMap(({ values: column }) => column.filter((value): value is number => value !== null));
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return [values.reduce((a, b) => Math.min(a, b), most), most];
}

// Clocks differ by little of what they are, and a gigahertz is told in hundredths.
const decimalsOf = (id: ChartFigure, most: number): number | undefined =>
  id === 'clock' && most >= MEGA ? 2 : undefined;

// Activities begin at zero; clocks and temperatures do not, because what tells them apart lies far above it.
function endsOf(series: GroupSeries, id: ChartFigure): [number, number] {
  const [least, most] = extentOf(series);
  const isApart = id === 'clock' || id === 'temperature';
  const room = (isApart && most > least ? most - least : most || 1) * ROOM;
  return [isApart ? Math.max(0, least - room) : 0, most + room];
}

/** The vertical axis that all charts of a group share. */
export function axisOf(series: GroupSeries, id: ChartFigure): AxisLook {
  const { unit, decimals, min, max } = series.ranks[0]?.field.config ?? {};
  const [low, high] = endsOf(series, id);
  return {
    unit: unit ?? unitOf(id),
    decimals: decimals ?? decimalsOf(id, high),
    min: min ?? low,
    max: max ?? high,
    width: AXIS_WIDTH,
  };
}

/** The stretches of a GPU, or of all of a group. */
export const spansOf = (incidents: Incident[], theme: GrafanaTheme2): TimeSpan[] =>
  incidents.map(({ from, to }) => ({ from, to, colour: theme.colors.error.main }));

/** The changes of ownership of a GPU, or of all of a group. */
export const marksOf = (changes: Change[], theme: GrafanaTheme2): TimeMark[] =>
  changes.map(({ at, words }) => ({ at, colour: theme.colors.text.primary, label: words }));
