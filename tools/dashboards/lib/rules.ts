import assert from 'node:assert/strict';

import { type Dashboard, type Panel, type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

import { type Query } from '../../../src/shared/types.gen';
import { fleet } from '../fleet/dashboard';

/** A dashboard's parts, as its tests ask for them. */
export interface Parts {
  panels: Panel[];
  variables: VariableModel[];
}

export const partsOf = (dashboard: Dashboard): Parts => ({
  panels: (dashboard.panels ?? []) as Panel[],
  variables: dashboard.templating?.list ?? [],
});

export const queriesOf = (panel: Panel): Query[] => (panel.targets ?? []) as unknown as Query[];

/** A panel says what it tells, and asks the data source that the variable chooses. */
export function isExplained({ title, description, datasource }: Panel): void {
  assert.ok((description ?? '').length > 40, `${title} has no description`);
  assert.deepEqual(datasource, { type: 'tokenpath-correlation-datasource', uid: '${datasource}' });
}

interface Asked {
  queryType: Query['queryType'];
  /** The values that its filters have, in their order. */
  scope: string[];
  /** The fields that there are. */
  known: readonly string[];
}

/** Every panel asks for fields that there are, in queries of one type that the variables scope. */
export function asksFor(panels: Panel[], { queryType, scope, known }: Asked): void {
  for (const panel of panels) {
    isExplained(panel);
    for (const { queryType: type, version, filters, fields = [] } of queriesOf(panel)) {
      assert.deepEqual({ queryType: type, version }, { queryType, version: 1 });
      assert.deepEqual(
        filters?.flatMap(({ values }) => values),
        scope
      );
      assert.deepEqual(
        fields.filter((field) => !known.includes(field)),
        []
      );
    }
  }
}

/** No two panels share a cell of the grid. */
export function isWithoutOverlap(panels: Panel[]): void {
  const cells = panels.flatMap(({ gridPos }) => {
    const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
    return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
  });
  assert.equal(new Set(cells).size, cells.length);
}

/** A dashboard and Fleet lead to each other, with time and variables. */
export function isLinkedWithFleet(dashboard: Dashboard): void {
  const leadsTo = (from: Dashboard, uid: string | undefined) =>
    (from.links ?? []).find(({ url }) => url === `/d/${uid}`);
  for (const found of [leadsTo(dashboard, 'tokenpath-fleet'), leadsTo(fleet().build(), dashboard.uid)]) {
    assert.equal(found?.keepTime, true);
    assert.equal(found?.includeVars, true);
  }
}
