import { labelName } from '../../../shared/panel/model/labels';

import { combine } from './combine';
import { byMoney, type CostRow } from './rows';

function together(label: string, first: string, rows: CostRow[]): CostRow {
  const [{ currency, kind, fields }] = rows;
  return {
    key: `group ${kind} ${currency} ${label}`,
    labels: { [first]: label },
    label: label || `no ${labelName(first).toLowerCase()}`,
    kind,
    currency,
    fields,
    figures: combine(rows.map(({ figures }) => figures)),
    parts: byMoney(rows),
  };
}

/**
 * Rows of several labels, put together by the first of them: a tenant with its models. Rows of one label stay as they
 * are.
 */
export function groupRows(rows: CostRow[], by: string[]): CostRow[] {
  if (by.length < 2) {
    return rows;
  }
  const groups = new Map<string, CostRow[]>();
  for (const row of rows) {
    const id = JSON.stringify([row.kind, row.currency, row.labels[by[0]] ?? '']);
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups.values()].map((group) => together(group[0].labels[by[0]] ?? '', by[0], group));
}

/** What a row is called within its group: its labels after the first. */
export function labelWithin({ labels }: CostRow, by: string[]): string {
  const rest = by.slice(1);
  const values = rest.map((name) => labels[name]).filter(Boolean);
  return values.length > 0 ? values.join(' · ') : `no ${rest.map(labelName).join(' or ')}`.toLowerCase();
}
