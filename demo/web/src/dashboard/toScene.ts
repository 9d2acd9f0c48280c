import { DashboardCursorSync } from '@grafana/data';
import {
  behaviors,
  SceneControlsSpacer,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';
import type { SceneObject } from '@grafana/scenes';
import { DashboardLinks } from './DashboardLinks';
import { DashboardScene } from './DashboardScene';
import { DashboardTitle } from './DashboardTitle';
import { gridOf } from './grid';
import { resolveLink } from './links';
import type { FoundDashboard } from './links';
import type { DashboardJson } from './model';
import { repeatBehavior } from './repeatBehavior';
import { sceneVariables } from './variables';

const CURSOR = [DashboardCursorSync.Off, DashboardCursorSync.Crosshair, DashboardCursorSync.Tooltip];

function controlsOf(dashboard: DashboardJson, dashboards: FoundDashboard[]): SceneObject[] {
  const links = (dashboard.links ?? []).flatMap((link) => resolveLink(link, dashboards, dashboard.uid));
  const timePicker = dashboard.timepicker;
  return [
    new DashboardTitle({ title: dashboard.title }),
    new SceneTimePicker({ hidePicker: timePicker?.hidden }),
    new SceneRefreshPicker({
      refresh: dashboard.refresh || '',
      intervals: timePicker?.refresh_intervals,
      withText: true,
    }),
    new VariableValueSelectors({}),
    new SceneControlsSpacer(),
    ...(links.length > 0 ? [new DashboardLinks({ links })] : []),
  ];
}

/** A dashboard as a scene: controls above, grid below. */
export function toScene(dashboard: DashboardJson, dashboards: FoundDashboard[]): DashboardScene {
  const variables = sceneVariables(dashboard.templating?.list ?? []);
  const grid = gridOf(dashboard, () => []);
  grid.setState({ $behaviors: [repeatBehavior(dashboard)] });
  return new DashboardScene({
    key: `dashboard-${dashboard.uid}`,
    $timeRange: new SceneTimeRange({
      from: dashboard.time?.from ?? 'now-6h',
      to: dashboard.time?.to ?? 'now',
      timeZone: dashboard.timezone || undefined,
    }),
    $variables: new SceneVariableSet({ variables }),
    $behaviors: [new behaviors.CursorSync({ sync: CURSOR[dashboard.graphTooltip ?? 0] })],
    controls: controlsOf(dashboard, dashboards),
    body: grid,
  });
}
