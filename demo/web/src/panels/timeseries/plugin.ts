import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { addCustomProperties } from '../shared/customProperties';
import { addOptionDefaults } from '../shared/optionDefaults';
import { graphDefaults } from './defaults';
import { timeSeriesDefaults } from './options';
import type { TimeSeriesOptions } from './options';
import { TimeSeriesPanel } from './TimeSeriesPanel';

/** The stand-in for Grafana's panel "timeseries". */
export function timeSeriesPlugin(): PanelPlugin<TimeSeriesOptions> {
  return new PanelPlugin<TimeSeriesOptions>(TimeSeriesPanel)
    .useFieldConfig({
      standardOptions: {
        [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } },
      },
      useCustomConfig: (builder) => addCustomProperties(builder, graphDefaults),
    })
    .setPanelOptions((builder) => addOptionDefaults(builder, timeSeriesDefaults));
}
