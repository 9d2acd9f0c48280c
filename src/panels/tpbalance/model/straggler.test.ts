import { type Evidence } from '../../../shared/types.gen';
import {
  groupFacts,
  groupFrame,
  groupLabels,
  hotOverTime,
  hotStraggler,
  rankFrame,
  gpuLabels,
  twoGroups,
} from '../testing/frames';

import { readBalance } from './answer';
import { adviceOf, findingInWords, panelFinding } from './finding';
import { readGroups } from './groups';
import { type Clock } from './instants';
import { rowLine } from './rowLine';
import { sorted } from './sort';
import { evidenceInWords, isStraggler, stragglerInWords, worstOf } from './straggler';

const clock: Clock = { from: hotStraggler.from, to: hotStraggler.to, timeZone: 'utc', step: 60_000 };
const groups = readGroups(readBalance(twoGroups));
const hot = groups[1];

const one = (evidence: Partial<Evidence>): Evidence => ({ field: 'clock', holds: true, ...evidence });

describe('evidence in words', () => {
  it.each([
    [{ field: 'clock', value: 1.23e9, unit: 'hertz', against: 1.755e9 }, '1,230 MHz against 1,755'],
    [{ field: 'throttle', value: 0.41, label: 'thermal' }, 'thermal throttle 41.0% of the window'],
    [{ field: 'throttle', value: 0.41 }, 'throttled 41.0% of the window'],
    [{ field: 'temperature', value: 88, unit: 'celsius', against: 61 }, '88.0 °C against 61.0'],
    [{ field: 'tensor', value: 0.6, against: 0.37 }, 'tensor 60.0% against 37.0%'],
    [{ field: 'nvlink_tx', value: 1.2e10, unit: 'Bps', against: 4e10 }, 'NVLink sent 12.0 GB/s against 40.0'],
    [{ field: 'ecc_errors', value: 3, unit: 'short', label: 'double bit' }, 'double bit ECC errors 3'],
  ])('%o', (evidence, words) => expect(evidenceInWords(one(evidence))).toBe(words));
});

describe('a straggler', () => {
  it('is told with its reason', () => {
    expect(stragglerInWords(hot, hotStraggler)).toBe(
      'GPU 1: 1,230 MHz against 1,755, thermal throttle 41.0% of the window'
    );
    expect(hot.ranks.map((rank) => isStraggler(hot, rank))).toEqual([false, true, false]);
  });

  it('is the one of the stretch that lost the most', () => {
    const short = { ...hotStraggler, to: hotStraggler.from + 1000, lost_share: 0.9, device: gpuLabels('hot', 0) };
    const both = { ...hot, facts: groupFacts('hot', { stragglers: [short, hotStraggler] }) };
    expect(worstOf(both)).toBe(hotStraggler);
  });

  it('comes from the flag of its row where the answer tells no stretches', () => {
    const lines = [0, 1].map((index) => ({
      labels: gpuLabels('x', index),
      figures: { tensor: 0.1, straggler: index },
    }));
    const [group] = readGroups(
      readBalance([groupFrame([{ labels: groupLabels('x'), figures: { spread: 0.2 } }]), rankFrame(lines)])
    );
    expect(group.ranks.map((rank) => isStraggler(group, rank))).toEqual([false, true]);
  });

  it.each([
    ['work', 'it is the busiest at the same clock: tensor 60.0% against 37.0%, 1,230 MHz against 1,755'],
    ['unknown', 'nothing that is reported explains it: tensor 60.0% against 37.0%'],
    ['link', 'its NVLink stands out'],
  ] as const)('of the cause %s says so', (cause, words) =>
    expect(stragglerInWords(hot, { ...hotStraggler, cause })).toBe(`GPU 1: ${words}`)
  );

  it.each([
    ['clock', 'thermal', 'check cooling, drain the node'],
    ['clock', 'power', 'check its power cap and supply'],
    ['clock', '', 'compare its clock and power limits with its neighbours'],
    ['link', 'thermal', 'check NVLink errors and topology of the node, drain it'],
  ] as const)('of the cause %s, throttled by "%s": %s', (cause, label, advice) =>
    expect(adviceOf({ ...hotStraggler, cause, evidence: [one({ field: 'throttle', value: 0.4, label })] })).toBe(advice)
  );
});

describe('the finding', () => {
  it('reads what, how much, since when, evidence, what to do', () => {
    expect(findingInWords(panelFinding(sorted(groups, 'loss'), clock))).toBe(
      'GPU 1 slows hot · 38.0% of each step lost · since 00:00 · ' +
        '1,230 MHz against 1,755, thermal throttle 41.0% of the window · check cooling, drain the node'
    );
  });

  it('tells of what is over in the past', () => {
    const later = { ...clock, to: clock.to + 3_600_000 };
    const finding = panelFinding(groups, later);
    expect(finding).toMatchObject({ tone: 'watch', what: 'GPU 1 slowed hot', since: '00:00 to 00:02' });
  });

  it('says that all is well, with the largest spread', () => {
    expect(findingInWords(panelFinding([groups[0]], clock))).toBe(
      'No GPU holds its group up in this window · spread at most 3.00% · 1 group'
    );
  });

  it('names a group that is bound by its links', () => {
    const bound = { ...groups[0], facts: groupFacts('calm', { bandwidth_bound: true }) };
    expect(findingInWords(panelFinding([bound], clock))).toBe(
      'calm is bandwidth-bound · tensor pipes 37.0% busy · NVLink is saturated: 40.0 GB/s sent per GPU · ' +
        'spread the model over fewer GPUs, or make larger batches'
    );
  });

  it('does not say that all is well where the answer does not tell', () => {
    const [untold] = readGroups(readBalance([hotOverTime]));
    expect(panelFinding([untold], clock)).toMatchObject({
      tone: 'watch',
      what: 'This answer does not tell stragglers and losses',
    });
    expect(panelFinding([untold, groups[0]], clock)).toMatchObject({ tone: 'good', evidence: '1 group' });
  });

  it('says that groups are not known, rather than that they are well', () => {
    const unknown = { ...groups[0], facts: groupFacts('calm', { kind: 'unknown' }) };
    expect(panelFinding([unknown], clock)).toMatchObject({
      tone: 'watch',
      what: 'Which GPUs work together is not known',
    });
  });
});

describe('the line of a row', () => {
  it('has the reason and since when', () =>
    expect(rowLine(hot, clock)?.text).toBe(
      'GPU 1: 1,230 MHz against 1,755, thermal throttle 41.0% of the window · since 00:00'
    ));

  it('says why there is no loss, but not what needs no words', () => {
    const note = 'No request ran in this time.';
    const facts = groupFacts('calm', { note });
    expect(rowLine({ ...groups[0], facts }, clock)).toBeUndefined();
    expect(rowLine({ ...groups[0], facts, figures: { lost_gpu_seconds: null } }, clock)?.text).toBe(note);
  });
});
