/** Distance of two hatch lines, in CSS pixels. */
const GAP = 6;
const WIDTH = 1.5;

/** A hatch as a CSS background. */
export function hatchBackground(colour: string): string {
  return `repeating-linear-gradient(135deg, ${colour} 0 ${WIDTH}px, transparent ${WIDTH}px ${GAP}px)`;
}

/**
 * The same hatch as a canvas fill, for a canvas whose pixels are so many to a CSS pixel. On a ground of its own it covers
 * what lies below.
 */
export function hatchPattern(
  context: CanvasRenderingContext2D,
  colour: string,
  ratio: number,
  ground?: string
): CanvasPattern | null {
  const tile = document.createElement('canvas');
  const size = Math.round(GAP * Math.SQRT2 * ratio);
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext('2d');
  if (!pen) {
    return null;
  }
  if (ground) {
    pen.fillStyle = ground;
    pen.fillRect(0, 0, size, size);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = WIDTH * ratio;
  // Three strokes, so that the tile continues into its neighbours at its corners.
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}
