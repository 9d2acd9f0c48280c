import { type PanelOptionsEditorBuilder } from '@grafana/data';

import { addCoverage } from '../../../shared/panel/options/coverage';

import { defaultOptions, type KVCacheOptions } from './options';

/** The panel's options in Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<KVCacheOptions>): void {
  builder
    .addSelect({
      path: 'view',
      name: 'View',
      description: 'Each view shows the figures of every row; an open row has them over time.',
      defaultValue: defaultOptions.view,
      settings: {
        options: [
          { value: 'health', label: 'Health', description: 'The verdict, and usage over time as a strip a row' },
          {
            value: 'hits',
            label: 'Hits',
            description: 'Where prompt tokens came from: local cache, external tier, none',
          },
          {
            value: 'reuse',
            label: 'Would it have been reused?',
            description: 'How long blocks lie idle before they are evicted, against how long until they are reused',
          },
          { value: 'transfers', label: 'Transfers', description: 'KV blocks on the way between replicas and tiers' },
          { value: 'savings', label: 'Savings', description: 'Prefill that the caches saved, in GPU-hours and money' },
        ],
      },
    })
    .addRadio({
      path: 'rows',
      name: 'Rows',
      description: 'Rows that are healthy or not judged can be left out.',
      defaultValue: defaultOptions.rows,
      settings: {
        options: [
          { value: 'all', label: 'All' },
          { value: 'notable', label: 'With a finding' },
        ],
      },
      showIf: ({ view }) => view === 'health',
    })
    .addBooleanSwitch({
      path: 'openFirst',
      name: 'Open the first row',
      description: 'The worst row stands open with its lines over time and what led to its verdict.',
      defaultValue: defaultOptions.openFirst,
    })
    .addBooleanSwitch({
      path: 'legend',
      name: 'Legend',
      description: 'What the colours and marks mean, below the picture.',
      defaultValue: defaultOptions.legend,
    });
  addCoverage(builder, defaultOptions, 'How much of the fleet the answer covers');
}
