import { type PanelData, type TimeRange } from '@grafana/data';

import { type CoverageLevel } from '../../../shared/coverage/describe';
import { type Answer, type Part } from '../../../shared/panel/model/answer';
import { replicasInWords, commonSentences, whyEmpty } from '../../../shared/panel/model/coverage';
import { type About, type Message, messageOf, WIDER } from '../../../shared/panel/model/message';
import { errorOf, hasValues, whyNoPicture } from '../../../shared/panel/model/state';
import { type Coverage } from '../../../shared/types.gen';

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

/** The message of a view none of whose figures any engine here has, in place of an empty chart. */
function notReported(view: View, part: Part): Message {
  const { shows } = viewFigures[view];
  const reasons = shows.flatMap((id) => {
    const why = whyEmpty(part.coverage, id);
    return why ? [`${nameOf(id)}: ${why}`] : [];
  });
  const isSilent = shows.every((id) => (emptySide(part.coverage, id)?.reason ?? 'not-reported') === 'not-reported');
  const names = [...new Set(shows.flatMap((id) => emptySide(part.coverage, id)?.looked_for ?? []))];
  return {
    title: isSilent ? NOT_REPORTED : `No ${titles[view]} in this time range`,
    text: reasons.length > 0 ? reasons.slice(0, 3) : [`The answer has no ${titles[view]}.`],
    copy: names.length > 0 ? { label: 'Copy the names', text: names.join('\n') } : undefined,
    step: isSilent ? undefined : WIDER,
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
  const isAnswered = part !== undefined && (hasValues(part, isFigure) || withSome(answer.table ?? answer.time, shows));
  if (part && isAnswered && errorOf(data) === undefined) {
    return { kind: 'message', message: notReported(view, part) };
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
