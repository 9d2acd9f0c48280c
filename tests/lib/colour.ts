import { type Locator } from 'playwright-core';

/** How light a computed CSS colour is, from 0 (black) to 1 (white). */
function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3 / 255;
}

/** How light an element's text is: above one half on a dark page, below on a light one. */
export async function textLightness(element: Locator): Promise<number> {
  return lightness(await element.evaluate((node) => getComputedStyle(node).color));
}
