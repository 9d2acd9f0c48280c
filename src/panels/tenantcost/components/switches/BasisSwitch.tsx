import { css } from '@emotion/css';
import { type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';

import { chooseVariables } from '../../../../shared/panel/rows/chooseVariables';
import { testIds } from '../../../../shared/testIds';
import { type Basis } from '../../../../shared/types.gen';
import { BASES, BASIS_VARIABLE, basisName, basisSentence, type BasisSwitch as By } from '../../model/basis';
import { whatChanges } from '../../model/basisChange';

interface Props {
  shown: Basis;
  by: By;
  frames: DataFrame[];
  /** Whether there is room for its sentence, or for more than the switch. */
  room: 'sentence' | 'switch' | 'none';
  onBasis: (basis: Basis) => void;
}

/** The basis, with what the other one would change; a switch where there is a way to switch. */
export function BasisSwitch({ shown, by, frames, room, onBasis }: Props) {
  const styles = useStyles2(getStyles);
  const change = by === 'frames' ? whatChanges(frames) : undefined;
  const sentence = [basisSentence(shown), change].filter(Boolean).join(' ');
  if (by === 'none') {
    return room === 'none' ? null : (
      <Tooltip content={`${sentence} To switch, add a query of the other basis, or a dashboard variable “basis”.`}>
        <span className={styles.plain} tabIndex={0} data-testid={testIds.tenantcost.basis}>
          {basisName(shown)} basis
        </span>
      </Tooltip>
    );
  }
  const choose = (basis: Basis) =>
    by === 'frames' ? onBasis(basis) : chooseVariables([{ name: BASIS_VARIABLE, value: basis }]);
  return (
    <div className={styles.switch} data-testid={testIds.tenantcost.basis}>
      <RadioButtonGroup
        size="sm"
        aria-label="Basis"
        options={BASES.map((value) => ({ value, label: basisName(value), description: basisSentence(value) }))}
        value={shown}
        onChange={choose}
      />
      {room === 'sentence' && (
        <Tooltip content={sentence}>
          <span className={styles.sentence} tabIndex={0} data-testid={testIds.tenantcost.basisSentence}>
            {change ?? basisSentence(shown)}
          </span>
        </Tooltip>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  plain: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
  switch: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), flexShrink: 0, maxWidth: '60%' }),
  sentence: css({
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
