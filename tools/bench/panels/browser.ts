import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type CDPSession, chromium, type Page } from 'playwright-core';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import { CHROMIUM_ARGUMENTS } from '../../../tests/lib/chromium';

// Without the wait for the screen's next picture, which would add up to 17 ms to each.
const ARGUMENTS = [...CHROMIUM_ARGUMENTS, '--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** A browser with the timer in its page. */
export interface Bench {
  page: Page;
  /** Milliseconds that the page's main thread has worked so far. */
  worked: () => Promise<number>;
  profile: <T>(act: () => Promise<T>) => Promise<{ result: T; profile: unknown }>;
  close: () => Promise<void>;
}

const script = (): string =>
  transpileModule(readFileSync(join(__dirname, 'page.ts'), 'utf8'), {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 },
  }).outputText;

async function workedIn(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Opens the page of a demo and puts the timer in it. */
export async function openBench(base: string): Promise<Bench> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, timezoneId: 'UTC' });
  page.setDefaultTimeout(60_000);
  const session = await page.context().newCDPSession(page);
  // Time in which another process had the core does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`${base.replace(/\/$/, '')}/dashboards`);
  await page.getByRole('heading').first().waitFor();
  await page.addScriptTag({ type: 'module', content: script() });
  await page.waitForFunction(() => window.tokenpathBench !== undefined);
  return {
    page,
    worked: () => workedIn(session),
    profile: async (act) => {
      await session.send('Profiler.enable');
      await session.send('Profiler.setSamplingInterval', { interval: 200 });
      await session.send('Profiler.start');
      const result = await act();
      const { profile } = await session.send('Profiler.stop');
      return { result, profile };
    },
    close: () => browser.close(),
  };
}
