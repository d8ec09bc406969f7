import type { Line } from './lines';

/** One leg of a drawn route, or of a trail that ends. */
export interface Leg {
  from: number;
  to: number;
  /** `main` is the chosen route, `other` the rest, `dead` leads nowhere. */
  role: 'main' | 'other' | 'dead';
  /** The step's number in the chosen route. */
  number: number | null;
  label: string | null;
  /** The source does not say that the route begins where it is drawn to begin. */
  unsure: boolean;
}

export interface Mark {
  box: number;
  /**
   * `other_goal`: a service that another route than the chosen one leads to; `part_goal`: one
   * that is for a part of the group only.
   */
  kind:
    'way_in' | 'maybe_in' | 'gate' | 'stop' | 'goal' | 'other_goal' | 'part_goal' | 'same' | 'part';
  /** The step's number, where the mark is a step. */
  number: number | null;
  /** What the mark means, for the tooltip. */
  title: string;
  unsure: boolean;
}

export interface Hole {
  text: string;
  near: number[];
}

/** What the map shows of the plan at the moment. The state decides it, the map draws it. */
export interface Scene {
  /** Boxes in full colour; `null` when nothing is dimmed. */
  lit: Set<number> | null;
  selected: number;
  selectedLine: string | null;
  /** Boxes whose names must be seen, and those whose names are wanted. */
  must: Set<number>;
  named: Set<number>;
  /** Just these lines, or the overview's bundles when zoomed out. */
  lines: Line[] | 'overview';
  hidden: Set<string>;
  legs: Leg[];
  marks: Mark[];
  /** Boxes whose services do not admit the group. */
  excluded: Set<number>;
  hole: Hole | null;
  /** Compared with another network: boxes that stand only here. */
  only: Set<number>;
}

export const EMPTY_SCENE: Scene = {
  lit: null,
  selected: -1,
  selectedLine: null,
  must: new Set(),
  named: new Set(),
  lines: 'overview',
  hidden: new Set(),
  legs: [],
  marks: [],
  excluded: new Set(),
  hole: null,
  only: new Set(),
};
