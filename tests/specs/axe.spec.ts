import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import { scan } from '../lib/axe';
import { MAIN_UID, useSession } from '../lib/session';
import { settled } from '../lib/settled';
import { type Range } from '../lib/store';
import { ConfigEditorPage } from '../pages/configEditor';
import { DoctorPage } from '../pages/doctor';
import { HomePage } from '../pages/home';
import { QueryEditorPage } from '../pages/queryEditor';

const FOLDER = join(__dirname, '..', '..', 'dashboards');
const DASHBOARDS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { uid: string; title: string });
const MINUTE = 60_000;
/** High enough for the longest dashboard: panels that are not on the screen are not asked. */
const HEIGHT = 5000;

// Names for what is pressed, contrast, order of headings and tables: what axe calls serious or critical is a defect.
describe('Accessibility', () => {
  const session = useSession({ height: HEIGHT });
  let range: Range;

  before(async () => {
    const { from, to } = await session.store.lastMinutes(60);
    range = { from: from - 5 * MINUTE, to: to - 5 * MINUTE };
  });

  async function assertAccessible(least: number): Promise<void> {
    const { elements, findings } = await scan(session.page);
    assert.ok(elements >= least, `only ${elements} elements of ours`);
    assert.deepEqual(findings, []);
  }

  for (const theme of ['dark', 'light']) {
    for (const { uid, title } of DASHBOARDS) {
      it(`the dashboard "${title}", ${theme}`, async () => {
        const { from, to } = range;
        const address = { from: String(from), to: String(to), theme, 'var-datasource': MAIN_UID };
        await session.goto(`/d/${uid}`, address);
        await settled(session, uid, 120_000);
        // The fleet's own dashboard is made of Grafana's panels.
        await assertAccessible(uid === 'tokenpath-fleet' ? 0 : 2);
      });
    }

    it(`Home, ${theme}`, async () => {
      const home = new HomePage(session);
      await home.open(theme);
      await home.health(MAIN_UID);
      await assertAccessible(1);
    });

    it(`the doctor, ${theme}`, async () => {
      const doctor = new DoctorPage(session);
      await doctor.open({ range, theme });
      await doctor.answer.waitFor();
      await assertAccessible(1);
    });

    it(`the settings, ${theme}`, async () => {
      await new ConfigEditorPage(session).open(MAIN_UID, theme);
      await assertAccessible(1);
    });

    it(`the query editor, ${theme}`, async () => {
      await new QueryEditorPage(session).open(range, theme);
      await assertAccessible(1);
    });
  }
});
