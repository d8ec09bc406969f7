import { data } from '../../state/data.svelte';
import { thingOf, type Directory } from '../../state/directory';
import type { Everyday } from '../../state/changes';

/** A form that is filled in as far as one can tell. */
export interface First {
  which: Everyday;
  given: Record<string, string>;
}

const ofRecord = (d: Directory, id: string): First | null => {
  switch (thingOf(d, id)) {
    case 'actor':
      return { which: 'remove', given: { actor: id } };
    case 'service':
      return { which: 'widen', given: { service: id } };
    case 'group':
      return { which: 'widen', given: { group: id } };
    case 'forum':
      return { which: 'seat', given: { forum: id } };
    default:
      return null;
  }
};

/** The change that fits what somebody was looking at: a record of the network, or a finding. */
export function firstOf(id: string): First | null {
  const d = data.directory;
  if (!d) return null;
  const record = ofRecord(d, id);
  if (record) return record;
  const finding = data.findings?.findings.find((f) => f.id === id);
  if (!finding) return null;
  const { subjects } = finding;
  const of = (table: 'actors' | 'groups' | 'services' | 'forums') =>
    subjects.filter((s) => d[table].has(s));
  const [group] = of('groups');
  const [service] = of('services');
  const [forum] = of('forums');
  const actors = of('actors');
  const cell = data.coverage?.cells.find((c) => c.finding === id);
  if (cell) {
    // A hole is mended by a service that names the group; which one, somebody must say.
    return { which: 'widen', given: { group: cell.group, ...(service ? { service } : {}) } };
  }
  if (service) return { which: 'widen', given: { service, ...(group ? { group } : {}) } };
  if (forum) return { which: 'seat', given: { forum, ...(actors[0] ? { actor: actors[0] } : {}) } };
  const [one, other] = actors;
  if (one && other && actors.length === 2) {
    return { which: 'refer', given: { from: one, to: other, ...(group ? { group } : {}) } };
  }
  if (one && actors.length === 1 && !group) {
    const role = d.actors.get(one)?.kind === 'role';
    return { which: role ? 'deputy' : 'remove', given: { actor: one } };
  }
  return group ? { which: 'widen', given: { group } } : null;
}
