import { type Bench } from './browser';
import { type Case } from './cases';

/** Milliseconds of several goes. */
export interface Times {
  best: number;
  median: number;
}

/** What a case took. */
export interface Result {
  name: string;
  of: string;
  /** From the props reaching the panel, or a button being pressed, to the picture. */
  draw: Times;
  /** Work of the page's main thread for it. */
  work: Times;
  /** From the next answer's props to the picture. */
  refresh: Times;
  elements: number;
  /** Frames while its list scrolls: how long the middle one and the longest of a hundred took. */
  scroll?: { median: number; slow: number };
}

const sorted = (values: number[]): number[] => [...values].sort((a, b) => a - b);
const at = (values: number[], part: number): number => sorted(values)[Math.floor((values.length - 1) * part)];
const timesOf = (values: number[]): Times => ({ best: at(values, 0), median: at(values, 0.5) });

const SCROLL = { pixels: 60, frames: 200 };

/** Times a case so many times, after one go to warm up. */
export async function measure({ page, worked }: Bench, one: Case, repeat: number): Promise<Result> {
  const { name, of, press, scrolls } = one;
  await page.evaluate((drawing) => window.tokenpathBench!.prepare(drawing), one);
  const draws: number[] = [];
  const works: number[] = [];
  for (let go = 0; go <= repeat; go += 1) {
    if (press) {
      await page.evaluate(() => window.tokenpathBench!.draw());
    }
    const before = await worked();
    draws.push(
      press
        ? await page.evaluate((button) => window.tokenpathBench!.press(button), press)
        : await page.evaluate(() => window.tokenpathBench!.draw())
    );
    works.push((await worked()) - before);
  }
  const refreshes: number[] = [];
  for (let go = 0; go <= repeat; go += 1) {
    refreshes.push(await page.evaluate(() => window.tokenpathBench!.refresh()));
  }
  const frames = scrolls
    ? await page.evaluate(([by, most]) => window.tokenpathBench!.scroll(by, most), [SCROLL.pixels, SCROLL.frames])
    : [];
  const elements = await page.evaluate(() => window.tokenpathBench!.elements());
  await page.evaluate(() => window.tokenpathBench!.clear());
  return {
    name,
    of,
    draw: timesOf(draws.slice(1)),
    work: timesOf(works.slice(1)),
    refresh: timesOf(refreshes.slice(1)),
    elements,
    scroll: frames.length > 0 ? { median: at(frames, 0.5), slow: at(frames, 0.99) } : undefined,
  };
}
