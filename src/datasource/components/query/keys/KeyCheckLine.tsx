import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Button, Icon, IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type CheckKeysResponse } from '../../../../shared/types.gen';
import { checkLevel, checkText, type Keys, keysText } from '../../../model/keys';

import { type KeyCheck } from './useKeyCheck';

interface Props {
  index: number;
  check: KeyCheck;
  /** The keys that the check would choose, where they differ. */
  better?: Keys;
  onUse: (keys: Keys) => void;
}

const icons: Record<string, IconName> = { good: 'check', watch: 'exclamation-triangle', bad: 'times' };
const SHOWN = 5;

/** What the check of the keys found, and what would be better. */
export function KeyCheckLine({ index, check, better, onUse }: Props) {
  const styles = useStyles2(getStyles);
  const { answer, error } = check;
  if (!answer && !error) {
    return check.isChecking ? <div className={styles.text}>Checking the keys …</div> : null;
  }
  return (
    <div className={styles.text} data-testid={testIds.query.keyCheck(index)}>
      <div className={styles.line}>
        {answer ? <Result answer={answer} /> : <span>The keys could not be checked: {error}</span>}
        <IconButton name="sync" size="sm" tooltip="Check the keys again" onClick={check.again} />
      </div>
      {better && (
        <div className={styles.line}>
          <span>Suggested: {keysText(better)}</span>
          <Button
            size="sm"
            variant="secondary"
            aria-label={`Use ${keysText(better)}`}
            data-testid={testIds.query.useKeys(index)}
            onClick={() => onUse(better)}
          >
            Use these
          </Button>
        </div>
      )}
      {answer && <Reasons answer={answer} />}
    </div>
  );
}

function Result({ answer }: { answer: CheckKeysResponse }) {
  const styles = useStyles2(getStyles);
  const level = checkLevel(answer);
  return (
    <span>
      <Icon name={icons[level]} className={cx(styles[level])} /> {checkText(answer)}
    </span>
  );
}

function Reasons({ answer }: { answer: CheckKeysResponse }) {
  const styles = useStyles2(getStyles);
  const unmatched = answer.unmatched ?? [];
  const more = unmatched.length - SHOWN;
  return (
    <ul className={styles.list}>
      {(answer.problems ?? []).map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
      {unmatched.slice(0, SHOWN).map(({ key, why }) => (
        <li key={key}>
          <span className={styles.key}>{key}</span> {why}
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  line: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  list: css({ margin: theme.spacing(0.5, 0, 0, 2.5), overflowWrap: 'anywhere' }),
  key: css({ marginRight: theme.spacing(0.5), fontFamily: theme.typography.fontFamilyMonospace }),
  good: css({ color: theme.colors.success.text }),
  watch: css({ color: theme.colors.warning.text }),
  bad: css({ color: theme.colors.error.text }),
});
