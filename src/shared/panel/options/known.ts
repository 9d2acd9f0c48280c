/** A saved option that is one of the known ones, else the default. */
export const oneOf = <T>(known: readonly T[], value: unknown, otherwise: T): T =>
  known.find((one) => one === value) ?? otherwise;

/** The known ones of a saved choice of several, in their usual order; the default where there is no choice. */
export const someOf = <T>(known: readonly T[], value: unknown, otherwise: T[]): T[] =>
  Array.isArray(value) ? known.filter((one) => value.includes(one)) : otherwise;

/** A saved switch, else the default. */
export const flag = (value: unknown, otherwise: boolean): boolean => (typeof value === 'boolean' ? value : otherwise);

/** A saved number above zero; undefined for anything else. */
export const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
