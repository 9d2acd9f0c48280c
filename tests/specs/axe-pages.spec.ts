import { before, describe, it } from 'node:test';

import { assertAccessible, someTime } from '../lib/accessible';
import { MAIN_UID, useSession } from '../lib/session';
import { type Range } from '../lib/store';
import { ConfigEditorPage } from '../pages/configEditor';
import { DoctorPage } from '../pages/doctor';
import { HomePage } from '../pages/home';
import { QueryEditorPage } from '../pages/queryEditor';

// Names for what is pressed, contrast, order of headings and tables: what axe calls serious or critical is a defect.
describe('Accessibility of pages and editors', () => {
  const session = useSession();
  let range: Range;

  before(async () => {
    range = await someTime(session);
  });

  for (const theme of ['dark', 'light']) {
    it(`Home, ${theme}`, async () => {
      const home = new HomePage(session);
      await home.open(theme);
      await home.health(MAIN_UID);
      // While a panel loads, its header has a button of Grafana's own that has no name.
      await session.page.getByLabel('Panel loading bar').first().waitFor({ state: 'detached' });
      await assertAccessible(session, 1);
    });

    it(`the doctor, ${theme}`, async () => {
      const doctor = new DoctorPage(session);
      await doctor.open({ range, theme });
      await doctor.answer.waitFor();
      await assertAccessible(session, 1);
    });

    it(`the settings, ${theme}`, async () => {
      await new ConfigEditorPage(session).open(MAIN_UID, theme);
      await assertAccessible(session, 1);
    });

    it(`the query editor, ${theme}`, async () => {
      await new QueryEditorPage(session).open(range, theme);
      await assertAccessible(session, 1);
    });
  }
});
