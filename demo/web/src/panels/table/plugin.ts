import { PanelPlugin } from '@grafana/data';
import { addCustomProperties } from '../shared/customProperties';
import { addOptionDefaults } from '../shared/optionDefaults';
import { columnDefaults, tableDefaults } from './options';
import type { TableOptions } from './options';
import { TablePanel } from './TablePanel';

/** The stand-in for Grafana's panel "table". */
export function tablePlugin(): PanelPlugin<TableOptions> {
  return new PanelPlugin<TableOptions>(TablePanel)
    .useFieldConfig({ useCustomConfig: (builder) => addCustomProperties(builder, columnDefaults, true) })
    .setPanelOptions((builder) => addOptionDefaults(builder, tableDefaults));
}
