/** The first instant of frames in tests. */
export const START = Date.UTC(2026, 0, 1);
