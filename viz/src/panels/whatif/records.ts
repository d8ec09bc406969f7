import { data } from '../../state/data.svelte';
import { nameOf, search, type Directory } from '../../state/directory';
import type { Change } from '../../types';
import type { Option } from '../../parts/Picker.svelte';
import type { Table } from '../../state/changes';

/** The records of a network that a change can be about, by name. */

/** Whose a record is, to tell it from others of the same name. */
function whose(d: Directory, of: Table, id: string): string {
  const owner =
    of === 'actor'
      ? d.actors.get(id)?.parent
      : of === 'service'
        ? d.services.get(id)?.actor
        : of === 'forum'
          ? d.forums.get(id)?.convener
          : null;
  return owner ? nameOf(d, owner) : '';
}

const rowsOf = (d: Directory, of: Table): { id: string; name: string; more: string }[] => {
  const n = d.network;
  if (of === 'mandate') {
    return n.mandates.map((m) => ({ id: m.id, name: m.about, more: nameOf(d, m.from) }));
  }
  const lines = {
    actor: n.actors,
    forum: n.forums,
    service: n.services,
    group: n.groups,
    referral: n.referrals,
    tie: n.ties,
  }[of];
  return lines.map(({ id }) => ({ id, name: nameOf(d, id), more: whose(d, of, id) }));
};

const byName = (a: Option, b: Option) => a.name.localeCompare(b.name, 'sv');
const holds = (text: string, part: string) =>
  text.toLocaleLowerCase('sv').includes(part.trim().toLocaleLowerCase('sv'));

/** Records whose name holds a text, all of them when it is empty; the draft's own, too. */
export function records(
  of: Table,
  draft: Change[],
  mine: string,
  anybody: string | null,
): (query: string) => Option[] {
  return (query) => {
    const d = data.directory;
    if (!d) return [];
    const isPublic = (id: string) => d.actors.get(id)?.kind === 'public';
    const added = draft
      .filter((c) => c.deed === 'add' && c.what === of && c.set.name)
      .map((c) => ({ id: c.id ?? c.set.name ?? '', name: c.set.name ?? '', more: mine }));
    const whole = rowsOf(d, of).filter((row) => !isPublic(row.id));
    const open = d.network.actors
      .filter((a) => of === 'actor' && anybody !== null && isPublic(a.id))
      .map((a) => ({ id: a.id, name: anybody ?? '', more: '' }));
    const asked = query.trim();
    const hits = asked.length < 2 ? [] : search(d, asked).filter((h) => h.thing === of);
    const more = new Map(whole.map((row) => [row.id, row.more]));
    const found: Option[] = hits.map((h) => ({
      id: h.id,
      name: h.name,
      alias: h.alias,
      more: more.get(h.id) ?? '',
    }));
    const known = new Set(found.map((f) => f.id));
    // Those that are found by whose they are, and lines, which have no name of their own.
    const rest = whole
      .filter((row) => !known.has(row.id) && (holds(row.name, asked) || holds(row.more, asked)))
      .sort(byName);
    return [...[...added, ...open].filter((row) => holds(row.name, asked)), ...found, ...rest];
  };
}

/** A record by its id, or by the name that the draft gives it. */
export function optionOf(of: Table, id: string, anybody: string): Option {
  const d = data.directory;
  if (!d) return { id, name: id };
  if (d.actors.get(id)?.kind === 'public') return { id, name: anybody };
  const row = rowsOf(d, of).find((one) => one.id === id);
  return row ?? { id, name: id };
}

/** What a cell holds now, as tables write it; empty when it holds nothing. */
export function cellNow(of: Table, id: string, column: string): string {
  const d = data.directory;
  if (!d) return '';
  const n = d.network;
  const row: object | undefined = (
    of === 'mandate'
      ? n.mandates
      : {
          actor: n.actors,
          forum: n.forums,
          service: n.services,
          group: n.groups,
          referral: n.referrals,
          tie: n.ties,
        }[of]
  ).find((one: { id: string }) => one.id === id);
  const cells = (row ?? {}) as Record<string, unknown>;
  const range = (name: string, end: 'min' | 'max') =>
    (cells[name] as Record<string, unknown> | undefined)?.[end];
  const value =
    column === 'age_min' || column === 'age_max'
      ? range('age', column.slice(4) as 'min' | 'max')
      : column === 'meetings_min' || column === 'meetings_max'
        ? range('meetings_per_year', column.slice(9) as 'min' | 'max')
        : cells[column];
  if (Array.isArray(value)) return value.join(';');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
