import type { Camera } from '../map/camera';
import type { Sense } from '../map/neighbours';
import type { Lang } from '../types';

/** One network, the same in a meeting, files on their way into it, what in it may be the same, the walks of somebody, changes tried on it, its measures, sheets to confirm, two beside each other, or all in a table. */
export type View =
  | 'map'
  | 'meeting'
  | 'import'
  | 'duplicates'
  | 'persona'
  | 'whatif'
  | 'measures'
  | 'confirm'
  | 'compare'
  | 'all';

export type Side = 'old' | 'new';

/** Everything that decides what is seen. It stands in the page's address. */
export interface Address {
  network: string | null;
  lang: Lang;
  view: View;
  /** An actor, forum, service, referral, tie, group or bundle; two with `~` when they may be the same. */
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
  /** The two networks compared; the page chooses when nobody has. */
  pair: Record<Side, string> | null;
  /** On which of the two maps the selected was chosen. */
  side: Side;
  /** Questions of this fate, and wishes of this degree, are shown; all when empty. */
  fate: string;
  degree: string;
  /** Only questions about help. */
  help: boolean;
  /** Only findings decided so are shown; all when empty. */
  decided: string;
  /** Who is followed, in words, and whether that is a professional. */
  who: string;
  trade: boolean;
  /** Which of the groups that the professional meets; the server chooses when nobody has. */
  met: string | null;
  /** The saved scenario that is open. */
  scenario: string | null;
  /** Changes that are tried and not saved, as `state/changes` writes them. */
  changes: string;
  /** Saved scenarios that stand beside each other. */
  beside: string[];
  /** How many changes that close most are looked for, 0 for none; on top of those that are tried. */
  best: number;
  onTop: boolean;
  /** The measure that is explained. */
  measure: string | null;
  /** The measures in the columns, and the one that rows are sorted by; the usual when empty. */
  columns: string[];
  order: string;
  /** Whose confirmation sheets are shown; `*` for all. */
  sheets: string[];
  /** By when they are to be answered, ISO 8601. */
  answer: string;
  /** The chosen question, as `group:fate:help`, or with `:fragile`. */
  question: string | null;
}

export const BLANK: Address = {
  network: null,
  lang: 'sv',
  view: 'map',
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
  pair: null,
  side: 'old',
  fate: '',
  degree: '',
  help: true,
  decided: '',
  who: '',
  trade: false,
  met: null,
  scenario: null,
  changes: '',
  beside: [],
  best: 0,
  onTop: false,
  measure: null,
  columns: [],
  order: '',
  sheets: [],
  answer: '',
  question: null,
};

/** Views of one network that have all of the page to themselves. */
export const APART = ['import', 'duplicates', 'persona', 'whatif', 'measures', 'confirm'] as const;

const VIEWS: View[] = ['meeting', ...APART, 'compare', 'all'];

/** A day of the calendar, ISO 8601; of anything else nothing. */
const day = (text: string | null): string => {
  const date = new Date(`${text ?? ''}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text ? text : '';
};
const list = (text: string | null): string[] => (text ? text.split(',').filter(Boolean) : []);

const whole = (text: string | null, least: number, most: number): number => {
  const n = Number(text);
  return Number.isInteger(n) && n >= least && n <= most ? n : least;
};

/** A link that asks for the best changes shows them; only one that names another tab does not. */
const asksForBest = (view: View, best: number): boolean => view === 'whatif' && best > 0;

/** The address as a fragment without `#`. What is as usual is left out. */
export function toHash(a: Address): string {
  const q = new URLSearchParams();
  const put = (key: string, value: string | null) => {
    if (value !== null && value !== '') q.set(key, value);
  };
  put('n', a.network);
  put('lang', a.lang);
  if (a.view !== 'map') put('view', a.view);
  if (a.pair) put('pair', `${a.pair.old}~${a.pair.new}`);
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
  put('tab', a.tab ?? (asksForBest(a.view, a.best) ? 'try' : null));
  if (a.side !== 'old') put('side', a.side);
  put('fate', a.fate);
  put('degree', a.degree);
  if (!a.help) put('help', 'all');
  put('decided', a.decided);
  put('vem', a.who);
  if (a.trade) put('som', 'yrke');
  put('moter', a.met);
  put('scenario', a.scenario);
  put('changes', a.changes);
  put('beside', a.beside.join(','));
  if (a.best > 0) put('best', String(a.best));
  if (a.onTop) put('ontop', '1');
  put('measure', a.measure);
  put('columns', a.columns.join(','));
  put('order', a.order);
  put('actor', a.sheets.join(','));
  put('answer', a.answer);
  put('question', a.question);
  return q.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}

/** Reads a fragment. What it does not understand is as usual, never an error. */
export function fromHash(hash: string, lang: Lang = 'sv'): Address {
  const q = new URLSearchParams(hash.replace(/^#/, ''));
  const asked = q.get('lang');
  const [group, fn] = (q.get('cell') ?? '').split(':');
  const [older, newer] = (q.get('pair') ?? '').split('~');
  const sense = q.get('sense');
  const view = VIEWS.find((v) => v === q.get('view')) ?? 'map';
  const best = whole(q.get('best'), 0, 5);
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
    view,
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
    tab: q.get('tab') ?? (asksForBest(view, best) ? 'best' : null),
    pair: older && newer ? { old: older, new: newer } : null,
    side: q.get('side') === 'new' ? 'new' : 'old',
    fate: q.get('fate') ?? '',
    degree: q.get('degree') ?? '',
    help: q.get('help') !== 'all',
    decided: q.get('decided') ?? '',
    who: q.get('vem') ?? '',
    trade: q.get('som') === 'yrke',
    met: q.get('moter'),
    scenario: q.get('scenario'),
    changes: q.get('changes') ?? '',
    beside: list(q.get('beside')),
    best,
    onTop: q.get('ontop') === '1',
    measure: q.get('measure'),
    columns: list(q.get('columns')),
    order: q.get('order') ?? '',
    sheets: list(q.get('actor')),
    answer: day(q.get('answer')),
    question: q.get('question'),
  };
}
