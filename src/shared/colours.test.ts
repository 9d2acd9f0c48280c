import { colorManipulator, createTheme } from '@grafana/data';

import { type Meaning, meaningColour, textOn } from './colours';

type Triple = [number, number, number];

const phases: Meaning[] = ['queue', 'transfer', 'prefill', 'decode'];

// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
const visions: Record<string, Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function apply(matrix: Triple[], [a, b, c]: Triple): Triple {
  return matrix.map((row) => row[0] * a + row[1] * b + row[2] * c) as Triple;
}

function linear(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

function lab(rgb: Triple): Triple {
  const [r, g, b] = rgb.map((part) => Math.min(1, Math.max(0, part)));
  const curve = (part: number) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116);
  const x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(...one.map((part, at) => part - other[at]));
}

describe.each(['dark', 'light'] as const)('meaningColour in the %s theme', (mode) => {
  const theme = createTheme({ colors: { mode } });

  it.each(Object.keys(visions))('tells the phases apart with %s', (vision) => {
    const seen = phases.map((phase) => lab(apply(visions[vision], linear(meaningColour(theme, phase)))));
    const distances = seen.flatMap((one, at) => seen.slice(at + 1).map((other) => distance(one, other)));
    expect(Math.min(...distances)).toBeGreaterThan(15);
  });

  it('takes what is no phase from the theme', () => {
    expect(meaningColour(theme, 'endToEnd')).toBe(theme.colors.text.primary);
    expect(meaningColour(theme, 'idle')).not.toBe(meaningColour(theme, 'unexplained'));
  });
});

describe('text on a colour', () => {
  it.each(['dark', 'light'] as const)('can be read in the %s theme', (mode) => {
    const theme = createTheme({ colors: { mode } });
    for (const meaning of [...phases, 'gatewayGap', 'saving'] as const) {
      const colour = meaningColour(theme, meaning);
      const ratio = colorManipulator.getContrastRatio(textOn(theme, colour), colour);
      expect(ratio).toBeGreaterThanOrEqual(4.5);
    }
  });
});
