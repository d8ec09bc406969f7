import type { Direction } from './neighbours';

/** What a key asks of the map. */
export type Wish =
  | { do: 'move'; direction: Direction }
  | { do: 'shift'; direction: Direction }
  | { do: 'pan'; direction: Direction }
  | { do: 'neighbour'; back: boolean }
  | { do: 'focus'; steps: number }
  | { do: 'zoom'; factor: number }
  | { do: 'choose' | 'leave' | 'fit' | 'sense' };

const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>;

/** The map's keys; `null` for every other, which then does what it always does. */
export function wishOf(e: Key): Wish | null {
  const direction = ARROWS[e.key];
  if (direction) {
    if (e.ctrlKey || e.metaKey) return null;
    return { do: e.altKey ? 'shift' : e.shiftKey ? 'pan' : 'move', direction };
  }
  if (e.ctrlKey || e.metaKey || e.altKey) return null;
  switch (e.key) {
    case 'Enter':
    case ' ':
      return { do: 'choose' };
    case 'Escape':
      return { do: 'leave' };
    case 'n':
    case 'N':
      return { do: 'neighbour', back: e.shiftKey };
    case '1':
    case '2':
    case '3':
      return { do: 'focus', steps: Number(e.key) };
    case 'r':
    case 'R':
      return { do: 'sense' };
    case '+':
    case '=':
      return { do: 'zoom', factor: 1.35 };
    case '-':
    case '_':
      return { do: 'zoom', factor: 1 / 1.35 };
    case '0':
      return { do: 'fit' };
    default:
      return null;
  }
}
