/** What a signal is about. */
export const families = ['gpu', 'engine', 'kubernetes', 'cost', 'gateway', 'fabric'].map((value) => ({
  value,
  label: value,
}));

/** How a signal is reduced in its own time. */
export const kinds = [
  { value: 'gauge', label: 'gauge', description: 'A level: avg, min, max or last over time' },
  { value: 'counter', label: 'counter', description: 'Only rises: a rate or a total' },
  { value: 'distribution', label: 'distribution', description: 'A histogram: mean and quantiles' },
  { value: 'ratio', label: 'ratio', description: 'The increase of one counter over that of another' },
  { value: 'state', label: 'state', description: 'Holds until its next sample: a price, an info series' },
];

/** How a signal's values combine across devices and replicas. */
export const spaces = [
  { value: '', label: 'as usual for the kind' },
  { value: 'additive', label: 'additive', description: 'Adds up and is split: tokens, joules, money' },
  { value: 'intensive', label: 'intensive', description: 'Is averaged, never added: ratios, clocks' },
];
