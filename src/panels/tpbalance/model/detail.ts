import { type BalanceAnswer, gpusOverTime } from './answer';
import { type Group } from './groups';
import { changesOf } from './incidents';
import { collectivesOf, stagesOf } from './pipeline';

/** Where an opened row's parts stand, in pixels. */
export interface DetailLayout {
  /** One chart for each GPU, one for all of them, or words about the query that charts need. */
  charts: 'each' | 'together' | 'none';
  columns: number;
  chartWidth: number;
  noteHeight: number;
  chartsHeight: number;
  stagesHeight: number;
  collectivesHeight: number;
  changesHeight: number;
  figuresHeight: number;
  height: number;
}

/** Heights of the parts. */
export const DETAIL = {
  head: 32,
  chart: 124,
  together: 220,
  hint: 44,
  // The words take two lines, the button one below them.
  narrowHint: 84,
  title: 24,
  line: 22,
  padding: 12,
  gap: 8,
};

/** More charts than these say less than one does. */
const MOST_CHARTS = 16;
const LEAST_WIDTH = 210;
const EACH_FROM = 460;
const HINT_FROM = 660;

const listHeight = (lines: number): number => (lines > 0 ? DETAIL.title + lines * DETAIL.line + DETAIL.gap : 0);

function chartsOf(group: Group, answer: BalanceAnswer, width: number): DetailLayout['charts'] {
  if (!gpusOverTime(answer)) {
    return 'none';
  }
  return group.ranks.length <= MOST_CHARTS && width >= EACH_FROM ? 'each' : 'together';
}

/** As many columns as there is room for, and no more than make full lines. */
function columnsFor(count: number, width: number): number {
  const most = Math.max(1, Math.min(count, Math.floor(width / LEAST_WIDTH)));
  const lines = Math.ceil(count / most);
  return Math.ceil(count / lines);
}

function chartsHeight(charts: DetailLayout['charts'], lines: number, width: number): number {
  if (charts === 'none') {
    return width >= HINT_FROM ? DETAIL.hint : DETAIL.narrowHint;
  }
  return charts === 'each' ? lines * (DETAIL.chart + DETAIL.gap) : DETAIL.together + DETAIL.gap;
}

/** The layout of an opened row, which is known before it is drawn, so that the list can place the rows below it. */
export function detailLayout(group: Group, answer: BalanceAnswer, width: number): DetailLayout {
  const charts = chartsOf(group, answer, width);
  const count = Math.max(1, group.ranks.length);
  const columns = charts === 'each' ? columnsFor(count, width) : 1;
  const collectives = collectivesOf(group).length;
  const parts = {
    noteHeight: group.facts?.note ? DETAIL.line : 0,
    chartsHeight: chartsHeight(charts, Math.ceil(count / columns), width),
    stagesHeight: listHeight(stagesOf(group).length),
    collectivesHeight: listHeight(collectives > 0 ? collectives + 1 : 0),
    changesHeight: listHeight(changesOf(group).length),
    figuresHeight: listHeight(group.ranks.length > 0 ? group.ranks.length + 1 : 0),
  };
  const height = Object.values(parts).reduce((sum, one) => sum + one, 2 * DETAIL.padding);
  return {
    ...parts,
    charts,
    columns,
    chartWidth: Math.floor((width - (columns - 1) * DETAIL.gap) / columns),
    height: charts === 'none' ? height : height + DETAIL.head,
  };
}
