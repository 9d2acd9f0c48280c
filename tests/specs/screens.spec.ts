import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import { type Locator } from 'playwright-core';

import { testIds } from '../../src/shared/testIds';
import { eventually } from '../lib/eventually';
import { MAIN_UID, useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { ConfigEditorPage } from '../pages/configEditor';
import { DashboardPage } from '../pages/dashboard';
import { DoctorPage } from '../pages/doctor';
import { HomePage } from '../pages/home';
import { QueryEditorPage } from '../pages/queryEditor';

const FOLDER = join(__dirname, '..', '.output', 'screens');
const WIDTHS = [1600, 900];
const HEIGHT = 900;

// Pictures for people to look at. What is asserted is that each page is there and no wider than its window.
describe('Screens', () => {
  const session = useSession();
  const home = new HomePage(session);
  const config = new ConfigEditorPage(session);
  const dashboard = new DashboardPage(session);
  const doctor = new DoctorPage(session);
  const editor = new QueryEditorPage(session);
  let range: Range;

  before(async () => {
    mkdirSync(FOLDER, { recursive: true });
    range = await session.store.lastMinutes(180);
  });

  async function picture(name: string, shown?: Locator) {
    const { page } = session;
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: name.startsWith('dashboard') ? 1700 : HEIGHT });
      const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      await eventually(async () => assert.equal(await isTooWide(), false, `${name} is wider than ${width} px`));
      await shown?.scrollIntoViewIfNeeded();
      await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`) });
    }
    await page.setViewportSize({ width: WIDTHS[0], height: 1700 });
  }

  for (const theme of ['dark', 'light']) {
    it(`Home, ${theme}`, async () => {
      await home.open(theme);
      await home.health(MAIN_UID);
      await home.panels.locator('canvas').nth(1).waitFor();
      await picture(`home-${theme}`);
    });

    it(`the doctor, ${theme}`, async () => {
      await doctor.open({ range, theme });
      await doctor.answer.waitFor();
      await picture(`doctor-${theme}`);
      await doctor.open({ range, theme, layer: 'gpu' });
      await doctor.signals.waitFor();
      await picture(`doctor-signals-${theme}`, doctor.signals);
    });

    it(`the dashboard, ${theme}`, async () => {
      await dashboard.open({ range, theme });
      await picture(`dashboard-${theme}`);
    });

    it(`the query editor, ${theme}`, async () => {
      await editor.open(range, theme);
      await editor.addSignal(1, 'tensor', 'Tensor activity', 'tensor');
      await editor.addFormula(2, 'per_gpu', 'tokens / tensr');
      await eventually(async () => assert.ok((await editor.answer()).series.length > 0, 'no answer yet'));
      await session.page.getByTestId(testIds.coverage.badge).click();
      await picture(`explore-${theme}`);
    });

    it(`the config editor, ${theme}`, async () => {
      await config.open(MAIN_UID, theme);
      await picture(`config-${theme}`);
      await session.host.saveAndTest(session.page).click();
      const result = session.host.testResult(session.page);
      await result.waitFor();
      await picture(`config-tested-${theme}`, result);
    });
  }
});
