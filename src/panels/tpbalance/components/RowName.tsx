import { css } from '@emotion/css';
import { type GrafanaTheme2, type Labels } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import { charactersIn, type LabelledRow } from '../../../shared/panel/model/labels';
import { RowLabel } from '../../../shared/panel/rows/RowLabel';
import { type Group, GROUP_LABEL } from '../model/groups';
import { groupName, groupPlace } from '../model/names';

interface Props {
  group: Group;
  width: number;
  isOpen: boolean;
  onToggle: () => void;
}

// What opens the row, and the gap beside it.
const BUTTON = 24;

/** The labels that a click on a group chooses: where the group is a replica, its name is the pod's. */
function chosenBy(group: Group): LabelledRow {
  const { labels, facts, kind } = group;
  const chosen: Labels = { ...labels };
  if (facts?.kind === 'replica' && labels[GROUP_LABEL]) {
    chosen.pod = labels[GROUP_LABEL];
  }
  return { labels: chosen, label: groupName(group), kind };
}

/** A group's name and place, with the button that opens its row. */
export function RowName({ group, width, isOpen, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const name = groupName(group);
  const place = groupPlace(group);
  return (
    <div role="rowheader" className={styles.name} style={{ width }}>
      <IconButton
        name={isOpen ? 'angle-down' : 'angle-right'}
        size="md"
        aria-label={`${isOpen ? 'Close' : 'Open'} ${name}`}
        aria-expanded={isOpen}
        onClick={onToggle}
      />
      <div className={styles.texts}>
        <RowLabel row={chosenBy(group)} length={charactersIn(width - BUTTON)} />
        <div className={styles.place} title={place}>
          {place}
        </div>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ display: 'flex', alignItems: 'center', flexShrink: 0, overflow: 'hidden' }),
  texts: css({ minWidth: 0, marginLeft: 4, lineHeight: '16px' }),
  place: css({
    color: theme.colors.text.secondary,
    fontSize: 11,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
});
