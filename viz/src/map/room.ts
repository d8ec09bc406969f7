import { fit, rectToScreen, type Camera } from './camera';
import { overlaps, type Rect, type Size } from './geometry';
import type { Plan } from './plan';

/** Room for the buttons in the right upper corner. */
const TOOLS = { width: 52, height: 200 };
/** Room for the legend's button in the left lower one. */
const LEGEND = { width: 164, height: 58 };

/** Where buttons lie on the map. */
export const covered = ({ width, height }: Size): Rect[] => [
  { x: width - TOOLS.width, y: 0, ...TOOLS },
  { x: 0, y: height - LEGEND.height, ...LEGEND },
];

/** The camera that shows `r` so that no box lies under the buttons. */
export function whereFits(
  plan: Plan,
  size: Size,
  r: Rect,
  padding: number,
  closest: number,
): Camera {
  const all = fit(r, size, padding, closest);
  const [tools] = covered(size);
  const meets = (index: number) => {
    const box = plan.boxes[index];
    return box && tools && overlaps(rectToScreen(all, size, box), tools);
  };
  if (!plan.tops.some(meets)) return all;
  const free = { width: size.width - TOOLS.width, height: size.height };
  const camera = fit(r, free, padding, closest);
  return { ...camera, x: camera.x + TOOLS.width / 2 / camera.zoom };
}
