import { type Page } from 'playwright-core';

/** Something of ours that moved without being asked to. */
export interface Shift {
  value: number;
  /** What moved, and from where to where. */
  moved: string[];
}

interface Place {
  y: number;
  height: number;
}

interface Move {
  /** The nearest of our own names above what moved. */
  name: string;
  text: string;
  from: Place;
  to: Place;
}

interface Entry {
  value: number;
  moves: Move[];
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
    tokenpathShifts?: Entry[];
  }
}

/** Notes from now on what moves, also right after somebody pressed something. */
export async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.tokenpathShifts = [];
    const observer = new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as ShiftEntry[]) {
        const moves = sources.map(({ node, previousRect, currentRect }) => {
          const element = node instanceof Element ? node : node?.parentElement;
          return {
            name: element?.closest('[data-testid^="tokenpath-"]')?.getAttribute('data-testid') ?? '',
            text: (element?.textContent ?? '').slice(0, 60),
            from: { y: previousRect.y, height: previousRect.height },
            to: { y: currentRect.y, height: currentRect.height },
          };
        });
        window.tokenpathShifts?.push({ value, moves });
      }
    });
    observer.observe({ type: 'layout-shift' });
  });
}

/** Grafana names its own frame around a panel by the panel's type and number. */
const isOurs = ({ name }: Move) => name !== '' && !/-panel-\d+$/.test(name);

/** A figure or a bar that gets longer begins elsewhere in its cell; nothing moved unless it is up or down. */
const isElsewhere = ({ from, to }: Move) => from.y !== to.y || from.height !== to.height;

/** What of ours has moved since. */
export async function shiftsOf(page: Page): Promise<Shift[]> {
  const entries = await page.evaluate(() => window.tokenpathShifts ?? []);
  return entries
    .map(({ value, moves }) => ({
      value,
      moved: moves
        .filter((move) => isOurs(move) && isElsewhere(move))
        .map(({ name, text, from, to }) => `${name} “${text}” ${JSON.stringify(from)} → ${JSON.stringify(to)}`),
    }))
    .filter(({ moved }) => moved.length > 0);
}

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
