import { gpuLabels, groupFrame, groupLabels, rankFrame } from '../testing/frames';

import { readBalance } from './answer';
import { type Figures } from './figures';
import { readGroups } from './groups';
import { type MarkId, MARKS } from './markIds';
import { marksOf, referenceOf } from './marks';
import { readRanks } from './ranks';

const usual: Figures = { clock: 1.7e9, throttle: 0, temperature: 60, nvlink_tx: 4e10, nvlink_rx: 4e10 };

/** The marks of a GPU beside two usual ones. */
function marks(figures: Figures, hotFrom = 85, wanted: readonly MarkId[] = MARKS) {
  const lines = [figures, {}, {}].map((more, index) => ({
    labels: gpuLabels('g', index),
    figures: { ...usual, ...more },
  }));
  const [{ ranks }] = readGroups(
    readBalance([groupFrame([{ labels: groupLabels('g'), figures: { spread: 0 } }]), rankFrame(lines)])
  );
  return marksOf(ranks[0], referenceOf(ranks, hotFrom), wanted);
}

describe('marksOf', () => {
  it.each<[Figures, string[]]>([
    [{}, []],
    [{ clock: 1.7e9 * 0.971 }, []],
    [{ clock: 1.7e9 * 0.97 }, ['clock']],
    [{ clock: null, throttle: null, temperature: null, nvlink_tx: null }, []],
    [{ throttle: 0.009 }, []],
    [{ throttle: 0.01 }, ['throttle']],
    [{ temperature: 85 }, ['temperature']],
    [{ nvlink_tx: 3.1e10 }, ['nvlink']],
    [{ nvlink_rx: 5e10 }, ['nvlink']],
    [{ nvlink_rx: 3.3e10 }, []],
    [{ clock: 1e9, throttle: 1, temperature: 90, nvlink_tx: 0 }, ['clock', 'throttle', 'temperature', 'nvlink']],
  ])('%o: %p', (figures, ids) => expect(marks(figures).map(({ id }) => id)).toEqual(ids));

  it('tells the figures behind a mark', () => {
    expect(marks({ clock: 1.23e9 })[0].words).toBe('clock 1,230 MHz, median of the group 1,700 MHz');
    expect(marks({ temperature: 88 }, 80)[0].words).toBe('88.0 °C, hot from 80 °C');
  });

  it('makes those that are asked for', () => {
    expect(
      marks(
        { clock: 1e9, throttle: 1 },
        85,
        MARKS.filter((id) => id === 'throttle')
      ).map(({ id }) => id)
    ).toEqual(['throttle']);
  });

  it('does not compare links that carry nothing', () => {
    const lines = [5e5, 1e5, 1e5].map((nvlink_tx, index) => ({
      labels: gpuLabels('g', index),
      figures: { nvlink_tx },
    }));
    const ranks = readRanks(readBalance([rankFrame(lines)]).ranks);
    expect(marksOf(ranks[0], referenceOf(ranks, 85), MARKS)).toEqual([]);
  });
});
