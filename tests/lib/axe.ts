import { createRequire } from 'node:module';

import { type AxeResults, type RunOptions } from 'axe-core';
import { type Page } from 'playwright-core';

declare global {
  interface Window {
    axe?: { run: (context: unknown, options: RunOptions) => Promise<AxeResults> };
  }
}

const SCRIPT = createRequire(__filename).resolve('axe-core/axe.min.js');
/** What is ours on a page: the host's own frame around it is not. */
const OURS = '[data-testid^="tokenpath-"]';
/** Grafana's own controls inside of our pages. */
const THEIRS = ['[data-testid^="data-testid RefreshPicker"]', '[class*="LegendLabel"]'];
const SERIOUS = ['serious', 'critical'];
const OPTIONS: RunOptions = { resultTypes: ['violations'], elementRef: false };

/** What the scan found: the elements of ours on the page, and each serious finding with an element that has it. */
export interface Scan {
  elements: number;
  findings: string[];
}

/** Scans what is ours on a page for what keeps people from reading or using it. */
export async function scan(page: Page): Promise<Scan> {
  const isThere = await page.evaluate(() => window.axe !== undefined);
  if (!isThere) {
    await page.addScriptTag({ path: SCRIPT });
  }
  const elements = await page.locator(OURS).count();
  if (elements === 0) {
    return { elements, findings: [] };
  }
  const { violations } = await page.evaluate(
    ([include, exclude, options]) =>
      window.axe!.run({ include: [include], exclude: exclude.map((one) => [one]) }, options),
    [OURS, THEIRS, OPTIONS] as const
  );
  const findings = violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .map(({ id, help, nodes }) => `${id} (${help}), ${nodes.length} times: ${nodes[0].html.slice(0, 400)}`);
  return { elements, findings };
}
