import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';

import { LatencyPanel } from './components/LatencyPanel';
import { addOptions } from './options/editor';
import { migrateOptions } from './options/migrate';
import { type LatencyOptions } from './options/options';
import { suggest } from './options/suggestions';

// A nested plugin cannot load chunks of its own (they are emitted beside the app's), so nothing here is lazy.
export const plugin = new PanelPlugin<LatencyOptions>(LatencyPanel)
  .useFieldConfig({
    // Phases have colours of their own, which an override may replace by a fixed one.
    standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } } },
    disableStandardOptions: [
      FieldConfigProperty.Min,
      FieldConfigProperty.Max,
      FieldConfigProperty.Mappings,
      FieldConfigProperty.NoValue,
      FieldConfigProperty.Thresholds,
    ],
  })
  .setPanelOptions(addOptions)
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggest);
