import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type SignalInfo } from '../../../../shared/types.gen';
import { namesFor, operandError } from '../../../model/checkOperand';
import { kindOf } from '../../../model/operands';
import { isAbsent } from '../../../model/signalChoices';
import { systemsText, unitTitle } from '../../../model/signalOption';
import { FieldError } from '../../fields/FieldError';

import { type OperandProps } from './operandProps';

/** The line below an operand: what is wrong with it, or else what it tells. */
export function OperandNote({ operand, operands, sources }: OperandProps) {
  const styles = useStyles2(getStyles);
  const error = operandError(operand, operands);
  if (error) {
    return <FieldError text={error} />;
  }
  if (kindOf(operand) === 'formula') {
    const names = namesFor(operand, operands);
    return (
      <div className={styles.note}>
        {names.length > 0 ? `Names: ${names.join(', ')}` : 'Add an operand to use here.'}
      </div>
    );
  }
  const signal = sources.catalog.signals.find((one) => one.id === operand.signal);
  return signal ? <SignalNote signal={signal} isAbsent={isAbsent(signal.id, sources.presence)} /> : null;
}

function SignalNote({ signal, isAbsent: absent }: { signal: SignalInfo; isAbsent: boolean }) {
  const styles = useStyles2(getStyles);
  const parts = [signal.description, unitTitle(signal.unit), systemsText(signal)];
  return (
    <div className={styles.note}>
      {parts.filter(Boolean).join(' · ')}
      {absent && <span className={styles.absent}>Not here in this time range</span>}
      {signal.mistaken_for && (
        <Tooltip content={signal.mistaken_for}>
          <span className={styles.warning} tabIndex={0}>
            <Icon name="question-circle" size="sm" /> Often mistaken
          </span>
        </Tooltip>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  absent: css({ marginLeft: theme.spacing(1), whiteSpace: 'nowrap', color: theme.colors.warning.text }),
  warning: css({ marginLeft: theme.spacing(1), whiteSpace: 'nowrap', cursor: 'help' }),
});
