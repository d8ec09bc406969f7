import type { Layout, Network } from '../types';
import { union, type Rect } from './geometry';

/** A box of the map: an actor or a forum at the place the server gave it. */
export interface Box extends Rect {
  id: string;
  index: number;
  parent: number;
  /** The outermost box round it (itself for a principal or a forum). */
  top: number;
  depth: number;
  header: number;
  children: number[];
  kind: string;
  sector: string | null;
  name: string;
  /** Shorter names that may stand in when the name has no room, the longest first. */
  shorts: string[];
  /** Not interviewed (actors): nobody there was asked. */
  unasked: boolean;
  /** Membership is known to be incomplete (forums). */
  incomplete: boolean;
  moved: boolean;
  /** Only mentioned: not asked, and nothing leads there or from there. */
  loose: boolean;
}

export interface Plan {
  boxes: Box[];
  byId: Map<string, number>;
  tops: number[];
  bounds: Rect;
}

const isAbbreviation = (alias: string) => /^[A-ZÅÄÖ][A-Za-zÅÄÖåäö0-9]{1,4}$/.test(alias);

/** Made of words of the name, whatever their endings; what it is called elsewhere is not. */
function isPart(alias: string, name: string): boolean {
  const all = name.toLocaleLowerCase('sv');
  const words = alias.toLocaleLowerCase('sv').split(/[ ,]+/);
  const last = words[words.length - 1] ?? '';
  if (last.endsWith('s') && !all.includes(last)) return false;
  return words.every((w) => all.includes(w.slice(0, Math.max(4, w.length - 3))));
}

/** Aliases that save room, the most telling first, with a capital to stand alone. */
export function shorterNames(name: string, aliases: string[]): string[] {
  return aliases
    .filter((a) => a.length < 0.8 * name.length && (isAbbreviation(a) || isPart(a, name)))
    .sort((a, b) => b.length - a.length)
    .map((a) => a.charAt(0).toLocaleUpperCase('sv') + a.slice(1));
}

/** Everything that some row tells more about than that it exists. */
function spokenOf(network: Network): Set<string> {
  const ids = new Set<string>();
  for (const r of [...network.referrals, ...network.ties]) ids.add(r.from).add(r.to);
  for (const s of network.services) ids.add(s.actor);
  for (const f of network.forums) {
    ids.add(f.id);
    for (const m of f.members) ids.add(m.actor);
  }
  for (const m of network.measures) {
    for (const id of [...m.responsible, ...m.co_responsible, ...m.partners]) ids.add(id);
  }
  for (const a of network.actors) if (a.meets.length > 0) ids.add(a.id);
  return ids;
}

/**
 * Joins the places with what stands there. Boxes of unknown things are left out.
 * The map reaches over `ground`, where it shares that with another.
 */
export function planOf(network: Network, layout: Layout, ground: Rect | null = null): Plan {
  const actors = new Map(network.actors.map((a) => [a.id, a]));
  const forums = new Map(network.forums.map((f) => [f.id, f]));
  const spoken = spokenOf(network);
  const boxes: Box[] = [];
  const byId = new Map<string, number>();
  for (const at of layout.boxes) {
    const actor = actors.get(at.id);
    const forum = forums.get(at.id);
    const it = actor ?? forum;
    if (!it) continue;
    const index = boxes.length;
    byId.set(at.id, index);
    boxes.push({
      id: at.id,
      index,
      parent: -1,
      top: index,
      depth: 0,
      x: at.x,
      y: at.y,
      width: at.width,
      height: at.height,
      header: at.header,
      children: [],
      kind: forum ? 'forum' : (actor?.kind ?? 'unknown'),
      sector: actor?.sector ?? null,
      name: it.name,
      shorts: shorterNames(it.name, it.aliases),
      unasked: actor?.interviewed === false,
      incomplete: forum?.members_complete === false,
      moved: at.moved,
      loose: actor?.interviewed !== true && !spoken.has(at.id),
    });
  }
  for (const at of layout.boxes) {
    const child = byId.get(at.id);
    const parent = at.parent === null ? undefined : byId.get(at.parent);
    if (child === undefined || parent === undefined) continue;
    const box = boxes[child];
    if (box) box.parent = parent;
    boxes[parent]?.children.push(child);
  }
  for (const box of boxes) {
    let up = box;
    for (let next = boxes[up.parent]; next && box.depth < 32; next = boxes[up.parent]) {
      up = next;
      box.depth += 1;
    }
    box.top = up.index;
  }
  return {
    boxes,
    byId,
    tops: boxes.filter((b) => b.parent < 0).map((b) => b.index),
    bounds: ground ?? union(boxes) ?? { x: 0, y: 0, width: 1, height: 1 },
  };
}

/** The box and all the boxes round it, innermost first. */
export function chain(plan: Plan, index: number): Box[] {
  const all: Box[] = [];
  for (let box = plan.boxes[index]; box && all.length < 32; box = plan.boxes[box.parent]) {
    all.push(box);
  }
  return all;
}

/** The box and everything in it. */
export function subtree(plan: Plan, index: number): number[] {
  const all = [index];
  for (let i = 0; i < all.length; i++) all.push(...(plan.boxes[all[i] ?? -1]?.children ?? []));
  return all;
}
