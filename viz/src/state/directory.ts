import type {
  Actor,
  Agreement,
  Claim,
  Forum,
  Goal,
  Group,
  Measure,
  Membership,
  Network,
  Referral,
  Service,
  Statement,
  Tie,
} from '../types';

export type Thing =
  | 'actor'
  | 'forum'
  | 'group'
  | 'service'
  | 'referral'
  | 'tie'
  | 'measure'
  | 'agreement'
  | 'goal'
  | 'statement'
  | 'bundle';

/** A network with its cross-references, so that nobody searches a list twice. */
export interface Directory {
  network: Network;
  actors: Map<string, Actor>;
  forums: Map<string, Forum>;
  groups: Map<string, Group>;
  services: Map<string, Service>;
  referrals: Map<string, Referral>;
  ties: Map<string, Tie>;
  measures: Map<string, Measure>;
  agreements: Map<string, Agreement>;
  goals: Map<string, Goal>;
  statements: Map<string, Statement>;
  children: Map<string | null, Actor[]>;
  servicesOf: Map<string, Service[]>;
  referralsFrom: Map<string, Referral[]>;
  referralsTo: Map<string, Referral[]>;
  tiesOf: Map<string, Tie[]>;
  forumsOf: Map<string, { forum: Forum; membership: Membership }[]>;
  statementsOf: Map<string, Statement[]>;
  /** By the place that a claim names. */
  statementsAt: Map<string, Statement[]>;
  measuresOf: Map<string, Measure[]>;
  sourceTitles: Map<string, string>;
  sectionTitles: Map<string, string>;
}

const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((r) => [r.id, r]));

export function grouped<K, T>(rows: T[], key: (row: T) => K | K[]): Map<K, T[]> {
  const map = new Map<K, T[]>();
  for (const row of rows) {
    const keys = key(row);
    for (const k of Array.isArray(keys) ? keys : [keys]) {
      const list = map.get(k);
      if (list) list.push(row);
      else map.set(k, [row]);
    }
  }
  return map;
}

export function directoryOf(network: Network): Directory {
  const memberships = network.forums.flatMap((forum) =>
    forum.members.map((membership) => ({ forum, membership })),
  );
  const ids = new Set(network.actors.map((a) => a.id));
  return {
    network,
    actors: byId(network.actors),
    forums: byId(network.forums),
    groups: byId(network.groups),
    services: byId(network.services),
    referrals: byId(network.referrals),
    ties: byId(network.ties),
    measures: byId(network.measures),
    agreements: byId(network.agreements),
    goals: byId(network.goals),
    statements: byId(network.statements),
    children: grouped(
      network.actors.filter((a) => a.kind !== 'public'),
      (a) => (a.parent !== null && ids.has(a.parent) ? a.parent : null),
    ),
    servicesOf: grouped(network.services, (s) => s.actor),
    referralsFrom: grouped(network.referrals, (r) => r.from),
    referralsTo: grouped(network.referrals, (r) => r.to),
    tiesOf: grouped(network.ties, (t) => (t.from === t.to ? t.from : [t.from, t.to])),
    forumsOf: grouped(memberships, (m) => m.membership.actor),
    statementsOf: grouped(
      network.statements.filter((s) => s.actor !== null),
      (s) => s.actor ?? '',
    ),
    statementsAt: grouped(network.statements, (s) => [...new Set(s.claims.map(placeOf))]),
    measuresOf: grouped(network.measures, (m) => [
      ...new Set([...m.responsible, ...m.co_responsible]),
    ]),
    sourceTitles: new Map(network.sources.map((s) => [s.id, s.title])),
    sectionTitles: new Map(
      network.sources.flatMap((s) =>
        s.sections.map((section) => [`${s.id}#${section.place}`, section.title]),
      ),
    ),
  };
}

const placeOf = (claim: Pick<Claim, 'source' | 'place'>) => `${claim.source}#${claim.place}`;

/** What is coded in the very section that a claim names. */
export const codedAt = (d: Directory, claim: Pick<Claim, 'source' | 'place'>): Statement[] =>
  claim.place === '' ? [] : (d.statementsAt.get(placeOf(claim)) ?? []);

export function thingOf(d: Directory, id: string): Thing | null {
  if (d.actors.has(id)) return 'actor';
  if (d.forums.has(id)) return 'forum';
  if (d.services.has(id)) return 'service';
  if (d.referrals.has(id)) return 'referral';
  if (d.ties.has(id)) return 'tie';
  if (d.groups.has(id)) return 'group';
  if (d.measures.has(id)) return 'measure';
  if (d.agreements.has(id)) return 'agreement';
  if (d.goals.has(id)) return 'goal';
  if (d.statements.has(id)) return 'statement';
  if (id.startsWith('bundle:')) return 'bundle';
  return null;
}

