import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';

import { fieldConfig } from '../../shared/panel/options/fieldConfig';

import { BalancePanel } from './components/BalancePanel';
import { addOptions } from './options/editor';
import { migrateOptions } from './options/migrate';
import { type BalanceOptions } from './options/options';
import { suggest } from './options/suggestions';

// A nested plugin cannot load chunks of its own (they are emitted beside the app's), so nothing here is lazy.
export const plugin = new PanelPlugin<BalanceOptions>(BalancePanel)
  .useFieldConfig({
    standardOptions: {
      ...fieldConfig.standardOptions,
      // One hue from the background to full: told apart by lightness, whatever colours one sees.
      [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.ContinuousBlues } },
    },
    disableStandardOptions: [FieldConfigProperty.Mappings, FieldConfigProperty.NoValue],
  })
  .setPanelOptions(addOptions)
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggest);
