import { gapGrowth } from './gapGrowth';

const flat = (value: number, steps: number) => new Array<number>(steps).fill(value);

describe('gapGrowth', () => {
  it('finds a gap that is wide until now, and since when', () => {
    expect(gapGrowth([...flat(0.1, 12), ...flat(0.8, 4)])).toEqual({
      usual: 0.1,
      wide: 0.8,
      from: 12,
      to: 15,
      lasts: true,
    });
  });

  it('finds one that is over', () => {
    expect(gapGrowth([...flat(0.1, 6), ...flat(0.8, 3), ...flat(0.1, 6)])).toMatchObject({
      from: 6,
      to: 8,
      lasts: false,
    });
  });

  it('takes the newest of several', () => {
    const two = [...flat(0.1, 6), ...flat(0.8, 3), 0.1, ...flat(0.6, 3), ...flat(0.1, 6)];
    expect(gapGrowth(two)).toMatchObject({ from: 10, to: 12 });
  });

  it('finds one that is wide for most of the range, and one that grows all the time', () => {
    expect(gapGrowth([...flat(0.1, 5), ...flat(0.8, 12)])).toMatchObject({ usual: 0.1, from: 5, lasts: true });
    expect(gapGrowth(Array.from({ length: 20 }, (_, at) => 0.1 + at * 0.05))).toMatchObject({ lasts: true });
  });

  it('looks over steps without a gap', () => {
    expect(gapGrowth([...flat(0.1, 6), 0.8, null, 0.8, 0.8, null])).toMatchObject({ from: 6, to: 9, lasts: true });
  });

  it('says nothing while the engine itself gets slower by as much', () => {
    const gap = [...flat(0.1, 12), ...flat(0.8, 4)];
    expect(gapGrowth(gap, [...flat(0.3, 12), ...flat(1.2, 4)])).toBeUndefined();
    expect(gapGrowth(gap, [...flat(0.3, 12), ...flat(0.4, 4)])).toMatchObject({ from: 12 });
    expect(gapGrowth(gap, new Array<null>(16).fill(null))).toMatchObject({ from: 12 });
  });

  it.each([
    ['steps that are wide, but far apart', [...flat(0.1, 8), 0.8, null, null, 0.8, null, null, 0.8, ...flat(0.1, 4)]],
    ['a gap that always jumps', [0, 0.2, -0.1, 0.3, 0, 0.25, -0.1, 0.3, 0.3, 0.3, 0, 0.2]],
    ['a steady gap, however wide', flat(2, 20)],
    ['fewer than three steps', [...flat(0.1, 12), 0.8, 0.8]],
    ['single steps that stand out', [...flat(0.1, 4), 0.8, 0.1, 0.8, 0.1, 0.8, ...flat(0.1, 4)]],
    ['less than 50 ms, however large a part', [...flat(0.01, 12), ...flat(0.05, 6)]],
    ['less than half of a wide gap', [...flat(1, 12), ...flat(1.4, 6)]],
    ['too few steps to know what is usual', [0.1, 0.1, 0.8, 0.8, 0.8]],
    ['no steps', []],
  ])('says nothing of %s', (_, gap) => expect(gapGrowth(gap)).toBeUndefined());

  it('says nothing where there is no gap', () => expect(gapGrowth(undefined)).toBeUndefined());
});
