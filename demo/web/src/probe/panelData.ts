import { sceneGraph } from '@grafana/scenes';
import type { SceneObject, VizPanel } from '@grafana/scenes';
import { probeFrames } from './frames';
import type { ProbedFrame } from './frames';

/** What a panel holds. */
export interface ProbedPanel {
  title: string;
  pluginId: string;
  /** Grafana's loading state: NotStarted, Loading, Streaming, Done or Error. */
  state: string;
  series: ProbedFrame[];
  errors: string[];
}

declare global {
  interface Window {
    /** For browser tests: in a real Grafana another adapter gives the same. */
    __tokenpathPreview?: { panelData: () => ProbedPanel[] };
  }
}

/** Plugins bundle their own copy of the scenes library, so panels are known by their state, not by class. */
function isPanel(object: SceneObject): object is VizPanel {
  return 'pluginId' in object.state && 'fieldConfig' in object.state;
}

function collectPanels(object: SceneObject, found: VizPanel[]): VizPanel[] {
  if (isPanel(object)) {
    found.push(object);
  }
  object.forEachChild((child) => {
    collectPanels(child, found);
  });
  return found;
}

/** The data that one panel holds now. */
export function probePanel(panel: VizPanel): ProbedPanel {
  const { data } = sceneGraph.getData(panel).state;
  const errors = data?.errors ?? (data?.error ? [data.error] : []);
  return {
    title: sceneGraph.interpolate(panel, panel.state.title, undefined, 'text'),
    pluginId: panel.state.pluginId,
    state: data?.state ?? 'NotStarted',
    series: probeFrames(data?.series ?? []),
    errors: errors.map((error) => error.message ?? 'Unknown error'),
  };
}

/** Offers the data of the panels on the open page to browser tests. */
export function exposeProbe(): void {
  window.__tokenpathPreview = {
    panelData: () => {
      const scene = window.__grafanaSceneContext;
      return scene ? collectPanels(scene, []).map(probePanel) : [];
    },
  };
}
