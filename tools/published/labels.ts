import { type Alternative, type System } from '../signals/catalog';

/** What the catalog does with the labels of a metric. */
export interface LabelUse {
  /** Labels by which series are chosen: without them nothing is read. */
  needed: string[];
  /** The labels that the model's name is read from; empty where the name has no say in it. */
  model: string[];
  /** All labels that the catalog knows there. */
  known: Set<string>;
}

/** The labels that an alternative of a system uses. */
export function labelsOf(system: System, a: Alternative): LabelUse {
  const mapped = { ...system.labels, ...a.labels };
  const chosen = Object.keys({ ...a.match, ...a.match_regex });
  const needed = [...chosen, ...(a.require ?? []), ...(system.require ?? [])];
  return {
    needed,
    model: a.const?.llm_model ? [] : (mapped.llm_model ?? []),
    known: new Set([
      ...needed,
      ...(a.forbid ?? []),
      ...(system.forbid ?? []),
      ...(system.relays ?? []),
      ...Object.values(mapped).flat(),
      ...Object.keys({ ...system.dims, ...a.dims }),
    ]),
  };
}

/** The labels that are needed and that none of several declarations has. */
function missing(name: string, { needed, model }: LabelUse, has: Set<string>): string[] {
  const hasModel = model.length === 0 || model.some((label) => has.has(label));
  return [
    ...needed
      .filter((label) => !has.has(label))
      .map((label) => `${name}: has no label ${label}, by which the catalog chooses its series`),
    ...(hasModel ? [] : [`${name}: has none of the labels that the model is read from (${model.join(', ')})`]),
  ];
}

/**
 * Where a metric's labels are not what the catalog takes them to be, in words, over all that declares it: a label that is
 * needed must be in one of the declarations, and is not missed where one does not tell its labels.
 */
export function labelDifferences(
  name: string,
  use: LabelUse,
  declared: Array<string[] | null>,
  aside: string[] = []
): string[] {
  const has = new Set(declared.flatMap((labels) => labels ?? []));
  const isAllKnown = declared.length > 0 && declared.every((labels) => labels !== null);
  return [
    ...(isAllKnown ? missing(name, use, has) : []),
    ...[...has]
      .filter((label) => !use.known.has(label) && !aside.includes(label))
      .map((label) => `${name}: label ${label} is unknown to the catalog`),
  ];
}
