import { between, fit, hold, panBy, rectToScreen, toMap, zoomAt, type Camera } from './camera';
import { draw, type Picture } from './draw';
import { markSpots } from './draw-marks';
import type { Frame } from './frame';
import { centre, contains, inflate, union, type Point, type Rect, type Size } from './geometry';
import { boxAt, lineAt } from './hit';
import { REVIEW, type LabelStyle } from './labels';
import { bundlesOf, linesOf, type Bundle, type Line } from './lines';
import { SvgPainter, font } from './painter';
import { palette } from './palette';
import { planOf, subtree, type Plan } from './plan';
import { listen } from './pointer';
import { covered, whereFits } from './room';
import { along, Router } from './routing';
import { EMPTY_SCENE, type Scene } from './scene';
import type { Measure } from './text';
import type { Layout, Network } from '../types';

/** What stands under the pointer. */
export interface Under {
  box: string | null;
  line: string | null;
  at: Point;
  mark: string | null;
}

export interface Events {
  pick(under: Under): void;
  hover(under: Under | null): void;
  moved(id: string, x: number, y: number): void;
  /** The hands or a flight moved the camera; `null` when all is in view. */
  camera(camera: Camera | null): void;
  painted(view: MapView): void;
  /** Every move of the camera, also on its way. */
  looked?(camera: Camera, whole: boolean): void;
}

const PADDING = 12;
/** Smaller than this, the whole map is only specks. */
const SMALL = 0.24;
/** From here on most boxes have room for their names. */
const READABLE = 0.5;

