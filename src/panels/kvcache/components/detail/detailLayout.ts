import { linksOfField } from '../../../../shared/panel/model/figure';
import { type FigureId, nameOf } from '../../model/figures';
import { reuseWords, wouldBeReused } from '../../model/reuse';
import { type Row } from '../../model/rows';
import { wordsOf } from '../../model/verdicts';
import { viewFigures } from '../../model/views';
import { type RowContext } from '../context';

/** What an open row shows, and how high each of it is, in pixels: the list must know before it is drawn. */
export interface DetailLayout {
  evidence: number;
  isWide: boolean;
  notes: string[];
  noteHeight: number;
  charts: Array<readonly FigureId[]>;
  chart: number;
  links: number;
  height: number;
}

const LINE = 20;
const PADDING = 9;
const CHART = { least: 96, most: 150 };
const WIDE_FROM = 560;

const hasValues = (row: Row, id: FigureId): boolean => row.steps?.columns[id]?.some((value) => value !== null) ?? false;

/** The charts that a row has values for. */
export function chartsOf(row: Row, { view }: RowContext): Array<readonly FigureId[]> {
  return viewFigures[view].charts.map((ids) => ids.filter((id) => hasValues(row, id))).filter((ids) => ids.length > 0);
}

/** What an open row says in words. */
function notesOf(row: Row, { view, part }: RowContext): string[] {
  const { verdict } = row.judgement;
  const { name, means, step } = wordsOf(verdict);
  const lacking = viewFigures[view].shows.filter((id) => row.notReported.includes(id));
  const answer = wouldBeReused(row, part);
  return [
    ...(view === 'health' ? [`${name}: ${means}.${step ? ` To do: ${step}.` : ''}`] : []),
    ...(view === 'reuse' && answer !== 'unknown' ? [reuseWords[answer].means] : []),
    ...(lacking.length > 0 ? [`This engine does not report: ${lacking.map(nameOf).join(', ').toLowerCase()}.`] : []),
  ];
}

/** Lines of the evidence: side by side where there is room. */
function evidenceLines({ judgement: { evidence, refute } }: Row, isWide: boolean): number {
  if (evidence.length + refute.length === 0) {
    return 0;
  }
  const most = Math.max(evidence.length, refute.length);
  const all = evidence.length + refute.length + Math.min(1, evidence.length) * Math.min(1, refute.length);
  return 1 + (isWide ? most : all);
}

const hasLinks = ({ range }: Row): boolean =>
  Object.values(range?.fields ?? {}).some((field) => linksOfField(field, range?.index).length > 0);

/** What an open row has room for. */
export function detailLayout(row: Row, context: RowContext, width: number): DetailLayout {
  const isWide = width >= WIDE_FROM;
  const evidence = context.view === 'health' ? evidenceLines(row, isWide) * LINE : 0;
  const notes = notesOf(row, context);
  const charts = chartsOf(row, context);
  const links = hasLinks(row) ? LINE : 0;
  const words = evidence + notes.length * LINE + links + PADDING;
  const room = Math.max(0, context.height * 0.8 - words);
  const chart = Math.min(CHART.most, Math.max(CHART.least, room / Math.max(1, charts.length)));
  return { evidence, isWide, notes, noteHeight: LINE, charts, chart, links, height: words + chart * charts.length };
}
