import { type Group, GROUP_LABEL } from './groups';

const SEPARATOR = ' · ';

const nameLabels = [GROUP_LABEL, 'pod'];

/** The label that names a group among its others. */
const ownLabel = ({ by, labels }: Group): string | undefined =>
  nameLabels.find((name) => by.includes(name) && labels[name]) ?? [...by].reverse().find((name) => labels[name]);

/** "llama-405b-0": what a group is called. */
export function groupName(group: Group): string {
  const own = ownLabel(group);
  if (own) {
    return group.labels[own];
  }
  return group.kind === 'value' ? 'All GPUs' : group.kind;
}

/** "eu · chat": where a group is. */
export function groupPlace(group: Group): string {
  const own = ownLabel(group);
  return group.by
    .filter((name) => name !== own && group.labels[name])
    .map((name) => group.labels[name])
    .join(SEPARATOR);
}
