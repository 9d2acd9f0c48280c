import { css, cx } from '@emotion/css';
import { type AbsoluteTimeRange, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { Button, ClipboardButton, Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../testIds';
import { type Message, WIDER } from '../model/message';
import { twiceAsLong } from '../model/range';

interface Props {
  message: Message;
  timeRange: TimeRange;
  width: number;
  height: number;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
  /** Takes a step of the panel's own. */
  onStep?: (id: string) => void;
}

/** Stands where the picture would be: what is wrong, why, and the next step. */
export function StateMessage({ message, timeRange, width, height, onChangeTimeRange, onStep }: Props) {
  const styles = useStyles2(getStyles);
  const { title, text, copy, step, tone } = message;
  const isWider = step?.id === WIDER.id;
  const take = (id: string) => (isWider ? onChangeTimeRange(twiceAsLong(timeRange)) : onStep?.(id));
  return (
    <div
      className={styles.place}
      style={{ width, height }}
      role={tone === 'error' ? 'alert' : 'status'}
      data-testid={testIds.panel.message}
    >
      <div className={styles.title}>
        {tone === 'error' && <Icon name="times" className={cx(styles.bad)} />}
        {title}
      </div>
      {text.map((line) => (
        <p key={line} className={styles.text}>
          {line}
        </p>
      ))}
      <div className={styles.steps}>
        {step && (
          <Button size="sm" variant={isWider ? 'secondary' : 'primary'} onClick={() => take(step.id)}>
            {step.label}
          </Button>
        )}
        {copy && (
          <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => copy.text}>
            {copy.label}
          </ClipboardButton>
        )}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  place: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'safe center',
    gap: theme.spacing(0.5),
    overflow: 'auto',
    textAlign: 'center',
  }),
  title: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  text: css({
    margin: 0,
    maxWidth: 560,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
  steps: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: theme.spacing(1) }),
  bad: css({ color: theme.colors.error.text }),
});
