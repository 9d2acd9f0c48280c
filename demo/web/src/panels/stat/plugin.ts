import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { addOptionDefaults } from '../shared/optionDefaults';
import { statDefaults } from './options';
import type { StatOptions } from './options';
import { StatPanel } from './StatPanel';

/** The stand-in for Grafana's panel "stat". */
export function statPlugin(): PanelPlugin<StatOptions> {
  return new PanelPlugin<StatOptions>(StatPanel)
    .useFieldConfig({
      standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.Thresholds } } },
    })
    .setPanelOptions((builder) => addOptionDefaults(builder, statDefaults));
}
