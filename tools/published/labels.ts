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

/** Where a metric's labels are not what the catalog takes them to be, in words. Labels that are not known have none. */
export function labelDifferences(
  name: string,
  { needed, model, known }: LabelUse,
  labels: string[] | null,
  aside: string[] = []
): string[] {
  if (!labels) {
    return [];
  }
  const has = new Set(labels);
  const hasModel = model.length === 0 || model.some((label) => has.has(label));
  return [
    ...needed
      .filter((label) => !has.has(label))
      .map((label) => `${name}: has no label ${label}, by which the catalog chooses its series`),
    ...(hasModel ? [] : [`${name}: has none of the labels that the model is read from (${model.join(', ')})`]),
    ...labels
      .filter((label) => !known.has(label) && !aside.includes(label))
      .map((label) => `${name}: label ${label} is unknown to the catalog`),
  ];
}
