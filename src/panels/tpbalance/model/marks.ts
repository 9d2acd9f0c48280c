import { type FieldsById, type FigureId } from './figures';
import { formatOf } from './display';
import { MARKS, type MarkId } from './markIds';
import { medianOf } from './median';
import { type Rank } from './ranks';

/** A mark of a cell, with the figures behind it. */
export interface Mark {
  id: MarkId;
  words: string;
}

/** From when on a GPU stands out; the limits of clock and throttle are those of the query. */
const LOW_CLOCK = 0.97;
const THROTTLED_FROM = 0.01;
const NVLINK_APART = 0.2;
const LEAST_LINK = 1e6;

/** What a group's GPUs are compared with. */
export interface Reference {
  clock: number | null;
  tx: number | null;
  rx: number | null;
  /** °C from which a GPU is marked as hot. */
  hotFrom: number;
}

/** The medians of a group, and the temperature from which its GPUs are hot. */
export const referenceOf = (ranks: Rank[], hotFrom: number): Reference => ({
  clock: medianOf(ranks, 'clock'),
  tx: medianOf(ranks, 'nvlink_tx'),
  rx: medianOf(ranks, 'nvlink_rx'),
  hotFrom,
});

const text = (id: FigureId, fields: FieldsById, value: number | null): string => formatOf(id, fields[id], value);

function clockMark({ figures, fields }: Rank, { clock }: Reference): string | undefined {
  const own = figures.clock;
  return own != null && clock != null && own <= clock * LOW_CLOCK
    ? `clock ${text('clock', fields, own)}, median of the group ${text('clock', fields, clock)}`
    : undefined;
}

function throttleMark({ figures: { throttle }, fields }: Rank): string | undefined {
  return throttle != null && throttle >= THROTTLED_FROM
    ? `throttled ${text('throttle', fields, throttle)} of the window`
    : undefined;
}

function temperatureMark({ figures: { temperature }, fields }: Rank, { hotFrom }: Reference): string | undefined {
  return temperature != null && temperature >= hotFrom
    ? `${text('temperature', fields, temperature)}, hot from ${hotFrom} °C`
    : undefined;
}

function linkMark({ figures, fields }: Rank, { tx, rx }: Reference): string | undefined {
  const apart = (own: number | null | undefined, usual: number | null) =>
    own != null && usual != null && usual >= LEAST_LINK && Math.abs(own - usual) > usual * NVLINK_APART;
  const words = (id: 'nvlink_tx' | 'nvlink_rx', usual: number | null) =>
    `NVLink ${text(id, fields, figures[id] ?? null)}, median of the group ${text(id, fields, usual)}`;
  if (apart(figures.nvlink_tx, tx)) {
    return words('nvlink_tx', tx);
  }
  return apart(figures.nvlink_rx, rx) ? words('nvlink_rx', rx) : undefined;
}

const rules: Record<MarkId, (rank: Rank, reference: Reference) => string | undefined> = {
  clock: clockMark,
  throttle: throttleMark,
  temperature: temperatureMark,
  nvlink: linkMark,
};

/** What a GPU stands out by among its group, of what is asked for. */
export function marksOf(rank: Rank, reference: Reference, wanted: readonly MarkId[]): Mark[] {
  return MARKS.filter((id) => wanted.includes(id)).flatMap((id) => {
    const words = rules[id](rank, reference);
    return words ? [{ id, words }] : [];
  });
}
