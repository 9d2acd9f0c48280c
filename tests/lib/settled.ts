import assert from 'node:assert/strict';

import { eventually } from './eventually';
import { type Panel } from './panel';
import { type Session } from './session';

/** All panels of the open dashboard, once each of them has its answer. */
export async function settled(session: Session, uid: string, timeoutMs = 60_000): Promise<Panel[]> {
  const titles = [...(await session.api.panelTitles(uid)).values()];
  return eventually(async () => {
    const panels = await session.host.panels(session.page);
    const done = (title: string) =>
      panels.some((panel) => panel.title === title && ['Done', 'Error'].includes(panel.state));
    assert.deepEqual(
      titles.filter((title) => !done(title)),
      [],
      'Panels without an answer'
    );
    return panels;
  }, timeoutMs);
}
