import { type ReactNode } from 'react';

/** What the text fields of the configuration have in common. */
export interface FieldProps {
  label: string;
  description?: ReactNode;
  placeholder?: string;
  /** In units of 8 px. */
  width?: number;
  required?: boolean;
  /** In a row beside others: no space below. */
  compact?: boolean;
  testId?: string;
}
