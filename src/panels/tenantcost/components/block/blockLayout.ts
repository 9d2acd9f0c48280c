import { type View } from '../../options/options';

/** Heights of the lines of a currency, in pixels; 0 where there is no room for the line. */
export interface BlockLayout {
  answer: number;
  strip: number;
  outlook: number;
  sum: number;
  picture: number;
}

const LINE = 22;
const ANSWER = 26;
const STRIP = { line: 40, lines: 60 };
// The key of the strip takes two lines in a panel that is narrower than this.
const ONE_LINE_FROM = 1000;
const STRIP_FROM = 300;
const OUTLOOK_FROM = 220;
const SUM_FROM = 110;
const ANSWER_FROM = 90;

const lineFrom = (height: number, from: number, size: number): number => (height >= from ? size : 0);

/** The picture comes first: lines around it give way as the panel gets lower. */
export function blockLayout(width: number, height: number, view: View, hasOutlook: boolean): BlockLayout {
  const answer = lineFrom(height, ANSWER_FROM, ANSWER);
  const sum = lineFrom(height, SUM_FROM, LINE);
  const strip = view === 'table' ? lineFrom(height, STRIP_FROM, width >= ONE_LINE_FROM ? STRIP.line : STRIP.lines) : 0;
  const outlook = hasOutlook ? lineFrom(height, OUTLOOK_FROM, LINE) : 0;
  return { answer, strip, outlook, sum, picture: Math.max(0, height - answer - sum - strip - outlook) };
}
