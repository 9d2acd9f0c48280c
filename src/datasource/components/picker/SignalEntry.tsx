import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';

import { type SignalInfo } from '../../../shared/types.gen';
import { type SignalChoice } from '../../model/signalChoices';
import { systemsText, unitTitle } from '../../model/signalOption';

interface Props {
  id: string;
  choice: SignalChoice;
  isActive: boolean;
  /** Whether the list is to show it when it becomes active. */
  isFollowed: boolean;
  isSelected: boolean;
  /** The systems that report it here, where that is known. */
  here?: string[];
  onTake: () => void;
  onPoint: () => void;
}

/** One signal of the list: what it tells, what it is mistaken for, its unit, who reports it, and whether it is here. */
export function SignalEntry({ id, choice, isActive, isFollowed, isSelected, here, onTake, onPoint }: Props) {
  const styles = useStyles2(getStyles);
  const entry = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive && isFollowed) {
      entry.current?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [isActive, isFollowed]);

  return (
    <div
      ref={entry}
      id={id}
      role="option"
      aria-selected={isSelected}
      className={cx(styles.entry, isActive && styles.active, choice.isAbsent && styles.absent)}
      // The field keeps the keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
      onMouseMove={onPoint}
    >
      {choice.signal ? (
        <Facts signal={choice.signal} isAbsent={choice.isAbsent} here={here} />
      ) : (
        <>
          <span>{choice.id}</span>
          <div className={styles.text}>Use this id or dashboard variable</div>
        </>
      )}
    </div>
  );
}

function Facts({ signal, isAbsent, here }: { signal: SignalInfo; isAbsent: boolean; here?: string[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.head}>
        <span className={styles.title}>{signal.title || signal.id}</span>
        <span className={styles.unit}>{unitTitle(signal.unit)}</span>
        {isAbsent && <span className={styles.mark}>– not here</span>}
        {here && !isAbsent && <span className={styles.mark}>✓ {here.join(', ') || 'here'}</span>}
      </div>
      <div className={styles.text}>{signal.description}</div>
      {signal.mistaken_for && <div className={styles.text}>Mistaken for: {signal.mistaken_for}</div>}
      <div className={styles.text}>
        <code className={styles.id}>{signal.id}</code> · {systemsText(signal)}
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  entry: css({
    padding: theme.spacing(0.75, 1),
    borderRadius: theme.shape.radius.default,
    cursor: 'pointer',
    '&[aria-selected="true"]': { background: theme.colors.action.selected },
  }),
  active: css({ background: theme.colors.action.hover }),
  absent: css({ opacity: 0.65 }),
  head: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(1) }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, flexGrow: 1 }),
  unit: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  mark: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
  text: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.bodySmall.lineHeight,
    overflowWrap: 'anywhere',
  }),
  id: css({ padding: 0, border: 'none', background: 'none', color: 'inherit', fontSize: 'inherit' }),
});
