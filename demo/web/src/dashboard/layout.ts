import type { DashboardJson, GridPos, PanelJson } from './model';
import { repeatPositions } from './repeat';

/** One value of a variable that rows or panels are repeated by. */
export interface RepeatValue {
  name: string;
  value: string;
  text: string;
}

/** A panel at its place, with the variable values it was repeated for. */
export interface PlacedPanel {
  panel: PanelJson;
  pos: GridPos;
  /** Distinguishes the copies of a repeated panel; empty for the first. */
  copy: string;
  local: RepeatValue[];
}

/** A row and its panels. */
export interface PlacedRow {
  row: PanelJson;
  y: number;
  copy: string;
  local: RepeatValue[];
  children: PlacedPanel[];
}

/** Looks up the values a variable has now; empty where it has none or does not exist. */
export type RepeatLookup = (variable: string) => RepeatValue[];

/** The items of a dashboard's grid, from top to bottom. */
export interface Layout {
  /** Panels above the first row. */
  panels: PlacedPanel[];
  rows: PlacedRow[];
}

interface Section {
  row: PanelJson;
  panels: PanelJson[];
}

function byPosition(a: PanelJson, b: PanelJson): number {
  return a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x;
}

/** An open row owns the panels that follow it; a collapsed one carries its panels inside. */
function sections(dashboard: DashboardJson): { top: PanelJson[]; list: Section[] } {
  const top: PanelJson[] = [];
  const list: Section[] = [];
  for (const panel of [...(dashboard.panels ?? [])].sort(byPosition)) {
    if (panel.type === 'row') {
      list.push({ row: panel, panels: [...(panel.panels ?? [])].sort(byPosition) });
    } else {
      (list.at(-1)?.panels ?? top).push(panel);
    }
  }
  return { top, list };
}

function bottomOf(panels: Array<{ pos: GridPos }>, from: number): number {
  return panels.reduce((bottom, { pos }) => Math.max(bottom, pos.y + pos.h), from);
}

/** The first copy keeps the name of its original. */
function copyName(index: number, value: RepeatValue | undefined): string {
  return index === 0 || !value ? '' : `-${value.value}`;
}

/** What all panels of a section share. */
interface SectionPlace {
  /** By how many grid rows the section stands below its place in the JSON. */
  shift: number;
  copy: string;
  local: RepeatValue[];
}

/** Places panels and their repeats; what a repeat adds in height pushes down what stands below it. */
function placePanels(panels: PanelJson[], place: SectionPlace, values: RepeatLookup): PlacedPanel[] {
  const { shift, local } = place;
  const placed: PlacedPanel[] = [];
  let pushed = 0;
  for (const panel of panels) {
    const origin = { ...panel.gridPos, y: panel.gridPos.y + shift + pushed };
    const repeats = panel.repeat ? values(panel.repeat) : [];
    if (repeats.length === 0) {
      placed.push({ panel, pos: origin, copy: place.copy, local });
      continue;
    }
    const positions = repeatPositions(panel, origin, repeats.length);
    repeats.forEach((value, i) => {
      const copy = place.copy + copyName(i, value);
      placed.push({ panel, pos: positions[i], copy, local: [...local, value] });
    });
    const bottom = positions.reduce((max, pos) => Math.max(max, pos.y + pos.h), origin.y + origin.h);
    pushed += bottom - (origin.y + origin.h);
  }
  return placed;
}

function placeSection(section: Section, top: number, values: RepeatLookup): { rows: PlacedRow[]; bottom: number } {
  const { row, panels } = section;
  const repeats = row.repeat ? values(row.repeat) : [];
  const locals: RepeatValue[][] = repeats.length > 0 ? repeats.map((value) => [value]) : [[]];
  const rows: PlacedRow[] = [];
  let y = top;
  locals.forEach((local, i) => {
    const copy = copyName(i, local[0]);
    const children = placePanels(panels, { shift: y - row.gridPos.y, copy, local }, values);
    rows.push({ row, y, copy, local, children });
    y = row.collapsed ? y + 1 : bottomOf(children, y + 1);
  });
  return { rows, bottom: y };
}

/** Places a dashboard's panels and rows on the grid, with repeats by the variables' present values. */
export function layoutOf(dashboard: DashboardJson, values: RepeatLookup): Layout {
  const { top, list } = sections(dashboard);
  const panels = placePanels(top, { shift: 0, copy: '', local: [] }, values);
  const rows: PlacedRow[] = [];
  let bottom = bottomOf(panels, 0);
  for (const section of list) {
    const placed = placeSection(section, Math.max(bottom, 0), values);
    rows.push(...placed.rows);
    bottom = placed.bottom;
  }
  return { panels, rows };
}

/** The variables that rows or panels are repeated by. */
export function repeatVariables(dashboard: DashboardJson): string[] {
  const all = (dashboard.panels ?? []).flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  return [...new Set(all.flatMap((panel) => (panel.repeat ? [panel.repeat] : [])))];
}
