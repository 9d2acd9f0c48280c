import { PanelPlugin } from '@grafana/data';
import { addOptionDefaults } from '../shared/optionDefaults';
import { BarGaugePanel } from './BarGaugePanel';
import { barGaugeDefaults } from './options';
import type { BarGaugeOptions } from './options';

/** The stand-in for Grafana's panels "bargauge" and "gauge". */
export function barGaugePlugin(): PanelPlugin<BarGaugeOptions> {
  return new PanelPlugin<BarGaugeOptions>(BarGaugePanel)
    .useFieldConfig()
    .setPanelOptions((builder) => addOptionDefaults(builder, barGaugeDefaults));
}
