import { type DataFrame } from '@grafana/data';

import { type Answer, readAnswer as read } from '../../../shared/panel/model/answer';

/** Finds the latency answers among a panel's frames. */
export const readAnswer = (frames: DataFrame[]): Answer => read('latency', frames);
