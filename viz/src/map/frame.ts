import { rectToScreen, toScreen, type Camera } from './camera';
import type { Point, Rect, Size } from './geometry';
import type { LabelStyle } from './labels';
import type { Bundle, Line } from './lines';
import type { Palette } from './palette';
import type { Plan } from './plan';
import type { Router } from './routing';
import type { Scene } from './scene';
import type { Measure } from './text';

/** Everything one picture needs. */
export interface Frame {
  plan: Plan;
  scene: Scene;
  lines: Line[];
  bundles: Bundle[];
  router: Router;
  camera: Camera;
  size: Size;
  palette: Palette;
  style: LabelStyle;
  measure: Measure;
  /** What stands above the map on the screen: no labels there. */
  covered: Rect[];
  /** Boxes and line that the pointer or the keyboard is at. */
  hovered: number;
  hoveredLine: string | null;
  cursor: number;
  /** The keyboard is in the map: its cursor is drawn. */
  focused: boolean;
}

/** Closer than this, lines are drawn one by one and not as bundles. */
export const DETAIL = 0.95;

export const at = (f: Frame, p: Point): Point => toScreen(f.camera, f.size, p);
export const rectAt = (f: Frame, r: Rect): Rect => rectToScreen(f.camera, f.size, r);
export const isLit = (f: Frame, box: number): boolean =>
  f.scene.lit === null || f.scene.lit.has(box);

/** Opacity of what the filters, the search or the selection leave aside. */
export const DIMMED = 0.3;

/** Opacity of boxes that are only mentioned. */
export const FAINT = 0.55;
