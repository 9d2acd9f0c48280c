import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

/** What a tooltip belongs to, in pixels of the window. */
type Anchor = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

interface Props {
  anchor: Anchor;
  /** Distances from the anchor, in pixels. */
  gap: { x: number; y: number };
  children: ReactNode;
  /** Where the pointer may come to the tooltip, as to press a link. */
  onEnter?: () => void;
  onLeave?: () => void;
}

/** A tooltip at the right of its anchor and below it, unless the window ends there. */
export function FloatingTooltip({ anchor, gap, children, onEnter, onLeave }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Portal>
      <div
        className={cx(styles.tooltip, onEnter && styles.reached)}
        style={placeOf(anchor, gap)}
        onPointerEnter={onEnter}
        onPointerLeave={onLeave}
      >
        {children}
      </div>
    </Portal>
  );
}

function placeOf({ left, right, top, bottom }: Anchor, gap: Props['gap']) {
  return {
    ...(left > window.innerWidth / 2 ? { right: window.innerWidth - right + gap.x } : { left: left + gap.x }),
    ...(bottom > window.innerHeight / 2 ? { bottom: window.innerHeight - top + gap.y } : { top: bottom + gap.y }),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({
    position: 'fixed',
    zIndex: theme.zIndex.tooltip,
    pointerEvents: 'none',
    background: theme.colors.background.elevated ?? theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
  }),
  reached: css({ pointerEvents: 'auto' }),
});
