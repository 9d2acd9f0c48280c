import { type FiguresOf } from '../../../shared/panel/model/figureFields';

/** Figures that can be added, over rows as well as over steps. */
export const ADDITIVE = [
  'gpu_hours',
  'prompt_tokens',
  'generation_tokens',
  'cached_tokens',
  'requests',
  'cost_total',
] as const;

/** Parts of a row's money. They are known only where all of it could be divided. */
export const PARTS = ['cost_prompt', 'cost_generation'] as const;

/** Figures that follow from others, so that they are computed anew where rows are put together. */
const DERIVED = [
  'saved_by_cache',
  'cost_per_mtok_prompt',
  'cost_per_mtok_generation',
  'cost_per_request',
  'useful_ratio',
] as const;

/** The fields of a cost answer, by their ids. */
export type FigureId = (typeof ADDITIVE)[number] | (typeof PARTS)[number] | (typeof DERIVED)[number];
export const FIGURES: readonly FigureId[] = [...ADDITIVE, ...PARTS, ...DERIVED];

/** Prices and the ratio: what the view of unit prices shows. */
export const PRICES = [
  'cost_per_mtok_prompt',
  'cost_per_mtok_generation',
  'cost_per_request',
  'useful_ratio',
] as const satisfies readonly FigureId[];
export type PriceId = (typeof PRICES)[number];

export type Figures = FiguresOf<FigureId>;

const names: Record<FigureId, string> = {
  gpu_hours: 'GPU-hours',
  prompt_tokens: 'Prompt tokens',
  generation_tokens: 'Generated tokens',
  cached_tokens: 'Cached tokens',
  requests: 'Requests',
  cost_prompt: 'Prompt',
  cost_generation: 'Generation',
  cost_total: 'Cost',
  saved_by_cache: 'Saved by cache',
  cost_per_mtok_prompt: 'Per M prompt',
  cost_per_mtok_generation: 'Per M generated',
  cost_per_request: 'Per request',
  useful_ratio: 'Useful tokens',
};

const short: Partial<Record<FigureId, string>> = {
  saved_by_cache: 'Saved',
  cost_per_mtok_generation: 'Per M gen.',
};

/** What a figure is called. */
export const nameOf = (id: FigureId): string => names[id];

/** What its column is called where it has the name of the figure. */
export const columnNameOf = (id: FigureId, name: string): string => (name === names[id] ? (short[id] ?? name) : name);

/** Whether a field's name is that of a figure. */
export const isFigure = (name: string): name is FigureId => Object.hasOwn(names, name);

/** Whether a figure is money. */
export const isMoney = (id: FigureId): boolean => id.startsWith('cost_') || id === 'saved_by_cache';
