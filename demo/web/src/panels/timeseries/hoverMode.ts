/** Grafana's TooltipHoverMode: the package declares it as a const enum, which isolated modules cannot read. */
export const HoverMode = { one: 2, all: 1 } as const;
