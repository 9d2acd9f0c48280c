import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';

import { HeatStrip } from './HeatStrip';

const MINUTE = 60_000;
const times = [1, 2, 3, 4].map((minute) => minute * MINUTE);
const range: [number, number] = [0, 4 * MINUTE];
const blue = () => 'blue';
const words = (step: number) => `step ${step}`;

function show(width = 400, colourAt: () => string = blue, lineAt?: (step: number) => boolean) {
  return (
    <HeatStrip
      times={times}
      stepMs={MINUTE}
      range={range}
      colourAt={colourAt}
      lineAt={lineAt}
      tickColour="white"
      width={width}
      height={17}
      label="full"
      tooltip={words}
    />
  );
}

describe('HeatStrip', () => {
  const painted = jest.fn().mockReturnValue(null);
  const moveTo = (clientX: number) =>
    fireEvent(
      screen.getByRole('img', { name: 'full' }).parentElement!,
      new MouseEvent('pointermove', { bubbles: true, clientX })
    );

  beforeEach(() => {
    painted.mockClear();
    HTMLCanvasElement.prototype.getContext = painted;
  });

  it('is painted once, however the pointer and the crosshair move', () => {
    render(show());
    moveTo(150);
    expect(screen.getByText('step 1')).toBeInTheDocument();
    moveTo(350);
    expect(screen.getByText('step 3')).toBeInTheDocument();
    expect(painted).toHaveBeenCalledTimes(1);
  });

  it('is painted anew where its size or its colours change', () => {
    const { rerender } = render(show());
    rerender(show(300));
    rerender(show(300, () => 'red'));
    expect(painted).toHaveBeenCalledTimes(3);
  });

  it('has a line along the steps that are to be told apart without colour', () => {
    const rects: Array<{ style: string; left: number }> = [];
    const pen = {
      fillStyle: '',
      scale: jest.fn(),
      fillRect: (left: number) => rects.push({ style: pen.fillStyle, left }),
    };
    painted.mockReturnValueOnce(pen);
    render(show(400, blue, (step) => step >= 2));
    expect(rects.filter(({ style }) => style === 'white').map(({ left }) => left)).toEqual([200, 300]);
  });
});
