import { css, cx } from '@emotion/css';
import { type AbsoluteTimeRange, type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { Button, ClipboardButton, Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { messageOf } from '../../model/message';
import { twiceAsLong } from '../../model/range';
import { type PanelState } from '../../model/state';

interface Props {
  state: Exclude<PanelState, { kind: 'picture' }>;
  timeRange: TimeRange;
  width: number;
  height: number;
  onShowByLabel: () => void;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
}

/** Stands where the picture would be: what is wrong, why, and the next step. */
export function StateMessage({ state, timeRange, width, height, onShowByLabel, onChangeTimeRange }: Props) {
  const styles = useStyles2(getStyles);
  const { title, text, copy, step, tone } = messageOf(state);
  return (
    <div
      className={styles.place}
      style={{ width, height }}
      role={tone === 'error' ? 'alert' : 'status'}
      data-testid={testIds.latency.message}
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
        {step === 'by-label' && (
          <Button size="sm" onClick={onShowByLabel}>
            Show by label
          </Button>
        )}
        {step === 'wider' && (
          <Button size="sm" variant="secondary" onClick={() => onChangeTimeRange(twiceAsLong(timeRange))}>
            Twice the time range
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
