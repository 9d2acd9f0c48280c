import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';

import { scan } from './axe';
import { MAIN_UID, type Session, useSession } from './session';
import { settled } from './settled';
import { type Range } from './store';

const FOLDER = join(__dirname, '..', '..', 'dashboards');
const MINUTE = 60_000;
/** High enough for the longest dashboard: panels that are not on the screen are not asked. */
const HEIGHT = 5000;
/** Made of Grafana's panels alone. */
const WITHOUT_OURS = ['tokenpath-fleet'];

/** A dashboard of the app. */
export interface Dashboard {
  uid: string;
  title: string;
}

/** The app's dashboards, as their files say. */
export const dashboards: readonly Dashboard[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Dashboard);

/** Fails where a page has something of ours that axe calls serious or critical, or less of ours than it should. */
export async function assertAccessible({ page }: Session, least: number): Promise<void> {
  const { elements, findings } = await scan(page);
  assert.ok(elements >= least, `only ${elements} elements of ours`);
  assert.deepEqual(findings, []);
}

/** Half an hour, some minutes back: long enough for every panel to have something to show. */
export async function someTime(session: Session): Promise<Range> {
  const { from, to } = await session.store.lastMinutes(30);
  return { from: from - 5 * MINUTE, to: to - 5 * MINUTE };
}

/** Tests of dashboards in one theme; a file of its own for each theme, as files have a time limit. */
export function testDashboards(chosen: readonly Dashboard[], theme: string): void {
  describe(`Accessibility of dashboards, ${theme}`, () => {
    const session = useSession({ height: HEIGHT });
    let range: Range;

    before(async () => {
      range = await someTime(session);
    });

    for (const { uid, title } of chosen) {
      it(title, async () => {
        const { from, to } = range;
        const address = { from: String(from), to: String(to), theme, 'var-datasource': MAIN_UID };
        await session.goto(`/d/${uid}`, address);
        await settled(session, uid, 150_000);
        await assertAccessible(session, WITHOUT_OURS.includes(uid) ? 0 : 2);
      });
    }
  });
}

/** The dashboard with every view and state, which takes as long as all others together. */
export const isGallery = ({ uid }: Dashboard): boolean => uid === 'tokenpath-gallery';
