import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';
import React, { type CSSProperties, Fragment } from 'react';

import { type Presence, type SignalChoice } from '../../model/signalChoices';

import { SignalEntry } from './SignalEntry';

interface Props {
  id: string;
  place: CSSProperties;
  choices: SignalChoice[];
  active: number;
  isFollowed: boolean;
  selected: string;
  presence: Presence;
  /** What stands in place of an empty list. */
  emptyText: string;
  onTake: (index: number) => void;
  onPoint: (index: number) => void;
}

/** The list of the signal picker, over everything else on the page. */
export function SignalList({ id, place, choices, active, isFollowed, selected, presence, ...rest }: Props) {
  const styles = useStyles2(getStyles);
  const { emptyText, onTake, onPoint } = rest;
  return (
    <Portal>
      <div id={id} role="listbox" aria-label="Signals" className={styles.list} style={place}>
        {choices.length === 0 && <div className={styles.group}>{emptyText}</div>}
        {choices.map((choice, index) => (
          <Fragment key={choice.id}>
            {choice.group && choice.group !== choices[index - 1]?.group && (
              <div role="presentation" className={styles.group}>
                {choice.group}
              </div>
            )}
            <SignalEntry
              id={`${id}-${index}`}
              choice={choice}
              isActive={index === active}
              isFollowed={isFollowed}
              isSelected={choice.id === selected}
              here={presence?.[choice.id]}
              onTake={() => onTake(index)}
              onPoint={() => index !== active && onPoint(index)}
            />
          </Fragment>
        ))}
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    position: 'fixed',
    zIndex: theme.zIndex.portal,
    overflowY: 'auto',
    padding: theme.spacing(0.5),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
  }),
  group: css({
    padding: theme.spacing(1, 1, 0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
});
