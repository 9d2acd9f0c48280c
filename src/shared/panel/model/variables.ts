/** What dashboards call a label's variable, where it is not the label itself. */
const usual: Record<string, string> = { llm_model: 'model' };

/** A variable to set, with its value. */
export interface VariableChoice {
  name: string;
  value: string;
}

/**
 * The dashboard variables that a row stands for: those of the names of its labels, as far as the dashboard has them.
 * A label without a value, and a row that is no label's, choose nothing.
 */
export function variablesFor(
  { labels, kind }: { labels: Record<string, string>; kind: string },
  known: string[]
): VariableChoice[] {
  if (kind !== 'value') {
    return [];
  }
  return Object.entries(labels).flatMap(([label, value]) => {
    const name = [label, usual[label]].find((candidate) => candidate && known.includes(candidate));
    return name && value ? [{ name, value }] : [];
  });
}
