import type { Claim, Measure, Range } from '../types';
import type { Words } from '../words/sv';
import type { Address } from '../state/address';
import { groupFamily, nameOf, principalOf, sharers, type Directory } from '../state/directory';

export type TableName = keyof Words['tables']['names'];

export const TABLES: TableName[] = [
  'actors',
  'forums',
  'groups',
  'services',
  'referrals',
  'ties',
  'goals',
  'measures',
  'agreements',
  'statements',
  'sources',
];

export interface Row {
  id: string;
  /** The row can be chosen: it is on the map or has details. */
  open: boolean;
  cells: string[];
}

export interface Table {
  columns: string[];
  rows: Row[];
}

export interface Say {
  words: Words;
  word: (list: string, key: string | null | undefined) => string;
}

type Numbered = Pick<Measure, 'number' | 'text'>;

/** The words of the source, where the row puts them in its own. */
export const printed = (claims: Claim[]): string[] => [
  ...new Set(claims.map((c) => c.printed).filter((t) => t !== null)),
];

const join = (texts: (string | null | undefined)[], glue = ', ') =>
  texts.filter((t): t is string => Boolean(t)).join(glue);

/** When something is done: in the words of the source, or from when to when. */
export function timeOf(period: Measure['period'], words: Words): string {
  const { start, end, text } = period;
  if (text) return text;
  return start || end ? words.plan.until(start ?? '', end ?? '') : '';
}

/** Every row of a table, in the words of the page. */
export function tableOf(name: TableName, d: Directory, { words, word }: Say): Table {
  const c = words.tables.columns;
  const names = (ids: string[]) => join(ids.map((id) => nameOf(d, id)));
  const who = (id: string) =>
    d.actors.get(id)?.kind === 'public' ? words.details.public : nameOf(d, id);
  const yes = (v: boolean | null) =>
    v === true ? words.tables.yes : v === false ? words.tables.no : words.tables.unknown;
  const ways = (access: string[]) =>
    access
      .map((one) =>
        one
          .split('+')
          .map((p) => word('access', p))
          .join(words.details.and),
      )
      .join(words.details.or);
  const times = (r: Range) => {
    const low = r.min ?? r.max;
    const high = r.max ?? low;
    return low === null || high === null ? '' : words.details.range(low, high);
  };
  const share = (v: number | null) => (v === null ? '' : `${Math.round(v * 100)} %`);
  const p = words.plan;
  const places = (claims: Claim[]) => join([...new Set(claims.map((x) => x.place))]);
  const net = d.network;
  // A plan without numbers has no column of them.
  const numbered = (all: Numbered[]) => all.some((row) => row.number !== null);
  const withNumber = (all: Numbered[]) => (numbered(all) ? [p.number] : []);
  const numberOf = (all: Numbered[], row: Numbered) =>
    numbered(all) ? [row.number ?? row.text] : [];
  switch (name) {
    case 'actors':
      return {
        columns: [c.name, c.kind, c.sector, c.parent, c.principal, c.interviewed, c.aliases],
        rows: net.actors
          .filter((a) => a.kind !== 'public')
          .map((a) => ({
            id: a.id,
            open: true,
            cells: [
              a.name,
              word('actor_kind', a.kind),
              word('sector', a.sector),
              a.parent ? nameOf(d, a.parent) : '',
              principalOf(d, a).name,
              yes(a.interviewed),
              a.aliases.join(', '),
            ],
          })),
      };
    case 'forums':
      return {
        columns: [c.name, c.fn, c.convener, c.members, c.meetings, c.aliases],
        rows: net.forums.map((f) => ({
          id: f.id,
          open: true,
          cells: [
            f.name,
            word('forum_function', f.function),
            f.convener ? nameOf(d, f.convener) : '',
            names(f.members.map((m) => m.actor)) +
              (f.members_complete === false ? ` … (${words.tables.open})` : ''),
            times(f.meetings_per_year),
            f.aliases.join(', '),
          ],
        })),
      };
    case 'groups':
      return {
        columns: [c.name, c.age, c.conditions],
        rows: net.groups.map((g) => ({
          id: g.id,
          open: true,
          cells: [
            g.name,
            words.details.age(g.age.min, g.age.max),
            join([
              g.sex ? (words.details.sex[g.sex] ?? g.sex) : '',
              ...g.conditions.map((x) => word('condition', x)),
            ]),
          ],
        })),
      };
    case 'services':
      return {
        columns: [c.name, c.actor, c.fn, c.groups, c.access],
        rows: net.services.map((s) => ({
          id: s.id,
          open: true,
          cells: [
            s.name,
            nameOf(d, s.actor),
            word('function', s.function),
            s.groups.length > 0 ? names(s.groups) : words.details.anybody,
            ways(s.access) || words.details.accessUnknown,
          ],
        })),
      };
    case 'referrals':
      return {
        columns: [c.from, c.to, c.group, c.access, c.condition, c.basis, c.share],
        rows: net.referrals.map((r) => ({
          id: r.id,
          open: true,
          cells: [
            who(r.from),
            who(r.to),
            r.group ? nameOf(d, r.group) : '',
            r.access ? ways([r.access]) : '',
            join([r.condition, r.channel]),
            word('basis', r.basis),
            share(r.share),
          ],
        })),
      };
    case 'ties':
      return {
        columns: [c.from, c.to, c.tie, c.status, c.about],
        rows: net.ties.map((t) => ({
          id: t.id,
          open: true,
          cells: [
            nameOf(d, t.from),
            nameOf(d, t.to),
            word('tie_kind', t.kind),
            word('tie_status', t.status),
            t.about ?? '',
          ],
        })),
      };
    case 'goals':
      return {
        columns: [...withNumber(net.goals), p.goal, p.under, p.measure, c.claims],
        rows: net.goals.map((g) => ({
          id: g.id,
          open: true,
          cells: [
            ...numberOf(net.goals, g),
            g.text,
            g.parent ? nameOf(d, g.parent) : '',
            join(net.measures.filter((m) => m.focus === g.id).map((m) => m.number ?? m.text)),
            places(g.claims),
          ],
        })),
      };
    case 'measures':
      return {
        columns: [
          ...withNumber(net.measures),
          p.measure,
          p.responsible,
          p.coResponsible,
          p.partners,
          p.forum,
          p.focus,
          p.functions,
          p.levels,
          p.printed,
          p.groups,
          p.period,
          p.status,
          c.claims,
        ],
        rows: net.measures.map((m) => ({
          id: m.id,
          open: true,
          cells: [
            ...numberOf(net.measures, m),
            m.text,
            names(m.responsible),
            names(m.co_responsible),
            names(m.partners),
            m.forum ? nameOf(d, m.forum) : '',
            m.focus ? nameOf(d, m.focus) : '',
            join(m.functions.map((f) => word('function', f))),
            join(m.prevention.map((l) => word('prevention', l))),
            join(
              printed(m.claims).map((t) => `”${t}”`),
              '; ',
            ),
            names(m.groups),
            timeOf(m.period, words),
            m.status ?? '',
            places(m.claims),
          ],
        })),
      };
    case 'agreements':
      return {
        columns: [c.name, p.form, p.parties, p.starts, p.ends, p.replacedBy, p.carries, c.claims],
        rows: net.agreements.map((a) => ({
          id: a.id,
          open: true,
          cells: [
            a.name,
            a.form ?? '',
            names(a.parties),
            a.starts ?? '',
            a.ends ?? '',
            names(net.agreements.filter((b) => b.replaces === a.id).map((b) => b.id)),
            names(a.carries),
            places(a.claims),
          ],
        })),
      };
    case 'statements':
      return {
        columns: [c.text, c.kind, c.theme, c.actor, c.scope],
        rows: net.statements.map((s) => ({
          id: s.actor ?? s.id,
          open: s.actor !== null,
          cells: [
            s.text,
            word('statement_kind', s.kind),
            s.theme ?? '',
            s.actor ? nameOf(d, s.actor) : words.details.anonymous,
            word('scope', s.scope),
          ],
        })),
      };
    case 'sources':
      return {
        columns: [c.title, c.publisher, c.published],
        rows: net.sources.map((s) => ({
          id: s.id,
          open: false,
          cells: [s.title, s.publisher ?? '', s.published ?? ''],
        })),
      };
  }
}

