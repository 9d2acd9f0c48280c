import { useTheme2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { textOn } from '../../../shared/colours';
import { hatchBackground } from '../../../shared/hatch';
import { type Look } from '../../../shared/panel/legend/Swatch';

interface Props {
  look: Look;
  /** Percent of the space. */
  left: number;
  width: number;
  children?: ReactNode;
}

/** A stretch of a bar: filled, hatched or an outline. */
export function Stretch({ look: { kind, colour }, left, width, children }: Props) {
  const theme = useTheme2();
  const isFilled = kind === 'area';
  return (
    <span
      style={{
        position: 'absolute',
        top: 0,
        bottom: 0,
        left: `${left}%`,
        width: `${width}%`,
        overflow: 'hidden',
        background: isFilled ? colour : kind === 'hatch' ? hatchBackground(colour) : 'transparent',
        border: isFilled ? undefined : `1px solid ${colour}`,
        color: isFilled ? textOn(theme, colour) : theme.colors.text.primary,
      }}
    >
      {children}
    </span>
  );
}
