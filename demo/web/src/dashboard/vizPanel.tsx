import { LocalValueVariable, SceneVariableSet, VizPanel } from '@grafana/scenes';
import { inspectPanel } from '../probe/inspected';
import type { RepeatValue } from './layout';
import type { PanelJson } from './model';
import { dataOf } from './panelData';
import { PanelLinks } from './PanelLinks';
import { panelMenu } from './panelMenu';

/** Variables that hold only inside a repeated row or panel. */
export function localVariables(values: RepeatValue[]): SceneVariableSet | undefined {
  if (values.length === 0) {
    return undefined;
  }
  return new SceneVariableSet({
    variables: values.map(({ name, value, text }) => new LocalValueVariable({ name, value, text })),
  });
}

/** The scene object of a dashboard's panel. */
export function vizPanelOf(panel: PanelJson, key: string): VizPanel {
  return new VizPanel({
    key,
    title: panel.title ?? '',
    description: panel.description,
    pluginId: panel.type,
    pluginVersion: panel.pluginVersion,
    options: panel.options ?? {},
    fieldConfig: panel.fieldConfig ?? { defaults: {}, overrides: [] },
    displayMode: panel.transparent ? 'transparent' : 'default',
    hoverHeader: !panel.title,
    titleItems: panel.links?.length ? new PanelLinks({ links: panel.links }) : undefined,
    menu: panelMenu(),
    $data: dataOf(panel),
    extendPanelContext: (vizPanel, context) => {
      context.onOpenInspector = () => inspectPanel(vizPanel);
    },
  });
}
