import { createDataFrame, getPanelDataSummary, type PanelModel, standardEditorsRegistry } from '@grafana/data';

import { plugin } from '../module';
import { constant, slow, tableFrame, timeFrame } from '../testing/frames';

import { migrateOptions } from './migrate';
import { defaultOptions } from './options';
import { suggest } from './suggestions';

// Grafana's own editors are not in its packages.
standardEditorsRegistry.setInit(() =>
  ['radio', 'multi-select', 'number', 'boolean'].map((id) => ({ id, name: id, editor: () => null }))
);

const panel = (options: unknown) => ({ id: 1, options }) as PanelModel<Record<string, unknown>>;

describe('migrateOptions', () => {
  it.each([undefined, {}, { view: 'spiral', lines: 3, slo: -1, legend: 'top', legendValues: 'all', showCoverage: 1 }])(
    'gives %p the defaults',
    (options) => expect(migrateOptions(panel(options))).toEqual(defaultOptions)
  );

  it('keeps what is known', () => {
    const options = {
      view: 'by',
      lines: ['itl_p99', 'gone'],
      slo: 2,
      legend: 'right',
      legendValues: [],
      showCoverage: false,
    };
    expect(migrateOptions(panel(options))).toEqual({ ...options, lines: ['itl_p99'] });
  });
});

describe('suggestions', () => {
  const names = (frames: Parameters<typeof getPanelDataSummary>[0]) =>
    (suggest(getPanelDataSummary(frames)) ?? []).map(({ options }) => options?.view);

  it('are made for latency answers only', () => {
    expect(names([timeFrame([{ values: constant(slow, 2) }])])).toEqual(['time', 'by']);
    expect(names([tableFrame([{ labels: { pod: 'a' }, values: slow }])])).toEqual(['by']);
    expect(names([createDataFrame({ fields: [] })])).toEqual([]);
    expect(suggest({})).toEqual([]);
  });

  it('hide the legend in a small preview', () => {
    const [suggestion] = suggest({ rawFrames: [timeFrame([{ values: constant(slow, 2) }])] });
    suggestion.cardOptions?.previewModifier?.(suggestion);
    expect(suggestion.options).toMatchObject({ view: 'time', legend: 'hidden' });
  });
});

it('the plugin has the defaults, and takes suggestions and migrations from here', () => {
  expect(plugin.defaults).toEqual(defaultOptions);
  expect(plugin.onPanelMigration).toBe(migrateOptions);
});
