import { PanelPlugin } from '@grafana/data';
import { addOptionDefaults } from '../shared/optionDefaults';
import { TextPanel } from './TextPanel';
import type { TextOptions } from './TextPanel';

const defaults: TextOptions = { mode: 'markdown', content: '' };

/** The stand-in for Grafana's panel "text". */
export function textPlugin(): PanelPlugin<TextOptions> {
  return new PanelPlugin<TextOptions>(TextPanel).setPanelOptions((builder) => addOptionDefaults(builder, defaults));
}
