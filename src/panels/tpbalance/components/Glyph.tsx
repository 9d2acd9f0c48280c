import React from 'react';

import { glyphs } from '../model/glyphs';
import { type MarkId } from '../model/markIds';

interface Props {
  id: MarkId;
  colour: string;
  size?: number;
}

/** A mark of a cell. */
export function Glyph({ id, colour, size = 10 }: Props) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 10 10" data-mark={id}>
      <path d={glyphs[id]} fill={colour} />
    </svg>
  );
}
