import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Evidence } from '../../../../shared/types.gen';
import { evidenceWords } from '../../model/evidence';
import { type Row } from '../../model/rows';

interface Props {
  row: Row;
  height: number;
  isWide: boolean;
}

/** The figures that led to a verdict, and those that would have spoken against it. */
export function EvidenceList({ row, height, isWide }: Props) {
  const styles = useStyles2(getStyles);
  const { evidence, refute } = row.judgement;
  return (
    <div className={cx(styles.lists, isWide && styles.wide)} style={{ height }} data-testid={testIds.kvcache.evidence}>
      <Listed title="What led to it" all={evidence} />
      <Listed title="What would refute it" all={refute} />
    </div>
  );
}

function Listed({ title, all }: { title: string; all: Evidence[] }) {
  const styles = useStyles2(getStyles);
  if (all.length === 0) {
    return null;
  }
  return (
    <div className={styles.listed}>
      <div className={styles.title}>{title}</div>
      <ul className={styles.list} aria-label={title}>
        {all.map((one, at) => {
          const { name, value, comparison, holds } = evidenceWords(one);
          const text = `${name} ${value} ${comparison}`.trim();
          return (
            <li
              key={`${one.field} ${at}`}
              className={styles.item}
              title={`${text}: ${holds ? 'holds' : 'does not hold'}`}
            >
              <span
                role="img"
                aria-label={holds ? 'holds' : 'does not hold'}
                className={cx(styles.mark, !holds && styles.not)}
              >
                <Icon name={holds ? 'check' : 'minus'} size="xs" />
              </span>
              <span>{name}</span>
              <strong className={styles.value}>{value}</strong>
              <span className={styles.against}>{comparison}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lists: css({ overflow: 'hidden', lineHeight: '20px' }),
  wide: css({ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: theme.spacing(2) }),
  listed: css({ minWidth: 0 }),
  title: css({ color: theme.colors.text.secondary }),
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  item: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: 20,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
  }),
  value: css({ fontWeight: theme.typography.fontWeightMedium }),
  against: css({ overflow: 'hidden', textOverflow: 'ellipsis', color: theme.colors.text.secondary }),
  mark: css({ display: 'inline-flex', flexShrink: 0 }),
  not: css({ color: theme.colors.text.disabled }),
});
