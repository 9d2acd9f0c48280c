import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent } from 'react';

import { testIds } from '../../../../shared/testIds';
import { nameError } from '../../../model/checkOperand';
import { kindOf } from '../../../model/operands';
import { DraftInput } from '../../fields/DraftInput';
import { KeyMapping } from '../keys/KeyMapping';

import { AdditiveSwitch } from './AdditiveSwitch';
import { OperandActions } from './OperandActions';
import { OperandBody } from './OperandBody';
import { OperandNote } from './OperandNote';
import { type OperandProps } from './operandProps';
import { OperandStatistics } from './OperandStatistics';

interface Props extends OperandProps {
  moved: boolean;
  onMove: (offset: -1 | 1) => void;
  onRemove: () => void;
}

const arrows: Record<string, -1 | 1> = { ArrowUp: -1, ArrowDown: 1 };

/** One operand: its name, where its values come from, how they are reduced, and what may be done with it. */
export function OperandRow(props: Props) {
  const { operand, operands, index, onChange, onMove } = props;
  const styles = useStyles2(getStyles);
  const isExpr = kindOf(operand) === 'expr';

  const onKeyDown = (event: KeyboardEvent) => {
    const offset = arrows[event.key];
    if (event.altKey && offset) {
      event.preventDefault();
      onMove(offset);
    }
  };

  return (
    <div
      role="group"
      aria-label={`Operand ${operand.as}`}
      className={styles.row}
      data-testid={testIds.query.operand(index)}
      onKeyDown={onKeyDown}
    >
      <div className={styles.name}>
        <DraftInput
          value={operand.as}
          onCommit={(as) => onChange({ ...operand, as: as.trim() })}
          invalid={Boolean(nameError(operand, operands))}
          aria-label={`Name of operand ${index + 1}`}
          title="The operand's name, used in formulas and as the field's name"
          suffix="="
          data-testid={testIds.query.name(index)}
        />
      </div>
      <div className={styles.content}>
        <div className={styles.fields}>
          <div className={cx(styles.body, isExpr && styles.wholeLine)}>
            <OperandBody {...props} />
          </div>
          {isExpr && (
            <div className={styles.wholeLine}>
              <KeyMapping {...props} />
            </div>
          )}
          {isExpr && <AdditiveSwitch {...props} />}
          <OperandStatistics {...props} />
        </div>
        <OperandNote {...props} />
      </div>
      <OperandActions
        operand={operand}
        index={index}
        count={operands.length}
        moved={props.moved}
        onHide={() => onChange({ ...operand, hide: operand.hide ? undefined : true })}
        onMove={onMove}
        onRemove={props.onRemove}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(112px, 184px) minmax(0, 1fr) auto',
    gap: theme.spacing(1),
    alignItems: 'start',
  }),
  name: css({ minWidth: 0 }),
  content: css({ minWidth: 0 }),
  fields: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', columnGap: theme.spacing(1) }),
  body: css({ flex: '1 1 240px', minWidth: 0, marginBottom: theme.spacing(0.5) }),
  wholeLine: css({ flexBasis: '100%', marginBottom: theme.spacing(0.5) }),
});
