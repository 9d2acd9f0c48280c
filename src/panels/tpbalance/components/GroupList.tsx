import React, { useCallback, useMemo, useState } from 'react';

import { type TimeProps } from '../../../shared/panel/chart/TimeChart';
import { VirtualRows } from '../../../shared/panel/rows/VirtualRows';
import { detailLayout } from '../model/detail';
import { type FieldsById } from '../model/figures';
import { type Group } from '../model/groups';
import { rowLine } from '../model/rowLine';
import { sorted, type SortBy } from '../model/sort';

import { GroupDetail } from './detail/GroupDetail';
import { GroupCells } from './GroupCells';
import { ROW } from './layout';
import { TableHead } from './TableHead';
import { type View } from './view';

interface Props {
  groups: Group[];
  view: View;
  /** The fields of a GPU. */
  gpus: FieldsById;
  width: number;
  height: number;
  time: TimeProps;
}

/** Space of the list that is no detail's: its indent and the scroll bar. */
const INDENT = 44;

const keyOf = ({ key }: Group): string => key;

/** The groups, a row each; a row that is opened shows its GPUs over time. */
export function GroupList({ groups, view, gpus, width, height, time }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState<SortBy>();
  const { answer, options, clock } = view;
  const by = sort ?? options.sort;
  const rows = useMemo(() => sorted(groups, by), [groups, by]);
  const inner = width - INDENT;
  const toggle = (key: string) =>
    setOpen((now) => new Set(now.has(key) ? [...now].filter((one) => one !== key) : [...now, key]));
  const rowHeight = useCallback(
    (group: Group) =>
      (rowLine(group, clock) ? ROW.told : ROW.plain) +
      (open.has(group.key) ? detailLayout(group, answer, inner).height : 0),
    [open, answer, inner, clock]
  );
  return (
    <VirtualRows
      label="Balance by group"
      rows={rows}
      keyOf={keyOf}
      rowHeight={rowHeight}
      height={height}
      header={<TableHead view={view} groups={rows[0]?.fields ?? {}} gpus={gpus} sort={by} onSort={setSort} />}
      render={(group) => (
        <GroupCells group={group} view={view} isOpen={open.has(group.key)} onToggle={() => toggle(group.key)} />
      )}
      detail={(group) =>
        open.has(group.key) && (
          <GroupDetail
            group={group}
            view={view}
            layout={detailLayout(group, answer, inner)}
            width={inner}
            time={time}
          />
        )
      }
    />
  );
}
