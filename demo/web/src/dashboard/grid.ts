import { SceneGridItem, SceneGridLayout, SceneGridRow } from '@grafana/scenes';
import { layoutOf } from './layout';
import type { PlacedPanel, PlacedRow, RepeatLookup } from './layout';
import type { DashboardJson } from './model';
import { localVariables, vizPanelOf } from './vizPanel';

function gridItem({ panel, pos, copy, local }: PlacedPanel): SceneGridItem {
  const key = `panel-${panel.id ?? `${pos.x}-${pos.y}`}${copy}`;
  return new SceneGridItem({
    key: `grid-item-${key}`,
    x: pos.x,
    y: pos.y,
    width: pos.w,
    height: pos.h,
    $variables: localVariables(local),
    body: vizPanelOf(panel, key),
  });
}

function gridRow({ row, y, copy, local, children }: PlacedRow): SceneGridRow {
  return new SceneGridRow({
    key: `row-${row.id ?? y}${copy}`,
    title: row.title ?? '',
    y,
    isCollapsed: row.collapsed ?? false,
    $variables: localVariables(local),
    children: children.map(gridItem),
  });
}

/** The grid's children for the variables' present values. */
export function gridChildren(dashboard: DashboardJson, values: RepeatLookup): Array<SceneGridItem | SceneGridRow> {
  const { panels, rows } = layoutOf(dashboard, values);
  return [...panels.map(gridItem), ...rows.map(gridRow)];
}

/** The grid of a dashboard; panels are fixed, because the preview saves nothing. */
export function gridOf(dashboard: DashboardJson, values: RepeatLookup): SceneGridLayout {
  return new SceneGridLayout({
    isDraggable: false,
    isResizable: false,
    isLazy: true,
    children: gridChildren(dashboard, values),
  });
}