const numbered = (row: { number: string | null; text: string } | undefined) =>
  row && [row.number, row.text].filter(Boolean).join(' ');

export function nameOf(d: Directory, id: string): string {
  return (
    d.actors.get(id)?.name ??
    d.forums.get(id)?.name ??
    d.services.get(id)?.name ??
    d.groups.get(id)?.name ??
    numbered(d.measures.get(id)) ??
    numbered(d.goals.get(id)) ??
    d.agreements.get(id)?.name ??
    d.statements.get(id)?.text ??
    tieName(d, id) ??
    id
  );
}

function tieName(d: Directory, id: string): string | null {
  const line = d.ties.get(id) ?? d.referrals.get(id);
  return line ? `${nameOf(d, line.from)} – ${nameOf(d, line.to)}` : null;
}

/** Everybody that a measure names. */
export const sharers = (m: Measure): string[] => [
  ...new Set([...m.responsible, ...m.co_responsible, ...m.partners, ...(m.forum ? [m.forum] : [])]),
];

/** The measures that serve a goal or one below it. */
export function servingGoal(d: Directory, id: string): Measure[] {
  const family = familyOf(d.network.goals, id);
  return d.network.measures.filter((m) => m.focus !== null && family.has(m.focus));
}

/** The outermost unit above an actor, itself if it has none. */
export function principalOf(d: Directory, actor: Actor): Actor {
  let up = actor;
  for (let i = 0; i < 32 && up.parent !== null; i++) {
    const next = d.actors.get(up.parent);
    if (!next) break;
    up = next;
  }
  return up;
}

/** The units above an actor, outermost first. */
export function above(d: Directory, actor: Actor): Actor[] {
  const all: Actor[] = [];
  for (let up = actor.parent; up !== null && all.length < 32;) {
    const next = d.actors.get(up);
    if (!next) break;
    all.unshift(next);
    up = next.parent;
  }
  return all;
}

/** A line's id on the map leads to the thing it shows: a membership to its forum. */
export const thingOfLine = (line: string): string => line.split('>')[0] ?? line;

const plain = (text: string) =>
  text.toLocaleLowerCase('sv').normalize('NFC').replaceAll('é', 'e').trim();

export interface Hit {
  id: string;
  thing: Thing;
  name: string;
  /** The alias that matched, when the name did not. */
  alias: string | null;
}

/** Everything whose name or alias holds the text; those that begin with it first. */
export function search(d: Directory, query: string): Hit[] {
  const wanted = plain(query);
  if (wanted.length < 2) return [];
  const hits: (Hit & { rank: number })[] = [];
  const look = (id: string, thing: Thing, name: string, aliases: string[]) => {
    const rank = (text: string) => {
      const at = plain(text).indexOf(wanted);
      return at < 0 ? -1 : at === 0 ? 0 : plain(text)[at - 1] === ' ' ? 1 : 2;
    };
    const own = rank(name);
    if (own >= 0) {
      hits.push({ id, thing, name, alias: null, rank: own });
      return;
    }
    const alias = aliases.find((a) => rank(a) >= 0);
    if (alias) hits.push({ id, thing, name, alias, rank: 1 + rank(alias) });
  };
  for (const a of d.network.actors) if (a.kind !== 'public') look(a.id, 'actor', a.name, a.aliases);
  for (const f of d.network.forums) look(f.id, 'forum', f.name, f.aliases);
  for (const s of d.network.services) look(s.id, 'service', s.name, []);
  for (const g of d.network.groups) look(g.id, 'group', g.name, []);
  return hits
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'sv'))
    .map(({ id, thing, name, alias }) => ({ id, thing, name, alias }));
}

/** A group and all groups below it. */
export const groupFamily = (d: Directory, id: string): Set<string> =>
  familyOf(d.network.groups, id);

function familyOf(rows: { id: string; parent: string | null }[], id: string): Set<string> {
  const family = new Set([id]);
  for (let grew = true; grew;) {
    grew = false;
    for (const row of rows) {
      if (row.parent !== null && family.has(row.parent) && !family.has(row.id)) {
        family.add(row.id);
        grew = true;
      }
    }
  }
  return family;
}

/** Actors and forums whose rows name one of the groups. */
export function concerned(d: Directory, groups: string[]): Set<string> {
  const wanted = new Set<string>();
  for (const g of groups) for (const id of groupFamily(d, g)) wanted.add(id);
  const named = (ids: string[]) => ids.some((id) => wanted.has(id));
  const ids = new Set<string>();
  for (const s of d.network.services) if (named(s.groups)) ids.add(s.actor);
  for (const a of d.network.actors) if (named(a.meets)) ids.add(a.id);
  for (const f of d.network.forums) if (named(f.groups)) ids.add(f.id);
  for (const r of d.network.referrals) {
    if (r.group !== null && wanted.has(r.group)) ids.add(r.from).add(r.to);
  }
  return ids;
}
