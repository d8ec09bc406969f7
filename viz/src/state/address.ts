import type { Camera } from '../map/camera';
import type { Sense } from '../map/neighbours';
import type { Lang } from '../types';

/** Everything that decides what is seen. It stands in the page's address. */
export interface Address {
  network: string | null;
  lang: Lang;
  meeting: boolean;
  /** An actor, forum, service, referral, tie, group or bundle. */
  selected: string | null;
  /** A box of the matrix: a target group and a function. */
  cell: { group: string; function: string } | null;
  /** Which of the cell's routes is drawn thick. */
  route: number;
  finding: string | null;
  /** Steps round the selected that stay lit; 0: only its own lines are drawn. */
  steps: number;
  sense: Sense;
  groups: string[];
  sectors: string[];
  kinds: string[];
  /** Kinds of lines turned off. */
  off: string[];
  query: string;
  camera: Camera | null;
  /** The open tab below the map, and the table in it. */
  tab: string | null;
}

export const BLANK: Address = {
  network: null,
  lang: 'sv',
  meeting: false,
  selected: null,
  cell: null,
  route: 0,
  finding: null,
  steps: 0,
  sense: 'both',
  groups: [],
  sectors: [],
  kinds: [],
  off: [],
  query: '',
  camera: null,
  tab: null,
};

const list = (text: string | null): string[] => (text ? text.split(',').filter(Boolean) : []);

const whole = (text: string | null, least: number, most: number): number => {
  const n = Number(text);
  return Number.isInteger(n) && n >= least && n <= most ? n : least;
};

/** The address as a fragment without `#`. What is as usual is left out. */
export function toHash(a: Address): string {
  const q = new URLSearchParams();
  const put = (key: string, value: string | null) => {
    if (value !== null && value !== '') q.set(key, value);
  };
  put('n', a.network);
  put('lang', a.lang);
  if (a.meeting) put('view', 'meeting');
  put('sel', a.selected);
  if (a.cell) put('cell', `${a.cell.group}:${a.cell.function}`);
  if (a.route > 0) put('route', String(a.route));
  put('finding', a.finding);
  if (a.steps > 0) put('steps', String(a.steps));
  if (a.sense !== 'both') put('sense', a.sense);
  put('group', a.groups.join(','));
  put('sector', a.sectors.join(','));
  put('kind', a.kinds.join(','));
  put('off', a.off.join(','));
  put('q', a.query);
  if (a.camera) {
    const { x, y, zoom } = a.camera;
    put('at', `${Math.round(x)},${Math.round(y)},${Number(zoom.toPrecision(3))}`);
  }
  put('tab', a.tab);
  return q.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}

/** Reads a fragment. What it does not understand is as usual, never an error. */
export function fromHash(hash: string, lang: Lang = 'sv'): Address {
  const q = new URLSearchParams(hash.replace(/^#/, ''));
  const asked = q.get('lang');
  const [group, fn] = (q.get('cell') ?? '').split(':');
  const sense = q.get('sense');
  const [x, y, zoom] = (q.get('at') ?? '').split(',').map(Number);
  const looks =
    x !== undefined &&
    y !== undefined &&
    zoom !== undefined &&
    [x, y, zoom].every(Number.isFinite) &&
    zoom > 0;
  return {
    network: q.get('n'),
    lang: asked === 'sv' || asked === 'en' ? asked : lang,
    meeting: q.get('view') === 'meeting',
    selected: q.get('sel'),
    cell: group && fn ? { group, function: fn } : null,
    route: whole(q.get('route'), 0, 999),
    finding: q.get('finding'),
    steps: whole(q.get('steps'), 0, 3),
    sense: sense === 'in' || sense === 'out' ? sense : 'both',
    groups: list(q.get('group')),
    sectors: list(q.get('sector')),
    kinds: list(q.get('kind')),
    off: list(q.get('off')),
    query: q.get('q') ?? '',
    camera: looks ? { x, y, zoom } : null,
    tab: q.get('tab'),
  };
}
