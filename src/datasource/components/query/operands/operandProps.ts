import { type Operand } from '../../../../shared/types.gen';
import { type Signals } from '../useSignals';

/** What the parts of one operand's row share. */
export interface OperandProps {
  operand: Operand;
  operands: Operand[];
  index: number;
  catalog: Signals;
  onChange: (operand: Operand) => void;
}