/** The map on a canvas: knows what is drawn and what the hands do, nothing of the page. */
export class MapView {
  readonly plan: Plan;
  readonly lines: Line[];
  readonly bundles: Bundle[];
  cursor = -1;
  focused = false;
  private scene: Scene = EMPTY_SCENE;
  private style: LabelStyle = REVIEW;
  private size: Size = { width: 0, height: 0 };
  private camera: Camera = { x: 0, y: 0, zoom: 1 };
  /** The whole map is kept in view until somebody pans or zooms. */
  private whole = true;
  private router: Router;
  private hovered = -1;
  private hoveredLine: string | null = null;
  private dragged = -1;
  private picture: Picture = { drawn: [], labels: 0 };
  private request = 0;
  private flight = 0;
  private readonly context: CanvasRenderingContext2D;
  private readonly widths = new Map<string, number>();
  private readonly undo: (() => void)[] = [];
  private readonly forced = matchMedia('(forced-colors: active)');
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly host: HTMLElement,
    network: Network,
    layout: Layout,
    private readonly events: Events,
    ground: Rect | null = null,
  ) {
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('no 2d canvas');
    this.context = context;
    this.plan = planOf(network, layout, ground);
    this.lines = linesOf(network, this.plan);
    this.bundles = bundlesOf(this.lines, this.plan);
    this.router = new Router(this.plan);
    const observer = new ResizeObserver(() => this.resize());
    observer.observe(host);
    const repaint = () => this.touch();
    this.forced.addEventListener('change', repaint);
    this.undo.push(
      () => observer.disconnect(),
      () => this.forced.removeEventListener('change', repaint),
      listen(host, {
        grabs: (at) => this.grabs(at),
        pan: (dx, dy) => this.look(panBy(this.camera, dx, dy)),
        zoom: (factor, at) => this.zoom(factor, at),
        drag: (dx, dy) => this.drag(dx, dy),
        drop: () => this.drop(),
        tap: (at, touch) => this.events.pick(this.under(at, touch ? 14 : 7)),
        double: (at) => this.enter(at),
        hover: (at) => this.hover(at),
      }),
    );
    this.measureHost();
    this.fit(false);
  }

  destroy(): void {
    cancelAnimationFrame(this.request);
    cancelAnimationFrame(this.flight);
    for (const undo of this.undo) undo();
  }

  show(scene: Scene, style: LabelStyle): void {
    this.scene = scene;
    this.style = style;
    this.touch();
  }

  /** New places for the same boxes: they glide there unless motion is unwanted. */
  relayout(layout: Layout): void {
    const before = this.plan.boxes.map((b) => ({ x: b.x, y: b.y }));
    for (const at of layout.boxes) {
      const box = this.plan.boxes[this.plan.byId.get(at.id) ?? -1];
      if (!box) continue;
      box.width = at.width;
      box.height = at.height;
      box.header = at.header;
      box.moved = at.moved;
    }
    const places = new Map(layout.boxes.map((b) => [b.id, b]));
    const settle = (t: number) => {
      for (const box of this.plan.boxes) {
        const from = before[box.index];
        const to = places.get(box.id);
        if (!from || !to) continue;
        box.x = from.x + (to.x - from.x) * t;
        box.y = from.y + (to.y - from.y) * t;
      }
      if (t === 1) {
        this.plan.bounds = union(this.plan.boxes) ?? this.plan.bounds;
        if (this.whole) this.fit(false);
      }
      this.router = new Router(this.plan);
      this.touch();
    };
    this.animate(settle, 220);
  }

  touch(): void {
    if (this.request) return;
    this.request = requestAnimationFrame(() => {
      this.request = 0;
      this.paint();
    });
  }

  get view(): Camera {
    return this.camera;
  }

  get isWhole(): boolean {
    return this.whole;
  }

  /** Shows a camera from the address; `null` shows all. */
  jump(camera: Camera | null): void {
    if (camera === null) this.home();
    else {
      this.whole = false;
      this.look(camera, false);
    }
  }

  /** The first sight: all of the map, or its largest part where all would be too small. */
  home(): void {
    const all = this.whereFits(this.plan.bounds, PADDING, 1.6);
    const largest = [...this.plan.tops].sort((a, b) => this.area(b) - this.area(a))[0];
    const box = this.plan.boxes[largest ?? -1];
    if (all.zoom >= SMALL || !box) this.fit(false);
    else {
      this.whole = false;
      const { bounds } = this.plan;
      const near = fit(box, this.size, 14, 1);
      // On an upright screen the map's height fills it, and one pans sideways.
      const tall = fit({ ...bounds, width: 1 }, this.size, PADDING, READABLE).zoom;
      const zoom = Math.max(near.zoom, tall);
      const y = bounds.height * zoom < this.size.height ? centre(bounds).y : near.y;
      this.look({ x: near.x, y, zoom }, false);
    }
  }

  private whereFits(r: Rect, padding: number, closest: number): Camera {
    return whereFits(this.plan, this.size, r, padding, closest);
  }

  private area(index: number): number {
    const box = this.plan.boxes[index];
    return box ? box.width * box.height : 0;
  }

  fit(animated = true): void {
    this.whole = true;
    this.go(this.whereFits(this.plan.bounds, PADDING, 1.6), animated);
  }

  /** Shows these boxes, closer if need be, but no closer than is useful. */
  fitTo(indices: Iterable<number>, closest = 1.3): void {
    const rects = [...indices].map((i) => this.plan.boxes[i]).filter((b) => b !== undefined);
    const all = union(rects);
    if (!all) return;
    this.whole = false;
    this.go(this.whereFits(all, 60, closest), true);
  }

  /** Moves only when the box is out of sight or too small to be read. */
  reveal(index: number): void {
    const box = this.plan.boxes[index];
    if (!box) return;
    const r = rectToScreen(this.camera, this.size, box);
    const inView =
      r.x >= 0 &&
      r.y >= 0 &&
      r.x + r.width <= this.size.width &&
      r.y + r.height <= this.size.height;
    if (inView) return;
    const zoom = Math.max(this.camera.zoom, Math.min(0.9, this.size.width / (box.width + 60)));
    const middle = centre(box);
    this.whole = false;
    this.go({ ...middle, zoom }, true);
  }

  zoomBy(factor: number): void {
    this.zoom(factor, { x: this.size.width / 2, y: this.size.height / 2 });
  }

  pan(dx: number, dy: number): void {
    this.look(panBy(this.camera, dx, dy));
  }

  hit(index: number): Rect | null {
    const box = this.plan.boxes[index];
    return box ? rectToScreen(this.camera, this.size, box) : null;
  }

  /** Where a drawn line may be pressed. */
  lineSpot(id: string): Point | null {
    const line = this.picture.drawn.find((d) => d.id === id);
    if (!line) return null;
    const p = along(line.points, 0.45);
    const r = rectToScreen(this.camera, this.size, { ...p, width: 0, height: 0 });
    return { x: r.x, y: r.y };
  }

  drawnLines(): string[] {
    return this.picture.drawn.map((d) => d.id);
  }

  markKinds(): string[] {
    return this.scene.marks.map((m) => m.kind);
  }

  /** What is brought out now. */
  get state(): { lit: Set<number> | null; selected: number; hovered: number } {
    const { lit, selected } = this.scene;
    return { lit, selected, hovered: this.hovered };
  }

  get labelCount(): number {
    return this.picture.labels;
  }

  /** Where a box is put with the keyboard, as with a drag. */
  nudge(index: number, dx: number, dy: number): void {
    const box = this.plan.boxes[index];
    if (!box) return;
    this.shift(index, dx, dy);
    this.events.moved(box.id, box.x, box.y);
  }

  svg(title: string): string {
    const painter = new SvgPainter(this.size.width, this.size.height, title);
    draw(painter, this.frame());
    return painter.file();
  }

  /** The view as a picture, twice as fine as the screen. */
  png(): Promise<Blob | null> {
    const canvas = document.createElement('canvas');
    canvas.width = this.size.width * 2;
    canvas.height = this.size.height * 2;
    const x = canvas.getContext('2d');
    if (!x) return Promise.resolve(null);
    x.scale(2, 2);
    draw(x, this.frame());
    return new Promise((done) => canvas.toBlob(done, 'image/png'));
  }

  /** All of the map at a given size, for paper. */
  sheet(size: Size): string {
    const painter = new SvgPainter(size.width, size.height, '');
    const camera = fit(this.plan.bounds, size, 12, 2);
    draw(painter, { ...this.frame(), size, camera, hovered: -1, focused: false, covered: [] });
    return painter.file();
  }

  private frame(): Frame {
    return {
      plan: this.plan,
      scene: this.scene,
      lines: this.lines,
      bundles: this.bundles,
      router: this.router,
      camera: this.camera,
      size: this.size,
      palette: palette(this.forced.matches),
      style: this.style,
      measure: this.measure,
      covered: covered(this.size),
      hovered: this.hovered,
      hoveredLine: this.hoveredLine,
      cursor: this.cursor,
      focused: this.focused,
    };
  }

  private readonly measure: Measure = (text, size, bold) => {
    const key = `${size}${bold ? 'b' : ''}${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.context.font = font(size, bold);
      width = this.context.measureText(text).width;
      if (this.widths.size > 20000) this.widths.clear();
      this.widths.set(key, width);
    }
    return width;
  };

  private paint(): void {
    if (this.size.width === 0) return;
    const ratio = Math.min(3, devicePixelRatio || 1);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.picture = draw(this.context, this.frame());
    this.events.painted(this);
  }

  /** Takes the size of the page's element; whether it is another than before. */
  private measureHost(): boolean {
    const { clientWidth: width, clientHeight: height } = this.host;
    const ratio = Math.min(3, devicePixelRatio || 1);
    const fine = Math.round(width * ratio);
    if (width === 0 || height === 0) return false;
    if (width === this.size.width && height === this.size.height && fine === this.canvas.width) {
      return false;
    }
    this.size = { width, height };
    this.canvas.width = fine;
    this.canvas.height = Math.round(height * ratio);
    return true;
  }

  private resize(): void {
    if (!this.measureHost()) return;
    if (this.whole) this.fit(false);
    // At once: a resized canvas is blank until it is painted.
    this.paint();
  }

  private limits() {
    const all = this.whereFits(this.plan.bounds, PADDING, 1.6).zoom;
    return { min: Math.min(all * 0.6, 0.5), max: 4 };
  }

  private look(camera: Camera, told = true): void {
    cancelAnimationFrame(this.flight);
    if (told) this.whole = false;
    this.turn(hold(camera, this.plan.bounds, this.size));
    if (told) this.events.camera(this.camera);
  }

  private turn(camera: Camera): void {
    this.camera = camera;
    this.touch();
    this.events.looked?.(camera, this.whole);
  }

  /** Looks where another map of the same ground looks. */
  follow(camera: Camera, whole: boolean): void {
    cancelAnimationFrame(this.flight);
    this.camera = camera;
    this.whole = whole;
    this.touch();
  }

  /** Marks a box as if the pointer were on it. */
  point(id: string | null): void {
    const index = id === null ? -1 : (this.plan.byId.get(id) ?? -1);
    if (index === this.hovered) return;
    this.hovered = index;
    this.touch();
  }

  private zoom(factor: number, at: Point): void {
    this.look(zoomAt(this.camera, this.size, factor, at, this.limits()));
  }

  private go(target: Camera, animated: boolean): void {
    const from = this.camera;
    const end = () => this.events.camera(this.whole ? null : this.camera);
    if (!animated) {
      this.turn(target);
      return;
    }
    this.animate((t) => {
      this.turn(between(from, target, t));
      if (t === 1) end();
    }, 320);
  }

  private animate(step: (t: number) => void, ms: number): void {
    cancelAnimationFrame(this.flight);
    if (this.still.matches) {
      step(1);
      return;
    }
    const start = performance.now();
    const next = (now: number) => {
      const t = Math.min(1, (now - start) / ms);
      step(t);
      if (t < 1) this.flight = requestAnimationFrame(next);
    };
    this.flight = requestAnimationFrame(next);
  }

  private under(at: Point, reach: number): Under {
    const p = toMap(this.camera, this.size, at);
    const mark = markSpots(this.frame()).find(
      (m) => Math.hypot(m.spot.x - at.x, m.spot.y - at.y) < 16,
    );
    const index = boxAt(this.plan, p);
    const box = this.plan.boxes[index];
    const leaf = box !== undefined && box.children.length === 0;
    // A line is above the boxes that hold others and below the rest.
    const line = leaf ? null : lineAt(this.picture.drawn, p, reach / this.camera.zoom);
    return { box: box?.id ?? null, line, at, mark: mark?.mark.title ?? null };
  }

  private hover(at: Point | null): void {
    const under = at ? this.under(at, 6) : null;
    const box = under?.box && !under.line ? (this.plan.byId.get(under.box) ?? -1) : -1;
    const line = under?.line ?? null;
    if (box !== this.hovered || line !== this.hoveredLine) {
      this.hovered = box;
      this.hoveredLine = line;
      this.touch();
    }
    this.events.hover(under);
  }

  /** A double press on a box fills the view with it, on the ground with all. */
  private enter(at: Point): void {
    const index = boxAt(this.plan, toMap(this.camera, this.size, at));
    if (index < 0) this.fit();
    else this.fitTo([index], 1.6);
  }

  /** Only the chosen box can be dragged, so that panning never moves one by mistake. */
  private grabs(at: Point): boolean {
    const box = this.plan.boxes[this.scene.selected];
    const p = toMap(this.camera, this.size, at);
    const held = box !== undefined && contains(inflate(box, 4 / this.camera.zoom), p);
    this.dragged = held ? this.scene.selected : -1;
    return held;
  }

  private drag(dx: number, dy: number): void {
    this.shift(this.dragged, dx / this.camera.zoom, dy / this.camera.zoom);
  }

  private shift(index: number, dx: number, dy: number): void {
    for (const i of subtree(this.plan, index)) {
      const box = this.plan.boxes[i];
      if (!box) continue;
      box.x += dx;
      box.y += dy;
    }
    this.router = new Router(this.plan);
    this.touch();
  }

  private drop(): void {
    const box = this.plan.boxes[this.dragged];
    this.dragged = -1;
    if (box) this.events.moved(box.id, box.x, box.y);
  }
}
