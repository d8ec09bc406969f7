/** The part of a canvas that the map draws with; an SVG file can be drawn with it too. */
export type Painter = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'arc'
  | 'rect'
  | 'roundRect'
  | 'closePath'
  | 'fill'
  | 'stroke'
  | 'fillText'
  | 'setLineDash'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'lineCap'
  | 'lineJoin'
>;

export const FONTS =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, system-ui, sans-serif';

export const font = (size: number, bold: boolean): string =>
  `${bold ? '600 ' : ''}${size}px ${FONTS}`;

const escaped = (text: string) => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`);

const n = (v: number) => String(Math.round(v * 10) / 10);

/** Writes an SVG file with the same calls as draw the canvas. */
export class SvgPainter implements Painter {
  fillStyle: string = '#000';
  strokeStyle: string = '#000';
  lineWidth = 1;
  globalAlpha = 1;
  font = font(13, false);
  textAlign: CanvasTextAlign = 'left';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  private dash: number[] = [];
  private path = '';
  private readonly out: string[] = [];

  constructor(
    private readonly width: number,
    private readonly height: number,
    private readonly title: string,
  ) {}

  beginPath() {
    this.path = '';
  }

  moveTo(x: number, y: number) {
    this.path += `M${n(x)} ${n(y)}`;
  }

  lineTo(x: number, y: number) {
    this.path += `L${n(x)} ${n(y)}`;
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number) {
    this.path += `Q${n(cx)} ${n(cy)} ${n(x)} ${n(y)}`;
  }

  arc(x: number, y: number, r: number, start: number, end: number) {
    const turn = end - start;
    const sx = x + r * Math.cos(start);
    const sy = y + r * Math.sin(start);
    const join = this.path === '' ? 'M' : 'L';
    if (turn >= 2 * Math.PI - 1e-6) {
      this.path += `M${n(x + r)} ${n(y)}a${n(r)} ${n(r)} 0 1 1 ${n(-2 * r)} 0a${n(r)} ${n(r)} 0 1 1 ${n(2 * r)} 0`;
      return;
    }
    const ex = x + r * Math.cos(end);
    const ey = y + r * Math.sin(end);
    this.path += `${join}${n(sx)} ${n(sy)}A${n(r)} ${n(r)} 0 ${turn > Math.PI ? 1 : 0} 1 ${n(ex)} ${n(ey)}`;
  }

  rect(x: number, y: number, w: number, h: number) {
    this.path += `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`;
  }

  roundRect(x: number, y: number, w: number, h: number, radius: number | number[] = 0) {
    const wanted = typeof radius === 'number' ? radius : (radius[0] ?? 0);
    const r = Math.max(0, Math.min(wanted, w / 2, h / 2));
    const bow = (dx: number, dy: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
    this.path +=
      `M${n(x + r)} ${n(y)}h${n(w - 2 * r)}${bow(r, r)}v${n(h - 2 * r)}${bow(-r, r)}` +
      `h${n(2 * r - w)}${bow(-r, -r)}v${n(2 * r - h)}${bow(r, -r)}z`;
  }

  closePath() {
    this.path += 'Z';
  }

  setLineDash(dash: number[]) {
    this.dash = dash;
  }

  fill() {
    this.out.push(`<path d="${this.path}" fill="${escaped(this.fillStyle)}"${this.opacity()}/>`);
  }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(n).join(' ')}"` : '';
    this.out.push(
      `<path d="${this.path}" fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}" stroke-linecap="${this.lineCap}" stroke-linejoin="${this.lineJoin}"${dash}${this.opacity()}/>`,
    );
  }

  fillText(text: string, x: number, y: number) {
    const [, bold, size] = /^(600 )?([\d.]+)px/.exec(this.font) ?? [];
    const anchor = this.textAlign === 'center' ? 'middle' : 'start';
    this.out.push(
      `<text x="${n(x)}" y="${n(y)}" font-size="${size ?? 13}"${bold ? ' font-weight="600"' : ''} text-anchor="${anchor}"${this.textBaseline === 'middle' ? ' dominant-baseline="central"' : ''} fill="${escaped(this.fillStyle)}"${this.opacity()}>${escaped(text)}</text>`,
    );
  }

  private opacity() {
    return this.globalAlpha < 1 ? ` opacity="${n(this.globalAlpha)}"` : '';
  }

  file(): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" font-family="${escaped(FONTS).replaceAll('&#34;', "'")}">` +
      `<title>${escaped(this.title)}</title>${this.out.join('\n')}</svg>\n`
    );
  }
}
