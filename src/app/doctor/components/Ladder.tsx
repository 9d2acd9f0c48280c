import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { type MaturityLevel } from '../../../shared/types.gen';
import { placeOf, type RungPlace } from '../model/headline';

interface Props {
  levels: MaturityLevel[];
  /** The level reached. */
  level: number;
}

const icons: Record<RungPlace, IconName> = { reached: 'check', next: 'arrow-right', later: 'minus' };
const words: Record<RungPlace, string> = { reached: 'reached', next: 'next', later: 'later' };

/** The rungs from "nothing specific" to "kernel and fabric depth": what speaks for each, and what it still needs. */
export function Ladder({ levels, level }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ol className={styles.ladder} aria-label="Maturity levels" data-testid={testIds.doctor.ladder}>
      {levels.map((rung) => (
        <Rung key={rung.level} rung={rung} place={placeOf(rung, level)} current={rung.level === level} />
      ))}
    </ol>
  );
}

function Rung({ rung, place, current }: { rung: MaturityLevel; place: RungPlace; current: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <li
      className={cx(styles.rung, styles[place])}
      aria-current={current ? 'step' : undefined}
      data-testid={testIds.doctor.rung(rung.level)}
    >
      <div className={styles.head}>
        <Icon name={icons[place]} className={cx(place === 'reached' && styles.good)} aria-hidden />
        <span>Level {rung.level}</span>
        <span className={styles.place}>{words[place]}</span>
      </div>
      <div className={styles.title}>{rung.title}</div>
      <ul className={styles.facts}>
        {rung.evidence.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {rung.missing.map((text) => (
          <li key={text} className={styles.missing}>
            <Icon name="exclamation-triangle" size="sm" className={styles.watch} title="Missing" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ladder: css({
    listStyle: 'none',
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
    gap: theme.spacing(2),
    fontVariantNumeric: 'tabular-nums',
  }),
  // The line above a rung is thick as far as the ladder is climbed.
  rung: css({ minWidth: 0, paddingTop: theme.spacing(1), borderTop: `3px solid ${theme.colors.border.weak}` }),
  reached: css({ borderTopColor: theme.colors.success.border }),
  next: css({ borderTopStyle: 'dashed', borderTopColor: theme.colors.border.strong }),
  later: css({ '& > *': { color: theme.colors.text.secondary } }),
  head: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  place: css({ marginLeft: 'auto' }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  facts: css({
    listStyle: 'none',
    margin: 0,
    marginTop: theme.spacing(0.5),
    display: 'grid',
    gap: theme.spacing(0.25),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  missing: css({ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: theme.spacing(0.5) }),
  good: css({ color: theme.colors.success.text }),
  watch: css({ color: theme.colors.warning.text, marginTop: 2 }),
});
