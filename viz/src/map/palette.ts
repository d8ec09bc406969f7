/** Colours of the map. They live here and not in the style sheet, which a canvas cannot read. */
export interface Palette {
  ground: string;
  paper: string;
  /** What stands in no known sector. */
  plain: string;
  ink: string;
  faint: string;
  line: string;
  referral: string;
  wish: string;
  halo: string;
  select: string;
  focusOuter: string;
  focusInner: string;
  stop: string;
  gate: string;
  route: string;
  hole: string;
  sectors: Record<string, { ink: string; tint: string }>;
  forum: { ink: string; tint: string };
}

const LIGHT: Palette = {
  ground: '#f4f6f8',
  paper: '#ffffff',
  plain: '#e9edf0',
  ink: '#15212c',
  faint: '#55616d',
  line: '#66727e',
  referral: '#1d4f91',
  wish: '#a3480f',
  halo: '#ffffff',
  select: '#0b3d91',
  focusOuter: '#0b1d33',
  focusInner: '#ffffff',
  stop: '#b3142b',
  gate: '#7a4b00',
  route: '#0a6b50',
  hole: '#b3142b',
  sectors: {
    municipality: { ink: '#1f5f99', tint: '#e8f0f8' },
    region: { ink: '#0b7065', tint: '#e4f3f0' },
    state: { ink: '#5a489b', tint: '#edeaf7' },
    civil_society: { ink: '#a3480f', tint: '#fbede2' },
    private: { ink: '#5b6470', tint: '#edeff1' },
    association: { ink: '#8c2f6b', tint: '#f8e8f2' },
  },
  forum: { ink: '#6e5200', tint: '#fff7d6' },
};

/** A chosen high-contrast scheme: only the system's own colours. */
const FORCED: Palette = {
  ground: 'Canvas',
  paper: 'Canvas',
  plain: 'Canvas',
  ink: 'CanvasText',
  faint: 'CanvasText',
  line: 'CanvasText',
  referral: 'LinkText',
  wish: 'CanvasText',
  halo: 'Canvas',
  select: 'Highlight',
  focusOuter: 'CanvasText',
  focusInner: 'Canvas',
  stop: 'CanvasText',
  gate: 'CanvasText',
  route: 'Highlight',
  hole: 'CanvasText',
  sectors: {},
  forum: { ink: 'CanvasText', tint: 'Canvas' },
};

export const palette = (forced: boolean): Palette => (forced ? FORCED : LIGHT);

export function coloursOf(p: Palette, kind: string, sector: string | null) {
  if (kind === 'forum') return p.forum;
  return (sector && p.sectors[sector]) || { ink: p.faint, tint: p.plain };
}
