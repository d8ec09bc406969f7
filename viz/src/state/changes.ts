import type { Change } from '../types';

/**
 * Changes to try on a network: how they stand in the page's address, the everyday ones,
 * and which cells each sort of row has.
 */

export const DEEDS = ['add', 'remove', 'change'] as const;
export type Deed = (typeof DEEDS)[number];

/** What a record can be looked up as. */
export type Table = 'actor' | 'forum' | 'service' | 'group' | 'referral' | 'tie' | 'mandate';

export type Kind =
  | { is: 'text' | 'number' | 'yes' | 'date' }
  /** A word of a closed vocabulary. */
  | { is: 'word'; list: string }
  /** A record of the network. */
  | { is: 'record'; of: Table };

export interface Field {
  column: string;
  kind: Kind;
  /** Several with `;` between. */
  many?: boolean;
  /** A row must have it. */
  must?: boolean;
}

const text = (column: string): Field => ({ column, kind: { is: 'text' } });
const number = (column: string): Field => ({ column, kind: { is: 'number' } });
const yes = (column: string): Field => ({ column, kind: { is: 'yes' } });
const date = (column: string): Field => ({ column, kind: { is: 'date' } });
const word = (column: string, list: string): Field => ({ column, kind: { is: 'word', list } });
const record = (column: string, of: Table): Field => ({ column, kind: { is: 'record', of } });
const must = (field: Field): Field => ({ ...field, must: true });
const many = (field: Field): Field => ({ ...field, many: true });

/** The cells of each sort of row, those that it must have first. */
export const FIELDS = {
  actor: [
    must(text('name')),
    word('kind', 'actor_kind'),
    record('parent', 'actor'),
    word('sector', 'sector'),
    word('level', 'level'),
    yes('interviewed'),
    number('persons'),
    many(record('meets', 'group')),
  ],
  forum: [
    must(text('name')),
    record('convener', 'actor'),
    word('function', 'forum_function'),
    word('level', 'level'),
    number('meetings_min'),
    number('meetings_max'),
    number('size'),
    text('purpose'),
    many(record('groups', 'group')),
    yes('members_complete'),
    date('starts'),
    date('ends'),
    record('reports_to', 'forum'),
  ],
  seat: [must(record('forum', 'forum')), must(record('actor', 'actor')), text('role')],
  service: [
    must(text('name')),
    must(record('actor', 'actor')),
    word('function', 'function'),
    many(record('groups', 'group')),
    many(word('access', 'access')),
    many(record('granted_by', 'actor')),
    many(word('grants', 'status')),
    many(record('excludes', 'group')),
    number('age_min'),
    number('age_max'),
    word('prevention', 'prevention'),
    yes('acute'),
  ],
  referral: [
    must(record('from', 'actor')),
    must(record('to', 'actor')),
    record('group', 'group'),
    word('access', 'access'),
    text('channel'),
    text('condition'),
    word('basis', 'basis'),
    number('share'),
  ],
  tie: [
    must(record('from', 'actor')),
    must(record('to', 'actor')),
    word('kind', 'tie_kind'),
    word('state', 'tie_state'),
    number('frequency'),
    text('about'),
  ],
  mandate: [
    must(record('from', 'actor')),
    must(text('about')),
    record('to', 'actor'),
    many(record('groups', 'group')),
    text('basis'),
  ],
} satisfies Record<string, Field[]>;

export type What = keyof typeof FIELDS;
export const WHATS = Object.keys(FIELDS) as What[];
export const fieldsOf = (what: What): Field[] => FIELDS[what];

type Cells = Record<string, string>;
type Short = [deed: string, what: string, id: string, cells: Cells];

export const change = (
  deed: Deed,
  what: What,
  id: string | null,
  cells: Partial<Pick<Change, 'set' | 'join' | 'drop'>> = {},
): Change => ({ deed, what, id, set: {}, join: {}, drop: {}, ...cells });

/** The everyday changes. */
export const everyday = {
  remove: (actor: string) => change('remove', 'actor', actor),
  widen: (service: string, group: string) =>
    change('change', 'service', service, { join: { groups: group } }),
  open: (service: string) =>
    change('change', 'service', service, { join: { access: 'self_referral' } }),
  refer: (from: string, to: string, group: string | null) =>
    change('add', 'referral', null, { set: { from, to, ...(group ? { group } : {}) } }),
  seat: (forum: string, actor: string) => change('add', 'seat', null, { set: { forum, actor } }),
  deputy: (actor: string, persons: string) =>
    change('change', 'actor', actor, { set: { persons } }),
};

export type Everyday = keyof typeof everyday;

const SIGNS = { join: '+', drop: '-' } as const;

/** Changes as a short text for the address; the same changes give the same text. */
export function encode(changes: Change[]): string {
  const short = changes.map((c): Short => {
    const signed = (how: 'join' | 'drop') =>
      Object.entries(c[how]).map(([column, value]) => [SIGNS[how] + column, value] as const);
    const cells = [...Object.entries(c.set), ...signed('join'), ...signed('drop')];
    return [c.deed, c.what, c.id ?? '', Object.fromEntries(cells.sort())];
  });
  return JSON.stringify(short);
}

const isShort = (one: unknown): one is Short =>
  Array.isArray(one) &&
  one.length === 4 &&
  DEEDS.some((deed) => deed === one[0]) &&
  WHATS.some((what) => what === one[1]) &&
  typeof one[2] === 'string' &&
  typeof one[3] === 'object' &&
  one[3] !== null &&
  Object.values(one[3] as object).every((value) => typeof value === 'string');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * The changes of such a text, and whether they are all of it. What it does not understand is
 * left out; of a link that was cut off, all but the last change is there.
 */
export function read(short: string): { changes: Change[]; whole: boolean } {
  const all = parsed(short || '[]');
  const list = all ?? parsed(`${short.slice(0, short.lastIndexOf('}]') + 2)}]`);
  if (!Array.isArray(list)) return { changes: [], whole: false };
  const changes = list.filter(isShort).map(([deed, what, id, cells]) => {
    const made = change(deed as Deed, what as What, id || null);
    for (const [column, value] of Object.entries(cells)) {
      if (column.startsWith('+')) made.join[column.slice(1)] = value;
      else if (column.startsWith('-')) made.drop[column.slice(1)] = value;
      else made.set[column] = value;
    }
    return made;
  });
  return { changes, whole: all !== null && changes.length === list.length };
}

export const decode = (short: string): Change[] => read(short).changes;

/** A change without the sentence that the server made of it. */
export const bare = ({ deed, what, id, set, join, drop }: Change): Change => ({
  deed,
  what,
  id,
  set,
  join,
  drop,
});
