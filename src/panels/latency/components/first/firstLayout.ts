/** Heights of the bars and of the trend below them; a trend without room is left out. */
export interface FirstLayout {
  bars: number;
  trend: number;
  hasKey: boolean;
}

const KEY_FROM = { width: 360, height: 150 };
const TREND_FROM = { width: 300, height: 260 };
const ROW = 28;
const HEAD = 24;
const KEY = 28;
const MOST = 0.5;

/** The bars take what they need, up to half of the height where there is a trend to show. */
export function firstLayout(width: number, height: number, rows: number, hasTrend: boolean): FirstLayout {
  const hasKey = width >= KEY_FROM.width && height >= KEY_FROM.height;
  if (!hasTrend || width < TREND_FROM.width || height < TREND_FROM.height) {
    return { bars: height, trend: 0, hasKey };
  }
  const wanted = HEAD + rows * ROW + (hasKey ? KEY : 0);
  const bars = Math.min(wanted, Math.round(height * MOST));
  return { bars, trend: height - bars, hasKey };
}
