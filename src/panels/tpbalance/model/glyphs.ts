import { type MarkId } from './markIds';

/** The shape of each mark in a square of ten: a form of its own, so that it does not rest on colour. */
export const glyphs: Record<MarkId, string> = {
  // An arrow down.
  clock: 'M4 1h2v4h2.5L5 9.2 1.5 5H4z',
  // Two bars, as on a pause key: held back.
  throttle: 'M2 1.2h2.2v7.6H2zM5.8 1.2H8v7.6H5.8z',
  // A thermometer.
  temperature: 'M3.8 1.6a1.2 1.2 0 0 1 2.4 0v4a2.1 2.1 0 1 1-2.4 0z',
  // Two arrows, there and back.
  nvlink: 'M3.2 1.2v1.6H9v1.4H3.2v1.6L.6 3.5zM6.8 4.4v1.4H1v1.4h5.8v1.6L9.4 6.6z',
};