/** Whether a row stays when sectors, kinds, groups or words are filtered. */
export function passes(d: Directory, a: Address, name: TableName, row: Row): boolean {
  const ends = (() => {
    const r = d.referrals.get(row.id) ?? d.ties.get(row.id);
    if (r) return [r.from, r.to];
    const s = d.services.get(row.id);
    const m = d.measures.get(row.id);
    return s ? [s.actor] : m ? sharers(m) : (d.agreements.get(row.id)?.parties ?? [row.id]);
  })();
  const actors = ends.map((id) => d.actors.get(id)).filter((x) => x !== undefined);
  const forum = d.forums.has(row.id);
  if (name === 'groups' || name === 'goals' || name === 'sources') return true;
  if (a.sectors.length > 0 && !actors.some((x) => a.sectors.includes(x.sector ?? ''))) return false;
  if (
    a.kinds.length > 0 &&
    !actors.some((x) => a.kinds.includes(x.kind ?? '')) &&
    !(forum && a.kinds.includes('forum'))
  ) {
    return false;
  }
  if (a.groups.length > 0) {
    const wanted = new Set(a.groups.flatMap((g) => [...groupFamily(d, g)]));
    const named = (ids: string[]) => ids.some((id) => wanted.has(id));
    const ok =
      named(d.services.get(row.id)?.groups ?? []) ||
      named(d.forums.get(row.id)?.groups ?? []) ||
      named(d.measures.get(row.id)?.groups ?? []) ||
      named([d.referrals.get(row.id)?.group ?? '']) ||
      actors.some(
        (x) =>
          named(x.meets) || (d.servicesOf.get(x.id) ?? []).some((service) => named(service.groups)),
      );
    if (!ok) return false;
  }
  const q = a.query.trim().toLocaleLowerCase('sv');
  return q.length < 2 || row.cells.some((t) => t.toLocaleLowerCase('sv').includes(q));
}
