import { type PanelData, type TimeRange } from '@grafana/data';

import { type CoverageLevel, describeEmptySide } from '../../../shared/coverage/describe';
import { type Answer, type Part } from '../../../shared/panel/model/answer';
import { replicasInWords, commonSentences, whyEmpty } from '../../../shared/panel/model/coverage';
import { type About, type Message, messageOf, WIDER } from '../../../shared/panel/model/message';
import { errorOf, hasValues, whyNoPicture } from '../../../shared/panel/model/state';
import { type Coverage } from '../../../shared/types.gen';

import { factsOf } from './facts';
import { type FigureId, isFigure, nameOf } from './figures';
import { NOT_REPORTED } from './text';
import { answerFor, partOf, type View, viewFigures } from './views';

/** What the panel has to show: a picture of an answer, or a message. */
export type PanelState = { kind: 'picture'; answer: Answer; part: Part } | { kind: 'message'; message: Message };

const about: About = {
  queryType: 'kvcache',
  typeName: 'KV cache',
  noun: 'KV cache',
  by: ['cluster', 'namespace', 'pod'],
  nameOf: (field) => (isFigure(field) ? nameOf(field) : field),
  whole: 'usage',
};

const titles: Record<View, string> = {
  health: 'KV cache usage',
  hits: 'cache hits',
  reuse: 'reuse and eviction of blocks',
  transfers: 'transfers',
  savings: 'savings',
};

const emptySide = (coverage: Coverage | undefined, id: FigureId) =>
  coverage?.empty?.find(({ operand }) => operand === id);

/** The figures of a view that an answer was asked for. */
function askedFor(view: View, { frame }: Part): FigureId[] {
  return viewFigures[view].shows.filter((id) => frame.fields.some(({ name }) => name === id));
}

/** Whether the engines behind an answer have none of a view's figures. */
function isSilent(view: View, part: Part): boolean {
  const asked = askedFor(view, part);
  const facts = factsOf(part);
  // An answer without a figure may have no row, but knows the replicas that it looked at.
  const rows = facts?.rows.length ? facts.rows : (facts?.replicas ?? []);
  const byRows = rows.length > 0 && rows.every((row) => asked.every((id) => row.not_reported.includes(id)));
  const byCoverage = asked.every((id) => emptySide(part.coverage, id)?.reason === 'not-reported');
  return asked.length > 0 && (byRows || byCoverage);
}

/** The message of a view none of whose figures any engine here has, in place of an empty chart. */
function notReported(view: View, part: Part): Message {
  const asked = askedFor(view, part);
  const reasons = asked.flatMap((id) => {
    const side = emptySide(part.coverage, id);
    return side?.reason === 'not-reported' ? [`${nameOf(id)}: ${describeEmptySide(side)}`] : [];
  });
  const names = asked.map((id, at) => (at === 0 ? nameOf(id) : nameOf(id).toLowerCase())).join(', ');
  const none = `${names}: the engines in this answer have no such figures.`;
  return { title: NOT_REPORTED, text: reasons.length > 0 ? reasons.slice(0, 3) : [none], tone: 'plain' };
}

/** The message of a view without figures in an answer that has others. */
function withoutFigures(view: View, part: Part): Message {
  const reasons = askedFor(view, part).flatMap((id) => {
    const why = whyEmpty(part.coverage, id);
    return why ? [`${nameOf(id)}: ${why}`] : [];
  });
  return {
    title: `No ${titles[view]} in this time range`,
    text: reasons.length > 0 ? reasons.slice(0, 2) : [`The answer has no ${titles[view]}.`],
    step: WIDER,
    tone: 'plain',
  };
}

const withSome = (part: Part | undefined, ids: readonly FigureId[]): boolean =>
  part !== undefined && hasValues(part, (name) => ids.some((id) => id === name));

/** Decides between picture and message. */
export function stateOf(data: PanelData, whole: Answer, view: View): PanelState {
  const answer = answerFor(view, whole);
  const part = partOf(view, answer);
  const { shows } = viewFigures[view];
  if (part && (withSome(answer.table, shows) || withSome(answer.time, shows))) {
    return { kind: 'picture', answer, part };
  }
  const told = answer.table ?? answer.time;
  if (told && errorOf(data) === undefined && isSilent(view, told)) {
    return { kind: 'message', message: notReported(view, told) };
  }
  if (told && errorOf(data) === undefined && hasValues(told, isFigure)) {
    return { kind: 'message', message: withoutFigures(view, told) };
  }
  return { kind: 'message', message: messageOf(whyNoPicture(data, answer, part), about) };
}

/** What is missing in an answer, in one line; undefined where nothing is. */
export function noteOf({ table, time }: Answer, error: string | undefined, range: TimeRange): string | undefined {
  const sentences = [table?.coverage, time?.coverage].flatMap((coverage, at) =>
    commonSentences(coverage, at === 0 ? error : undefined, range)
  );
  return [...new Set(sentences)].join(' ') || undefined;
}

/** How good a coverage is: that an engine does not report something is said where it is missing, and no fault. */
export function levelOf({ coverage }: Part, note: string | undefined): CoverageLevel {
  if (!coverage || coverage.replicas.matched === 0) {
    return 'bad';
  }
  return note || coverage.replicas.matched < coverage.replicas.total ? 'watch' : 'good';
}

/** The coverage in few words. */
export const coverageWords = ({ coverage }: Part): string => (coverage ? replicasInWords(coverage) : '');
