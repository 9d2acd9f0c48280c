import { isolated } from './isolated';

describe('isolated', () => {
  it.each([
    [
      [1, null, 2, 3, null, 4],
      [0, 5],
    ],
    [[1, 2], []],
    [[1], [0]],
    [[null, null], []],
    [[], []],
  ])('%p: %p', (values, places) => expect(isolated(values)).toEqual(places));
});
