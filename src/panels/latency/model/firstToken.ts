import { type FigureId, type Figures, isFigure } from './figures';

/**
 * The parts of the time to a request's first token, in the order in which the request passes them. "clientGap" lies
 * between client and gateway, "gatewayGap" between gateway and engine, "rest" is what the engine's phases leave of its
 * own time to first token; "undivided" is time of which no part is known.
 */
export const FIRST_PARTS = ['clientGap', 'gatewayGap', 'queue', 'transfer', 'prefill', 'rest', 'undivided'] as const;
export type FirstPart = (typeof FIRST_PARTS)[number];

/** Seconds of each part; null where it is not known, absent where there is none. */
export type FirstTokenParts = Partial<Record<FirstPart, number | null>>;

/** Who saw the first token furthest outside. */
export type Observer = 'client' | 'gateway' | 'engine';

/** The time to the first token, as the outermost observer saw it. */
export interface FirstToken {
  parts: FirstTokenParts;
  total: number | null;
  seenBy?: Observer;
}

/** The figures that the view needs. */
export const FIRST_FIGURES: readonly FigureId[] = [
  'queue',
  'transfer',
  'prefill',
  'ttft_mean',
  'gateway_ttft_mean',
  'client_ttft_mean',
  'gateway_gap',
];

const measured: readonly FigureId[] = ['ttft_mean', 'gateway_ttft_mean', 'client_ttft_mean'];

/** Whether a field is a time to first token; the phases alone are none. */
export const isFirstTokenFigure = (name: string): boolean => isFigure(name) && measured.includes(name);

const sum = (values: Array<number | null | undefined>): number =>
  values.reduce<number>((all, value) => all + (value ?? 0), 0);

const difference = (a: number | null | undefined, b: number | null | undefined): number | null =>
  a == null || b == null ? null : a - b;

// What the phases leave of the engine's time: named where queue and prefill are both known, else time without a part.
function insideOf({ queue, transfer, prefill, ttft_mean: engine }: Figures): FirstTokenParts {
  const phases = { queue, transfer, prefill };
  if (queue != null && prefill != null) {
    return { ...phases, rest: difference(engine, sum([queue, transfer, prefill])) };
  }
  return { ...phases, rest: null, undivided: difference(engine, sum([queue, transfer, prefill])) };
}

// Where gateway and engine do not count the same requests there is no gap between them, only what is left in all.
function outsideOf(figures: Figures, inside: FirstTokenParts): FirstTokenParts {
  const { gateway_gap: gap, gateway_ttft_mean: gateway, client_ttft_mean: client } = figures;
  const clientGap = difference(client, gateway);
  const outer = gateway ?? client;
  if (gap != null || outer == null) {
    return { clientGap, gatewayGap: gap };
  }
  const left = outer - sum(Object.values(inside));
  return { clientGap, gatewayGap: null, undivided: (inside.undivided ?? 0) + left };
}

// Steps that were put together have the gap alone, and so the gateway's time by way of it.
const gatewayOf = ({ gateway_ttft_mean: gateway, gateway_gap: gap, ttft_mean: engine }: Figures): number | null =>
  gateway ?? (gap != null && engine != null ? engine + gap : null);

function outermost(figures: Figures): Pick<FirstToken, 'total' | 'seenBy'> {
  const seen: Array<[Observer, number | null | undefined]> = [
    ['client', figures.client_ttft_mean],
    ['gateway', gatewayOf(figures)],
    ['engine', figures.ttft_mean],
  ];
  const [seenBy, total] = seen.find(([, value]) => value != null) ?? [];
  return total == null ? { total: null } : { total, seenBy };
}

/** Divides the time to the first token of a row, over a range or at a step. */
export function firstTokenOf(figures: Figures): FirstToken {
  const inside = insideOf(figures);
  return { parts: { ...inside, ...outsideOf(figures, inside) }, ...outermost(figures) };
}
