import { type Operand } from '../../../../shared/types.gen';
import { type EditorSources } from '../sources';

/** What the parts of one operand's row share. */
export interface OperandProps {
  operand: Operand;
  operands: Operand[];
  index: number;
  sources: EditorSources;
  onChange: (operand: Operand) => void;
}
