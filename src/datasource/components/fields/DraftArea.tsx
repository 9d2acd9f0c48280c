import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextArea, useStyles2 } from '@grafana/ui';
import React, { type KeyboardEvent } from 'react';

import { useDraft } from './useDraft';

interface Props {
  value: string;
  onCommit: (text: string) => void;
  placeholder: string;
  invalid?: boolean;
  'aria-label': string;
  'data-testid'?: string;
}

const CHARACTERS_A_LINE = 110;
const MOST_LINES = 8;

function linesOf(text: string): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE)));
  return Math.min(
    lines.reduce((sum, count) => sum + count, 0),
    MOST_LINES
  );
}

/** A code-like text that grows with what is in it. Enter or leaving the field hands it over, Shift+Enter breaks a line. */
export function DraftArea({ value, onCommit, invalid, ...rest }: Props) {
  const styles = useStyles2(getStyles);
  const draft = useDraft(value, onCommit);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      draft.commit();
    }
  };
  return (
    <TextArea
      {...rest}
      invalid={invalid}
      aria-invalid={invalid ? true : undefined}
      className={styles.area}
      spellCheck={false}
      rows={linesOf(draft.text)}
      value={draft.text}
      onChange={(event) => draft.setText(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={onKeyDown}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  area: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    minHeight: theme.spacing(4),
    padding: theme.spacing(0.75, 1),
    resize: 'vertical',
    // Where the browser can, the field is as high as its text; elsewhere its rows are estimated.
    fieldSizing: 'content',
    maxHeight: theme.spacing(24),
  }),
});
