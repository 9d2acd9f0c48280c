import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { type Dashboard, type DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

/** A dashboard before its revision is known. */
export type Source = () => DashboardBuilder;

function revisionIn(text: string): number {
  const { revision } = JSON.parse(text) as Dashboard;
  return revision ?? 0;
}

/** The text of a dashboard's file at a revision. */
export function render(source: Source, revision: number): string {
  return `${JSON.stringify(source().revision(revision).build(), null, 2)}\n`;
}

/** Whether a file holds what its source makes. */
export function isCurrent(file: string, source: Source): boolean {
  if (!existsSync(file)) {
    return false;
  }
  const text = readFileSync(file, 'utf8');
  return render(source, revisionIn(text)) === text;
}

/**
 * Writes a dashboard where it differs from its file, with the next revision: Grafana takes an update of an app's
 * dashboard only when the revision is another one.
 */
export function update(file: string, source: Source): boolean {
  if (isCurrent(file, source)) {
    return false;
  }
  const revision = existsSync(file) ? revisionIn(readFileSync(file, 'utf8')) + 1 : 1;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, render(source, revision));
  return true;
}
