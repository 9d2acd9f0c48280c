/** Families whose series may carry money. */
export const moneyFamilies = [
  { value: '', label: 'every family' },
  { value: 'cost', label: 'cost' },
  { value: 'gateway', label: 'gateway' },
];
