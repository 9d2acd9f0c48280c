import { createDataFrame, type DataFrame, type PanelModel, standardEditorsRegistry } from '@grafana/data';

import { plugin } from '../module';
import { series, table, tableFrame } from '../testing/frames';

import { migrateOptions } from './migrate';
import { defaultOptions } from './options';
import { suggest } from './suggestions';

// Grafana's own editors are not in its packages.
standardEditorsRegistry.setInit(() =>
  ['radio', 'select', 'boolean'].map((id) => ({ id, name: id, editor: () => null }))
);

const panel = (options: unknown) => ({ id: 1, options }) as PanelModel<Record<string, unknown>>;

describe('migrateOptions', () => {
  it.each([undefined, {}, { view: 'spiral', rows: 3, openFirst: 'yes', legend: 0, showCoverage: 1 }])(
    'gives %p the defaults',
    (options) => expect(migrateOptions(panel(options))).toEqual(defaultOptions)
  );

  it('keeps what is known', () => {
    const options = { view: 'reuse', rows: 'notable', openFirst: true, legend: false, showCoverage: false };
    expect(migrateOptions(panel(options))).toEqual(options);
  });
});

describe('suggestions', () => {
  const views = (frames: DataFrame[]) => suggest({ rawFrames: frames }).map(({ options }) => options?.view);

  it('are made for kvcache answers only, with the views that have figures', () => {
    expect(views([table, series])).toEqual(['health', 'hits', 'reuse', 'transfers', 'savings']);
    expect(views([tableFrame([{ labels: { pod: 'a' }, values: { usage: 0.5 } }])])).toEqual(['health']);
    expect(views([createDataFrame({ fields: [] })])).toEqual([]);
    expect(suggest({})).toEqual([]);
  });

  it('leave out legend and coverage in a small preview', () => {
    const [suggestion] = suggest({ rawFrames: [table] });
    suggestion.cardOptions?.previewModifier?.(suggestion);
    expect(suggestion.options).toMatchObject({ view: 'health', legend: false, showCoverage: false });
  });
});

it('the plugin has the defaults, and takes suggestions and migrations from here', () => {
  expect(plugin.defaults).toEqual(defaultOptions);
  expect(plugin.onPanelMigration).toBe(migrateOptions);
});
