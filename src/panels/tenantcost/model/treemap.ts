import { hierarchy, type HierarchyRectangularNode, treemap, treemapSquarify } from 'd3-hierarchy';

import { groupRows } from './groups';
import { type CostRow, isSpecial } from './rows';

/** A tile of the treemap in pixels. A tile with `parts` lies below the tiles of its rows. */
export interface Tile {
  row: CostRow;
  /** First label, by which tiles are coloured. */
  group: string;
  depth: number;
  left: number;
  top: number;
  width: number;
  height: number;
  /** Height of the strip at its top in which its name stands, where it has tiles within. */
  header: number;
}

interface Node {
  row?: CostRow;
  children?: Node[];
}

const HEADER = 18;
// A group that is smaller than this has no room for its name above its tiles.
const HEADER_FROM = { width: 60, height: 44 };
const MOST = 400;

const money = ({ figures }: CostRow): number => Math.max(0, figures.cost_total ?? 0);

function nodeOf(row: CostRow): Node {
  const parts = row.parts?.filter((part) => money(part) > 0) ?? [];
  return parts.length > 0 && !isSpecial(row.kind) ? { row, children: parts.map((part) => ({ row: part })) } : { row };
}

const hasHeader = ({ x0, x1, y0, y1 }: HierarchyRectangularNode<Node>): boolean =>
  x1 - x0 >= HEADER_FROM.width && y1 - y0 >= HEADER_FROM.height;

function layOut(rows: CostRow[], width: number, height: number): HierarchyRectangularNode<Node> {
  const root = hierarchy<Node>({ children: rows.map(nodeOf) })
    .sum(({ row, children }) => (row && !children ? money(row) : 0))
    // Special rows come last, so that they keep their corner.
    .sort(
      (a, b) =>
        Number(isSpecial(a.data.row?.kind ?? '')) - Number(isSpecial(b.data.row?.kind ?? '')) ||
        (b.value ?? 0) - (a.value ?? 0)
    );
  return treemap<Node>()
    .tile(treemapSquarify)
    .size([width, height])
    .paddingInner(1)
    .paddingTop((node) => (node.depth === 1 && node.children && hasHeader(node) ? HEADER : 0))
    .round(true)(root);
}

/**
 * Tiles whose areas are money: a group for each value of the first label, in it the rows of the others. Rows without
 * money have no area; they are in the table.
 */
export function tilesOf(rows: CostRow[], by: string[], width: number, height: number): Tile[] {
  const groups = groupRows(rows, by).filter((row) => money(row) > 0);
  if (groups.length === 0 || width <= 0 || height <= 0) {
    return [];
  }
  const tiles: Tile[] = [];
  layOut(groups, width, height).each((node) => {
    const { row } = node.data;
    // Gaps push the last tiles of a small group beyond it.
    const { x1, y1 } = node.parent ?? node;
    const size = { width: Math.min(node.x1, x1) - node.x0, height: Math.min(node.y1, y1) - node.y0 };
    if (row && size.width > 0 && size.height > 0) {
      const group = row.labels[by[0]] ?? row.label;
      const header = node.children && hasHeader(node) ? HEADER : 0;
      tiles.push({ row, group, depth: node.depth, left: node.x0, top: node.y0, ...size, header });
    }
  });
  return tiles.slice(0, MOST);
}
