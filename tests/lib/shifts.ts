import { type Page } from 'playwright-core';

/** Something of ours that moved without being asked to. */
export interface Shift {
  value: number;
  /** What moved, and from where to where. */
  moved: string[];
}

interface ShiftSource {
  node?: Node;
  previousRect: DOMRectReadOnly;
  currentRect: DOMRectReadOnly;
}

interface ShiftEntry extends PerformanceEntry {
  value: number;
  sources: ShiftSource[];
}

declare global {
  interface Window {
    tokenpathShifts?: Shift[];
  }
}

/** Notes from now on what of ours moves, also right after somebody pressed something. */
export async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.tokenpathShifts = [];
    const observer = new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as ShiftEntry[]) {
        const moved = sources.flatMap(({ node, previousRect: from, currentRect: to }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          const ours = element?.closest('[data-testid^="tokenpath-"]');
          // Grafana names its own frame around a panel by the panel's type and number.
          const isOurs = !/-panel-\d+$/.test(ours?.getAttribute('data-testid') ?? '');
          // A figure or a bar that gets longer begins elsewhere in its cell; nothing moved unless it is up or down.
          const isElsewhere = from.y !== to.y || from.height !== to.height;
          return element && ours && isOurs && isElsewhere
            ? [
                `${ours.getAttribute('data-testid')} ${element.tagName} “${(element.textContent ?? '').slice(0, 60)}” ` +
                  `${from.x},${from.y} ${from.width}×${from.height} → ${to.x},${to.y} ${to.width}×${to.height}`,
              ]
            : [];
        });
        if (moved.length > 0) {
          window.tokenpathShifts?.push({ value, moved });
        }
      }
    });
    observer.observe({ type: 'layout-shift' });
  });
}

/** What has moved since. */
export const shiftsOf = (page: Page): Promise<Shift[]> => page.evaluate(() => window.tokenpathShifts ?? []);

/** Where everything of ours is that has a role or a name of its own: panels, lists, rows, headers, charts. */
export const placesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ours = '[data-testid^="tokenpath-"]';
    const selector = [ours, ...['[role=row]', '[role=columnheader]', 'canvas'].map((one) => `${ours} ${one}`)];
    return (
      [...document.querySelectorAll(selector.join(', '))]
        .filter((element) => !/-panel-\d+$/.test(element.getAttribute('data-testid') ?? ''))
        // A legend that scrolls is in the order of its figures.
        .filter((element) => !element.closest('[data-testid="tokenpath-panel-legend"] > *'))
        // What is told to screen readers alone is clipped to a pixel.
        .filter((element) => element.clientWidth > 1)
        .map((element) => {
          const { x, y, height } = element.getBoundingClientRect();
          const name = element.getAttribute('data-testid') ?? element.getAttribute('role') ?? element.tagName;
          const place = [x, y, height].map((value) => Math.round(value)).join(' ');
          return `${element.closest(ours)?.getAttribute('data-testid')} ${name} ${place}`;
        })
    );
  });
