import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { displayNameOf } from '../../model/display';
import { FIGURES, type FigureId } from '../../model/figures';
import { type Group } from '../../model/groups';
import { rankFigures, rankText } from '../../model/rankLines';
import { isStraggler } from '../../model/straggler';

import { RankLabel } from './RankLabel';
import { Section } from './Section';
import { SmallTable } from './SmallTable';

interface Props {
  group: Group;
  height: number;
}

/** Figures that at least one GPU of the group has. */
function figuresOf({ ranks }: Group): FigureId[] {
  const known = new Set(ranks.flatMap((rank) => rankFigures(rank).filter((id) => rank.figures[id] != null)));
  return FIGURES.filter((id) => known.has(id));
}

/** All figures of a group's GPUs over the window. */
export function RankFigures({ group, height }: Props) {
  const styles = useStyles2(getStyles);
  const ids = figuresOf(group);
  const fields = group.ranks[0]?.fields ?? {};
  return (
    <Section title="GPUs in this window" height={height}>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Figures of the GPUs">
        <SmallTable
          label="GPUs in this window"
          head={['GPU', ...ids.map((id) => displayNameOf(id, fields))]}
          rows={group.ranks.map((rank) => ({
            key: rank.key,
            name: <RankLabel rank={rank} />,
            figures: ids.map((id) => rankText(group, rank, id)),
            strong: isStraggler(group, rank),
          }))}
        />
      </div>
    </Section>
  );
}

const getStyles = () => ({
  scroll: css({ overflowX: 'auto', overflowY: 'hidden' }),
});
