import { PanelPlugin } from '@grafana/data';

import { fieldConfig } from '../../shared/panel/options/fieldConfig';

import { CostPanel } from './components/CostPanel';
import { addOptions } from './options/editor';
import { migrateOptions } from './options/migrate';
import { type CostOptions } from './options/options';
import { suggest } from './options/suggestions';

// A nested plugin cannot load chunks of its own (they are emitted beside the app's), so nothing here is lazy.
export const plugin = new PanelPlugin<CostOptions>(CostPanel)
  .useFieldConfig(fieldConfig)
  .setPanelOptions(addOptions)
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggest);
