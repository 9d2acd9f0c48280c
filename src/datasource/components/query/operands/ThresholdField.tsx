import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Operand } from '../../../../shared/types.gen';
import { thresholdError } from '../../../model/checkOperand';
import { unitTitle } from '../../../model/signalOption';
import { parseThreshold } from '../../../model/statistics';
import { InlineText } from '../../fields/InlineText';

interface Props {
  operand: Operand;
  index: number;
  unit?: string;
  onChange: (operand: Operand) => void;
}

/** The bound of "share at or below", in the signal's own unit. */
export function ThresholdField({ operand, index, unit, onChange }: Props) {
  const inWords = unitTitle(unit ?? '');
  return (
    <InlineText
      label="Threshold"
      tooltip={`The share of observations at or below this value counts.${inWords && ` Unit: ${inWords}.`}`}
      value={operand.threshold === undefined ? '' : String(operand.threshold)}
      onCommit={(text) => onChange({ ...operand, threshold: parseThreshold(text) })}
      placeholder="0.5"
      width={10}
      error={thresholdError(operand)}
      testId={testIds.query.threshold(index)}
    />
  );
}
