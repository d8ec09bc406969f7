import type { Line } from '../map/lines';
import type { Plan } from '../map/plan';
import type { Mark, Scene } from '../map/scene';
import type { Lang } from '../types';
import { BLANK } from './address';
import type { Directory } from './directory';
import type { Link } from './pairing';
import { boxesOf, sceneOf, withRings, type StageWords } from './stage';

/** One of two maps beside each other: what it brings out, and what is missing there. */
export interface BesideProps {
  plan: Plan;
  lines: Line[];
  directory: Directory;
  links: Map<string, Link>;
  /** What is chosen in either map, as it is called here; nothing when it is not here. */
  selected: string[] | null;
  /** What the chosen question or finding is about here. */
  about: string[] | null;
  /** What the chosen question says is missing here. */
  hole: string | null;
  lang: Lang;
  words: StageWords & Record<Link['how'], string>;
}

export function besideScene(p: BesideProps): Scene {
  const { plan, links } = p;
  const scene = choice(p);
  const shown = (index: number) => scene.lit === null || scene.lit.has(index);
  const marks = [...links].flatMap(([id, { how }]): Mark[] => {
    const box = plan.byId.get(id);
    if (box === undefined || !shown(box)) return [];
    return [{ box, kind: how, number: null, title: p.words[how], unsure: false }];
  });
  const alone = plan.boxes.filter((b) => !links.has(b.id)).map((b) => b.index);
  return { ...scene, marks, only: new Set(alone) };
}

function choice(p: BesideProps): Scene {
  const { plan, lines, directory, lang, words, selected, about } = p;
  const [first, ...more] = selected ?? [];
  const address = { ...BLANK, selected: first ?? null };
  const scene = sceneOf({
    plan,
    lines,
    directory,
    address,
    routes: null,
    finding: null,
    lang,
    words,
  });
  const boxes = (ids: string[]) => ids.flatMap((id) => boxesOf(directory, plan, id));
  if (selected) {
    const extra = boxes(more);
    return {
      ...scene,
      // Chosen in the other map, and not here: nothing is lit.
      lit: new Set([...(first ? (scene.lit ?? []) : []), ...withRings(plan, extra)]),
      named: new Set([...scene.named, ...extra]),
    };
  }
  if (!about) return scene;
  const chosen = boxes(about);
  const inside = new Set(chosen);
  return {
    ...scene,
    lit: withRings(plan, chosen),
    must: new Set(chosen.length <= 12 ? chosen : []),
    named: new Set(chosen.length <= 40 ? chosen : []),
    lines: lines.filter((l) => inside.has(l.from) && inside.has(l.to)),
    hole: p.hole ? { text: p.hole, near: chosen } : null,
  };
}
