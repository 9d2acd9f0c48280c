import {
  EmbeddedScene,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import type { SceneObject } from '@grafana/scenes';
import type { DataQuery } from '@grafana/schema';
import type { Shape } from './shape';

/** The parts of Explore that other parts talk to. */
export interface ExploreScene {
  scene: EmbeddedScene;
  runner: SceneQueryRunner;
  timeRange: SceneTimeRange;
  panel: VizPanel;
  /** Time picker and refresh picker, which the page draws in its own bar. */
  controls: SceneObject[];
}

const PANEL_OF: Record<Shape, string> = { graph: 'timeseries', table: 'table' };

function panelOptions(shape: Shape) {
  return shape === 'graph' ? { tooltip: { mode: 'multi', sort: 'desc' }, legend: { calcs: [] } } : {};
}

/** A scene that runs one query, whenever it is told to or the time range changes. */
export function exploreScene(uid: string, from = 'now-1h', to = 'now'): ExploreScene {
  const timeRange = new SceneTimeRange({ from, to });
  const runner = new SceneQueryRunner({ datasource: { uid }, queries: [], maxDataPoints: 1000 });
  const panel = new VizPanel({ key: 'panel-1', title: 'Answer', pluginId: 'timeseries', options: panelOptions('graph') });
  const controls = [new SceneTimePicker({ isOnCanvas: true }), new SceneRefreshPicker({ isOnCanvas: true })];
  const scene = new EmbeddedScene({ $timeRange: timeRange, $data: runner, body: panel, controls });
  return { scene, runner, timeRange, panel, controls };
}

/** Runs a query. */
export function runQuery({ runner }: ExploreScene, query: DataQuery): void {
  runner.setState({ queries: [query] });
  runner.runQueries();
}

/** Draws the answer as a graph or as a table. */
export function showAs({ panel }: ExploreScene, shape: Shape): void {
  if (panel.state.pluginId !== PANEL_OF[shape]) {
    void panel.changePluginType(PANEL_OF[shape], panelOptions(shape));
  }
}
