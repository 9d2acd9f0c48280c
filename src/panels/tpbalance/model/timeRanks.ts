import { type Field, FieldType, type Labels } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { defined } from '../../../shared/panel/model/column';

import { type Figures, isFigure } from './figures';
import { deviceKey, deviceName, type Rank } from './ranks';

/** Whether a field holds a figure over time. */
const isValue = ({ type, name }: Field): boolean => type === FieldType.number && isFigure(name);

/** The fields of an answer over time, by the device that they are of. */
function byDevice({ frame }: Part): Map<string, Field[]> {
  const found = new Map<string, Field[]>();
  for (const field of frame.fields.filter(isValue)) {
    const key = `${JSON.stringify(Object.entries(field.labels ?? {}).sort())}`;
    found.set(key, [...(found.get(key) ?? []), field]);
  }
  return found;
}

/** The mean of the defined steps: steps are of equal length, so it is the mean over their time. */
export function meanOf(values: ArrayLike<unknown>): number | null {
  const known = Array.from(values, defined).filter((value): value is number => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

// What adds up over time, or is a verdict, has no mean that means anything.
const meanless = ['lost_gpu_seconds', 'lost_money', 'straggler', 'bandwidth_bound', 'ecc_errors'];

function rankFrom(fields: Field[]): Rank {
  const labels: Labels = fields[0].labels ?? {};
  const figures: Figures = {};
  for (const { name, values } of fields) {
    if (isFigure(name) && !meanless.includes(name)) {
      figures[name] = meanOf(values);
    }
  }
  const own = Object.fromEntries(fields.map((field) => [field.name, field]));
  return { key: deviceKey(labels), name: deviceName(labels), labels, figures, fields: own };
}

/** The GPUs of an answer over time, each with its means over the range. */
export const ranksOverRange = (part: Part): Rank[] => [...byDevice(part).values()].map(rankFrom);
