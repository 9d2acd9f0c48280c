import assert from 'node:assert/strict';

import { type Dashboard, type Panel, type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';

import { type Filter, type Query } from '../../../src/shared/types.gen';
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

/** The values of filters, in their order. */
export const valuesOf = (filters: Filter[] = []): string[] => filters.flatMap(({ values }) => values);

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
      assert.deepEqual(valuesOf(filters), scope);
      assert.deepEqual(
        fields.filter((field) => !known.includes(field)),
        []
      );
    }
  }
}

const WIDTH = 24;

/** Panels have ids of their own, lie within the grid and share no cell of it. */
export function isWellPlaced(panels: Panel[]): void {
  assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length);
  const cells = panels.flatMap(({ title, gridPos }) => {
    const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
    assert.ok(w > 0 && h > 0 && x + w <= WIDTH, `${title} has no place within the grid`);
    return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
  });
  assert.equal(new Set(cells).size, cells.length);
}

/** A dashboard's variables in their order; those of labels take several values, and those before them as filters. */
export function hasVariables(variables: VariableModel[], names: string[]): void {
  assert.deepEqual(
    variables.map(({ name }) => name),
    names
  );
  const scoped = variables.filter(({ type }) => type === 'query');
  scoped.forEach(({ name, query, multi, includeAll }, index) => {
    const { filters } = query as { filters: Filter[] };
    assert.deepEqual(
      valuesOf(filters),
      scoped.slice(0, index).map((before) => `$${before.name}`)
    );
    assert.ok(multi && includeAll, `${name} takes several values, or all`);
  });
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
